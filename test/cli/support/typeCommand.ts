// Types a command at a terminal that is none: streams in memory, a folder and a state of the test's own.
import { PassThrough, Writable } from 'node:stream';
import { runCli } from '../../../src/cli/runCli.ts';

export interface TypeOptions {
  readonly folder?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

export interface Typed {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs `runbook` with `words` in this process, as a script would: nobody can be asked. */
export async function typeCommand(words: readonly string[], options: TypeOptions = {}): Promise<Typed> {
  const [out, err] = [sink(), sink()];
  const code = await runCli(words, {
    stdin: new PassThrough(),
    stdout: out.stream,
    stderr: err.stream,
    environment: { LANG: 'C.UTF-8', ...options.environment },
    folder: options.folder ?? process.cwd(),
  });
  return { code, out: out.text(), err: err.text() };
}

function sink(): { readonly stream: Writable; text(): string } {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  return { stream, text: () => Buffer.concat(chunks).toString() };
}
