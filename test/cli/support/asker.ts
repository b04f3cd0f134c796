// A small program that asks one thing at its terminal and prints the answer; for createPrompt.real.test.ts.
import { createPrompt } from '../../../src/cli/terminal/createPrompt.ts';
import { createTerminal } from '../../../src/cli/terminal/createTerminal.ts';

const { stdin, stdout, stderr, env: environment } = process;
const terminal = createTerminal({ stdin, stdout, stderr, environment, folder: process.cwd() });
const prompt = createPrompt(terminal, () => {
  stdout.write('interrupted\n');
});
const controller = new AbortController();
const { signal } = controller;
const [kind, abortAfter] = process.argv.slice(2);
if (abortAfter !== undefined) setTimeout(() => controller.abort(), Number(abortAfter));

async function ask(): Promise<string | undefined> {
  if (kind === 'hidden') return prompt.hidden('secret? ', signal);
  if (kind === 'key') return prompt.key('r or s? ', ['r', 's'], signal);
  if (kind === 'twice')
    return `${(await prompt.line('one? ', signal)) ?? ''}+${(await prompt.line('two? ', signal)) ?? ''}`;
  return prompt.line('above\nname? ', signal);
}
void ask().then((answer) => {
  stdout.write(`answer ${JSON.stringify(answer ?? null)}\n`);
});
