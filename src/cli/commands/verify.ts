// `runbook verify`: whether an evidence pack is what was packed, and who vouches for it.
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { PackError, verifyPack, visibleLine, type PackFindings } from '../../runbooks/index.ts';
import type { Command } from '../Command.ts';
import { CommandError } from '../CommandError.ts';
import { engineVersion } from '../engineVersion.ts';
import { exitCodes } from '../exitCodes.ts';
import type { Terminal } from '../terminal/Terminal.ts';

/** More than this is not shown: the first say enough. */
const mostShown = 50;

export const verify: Command = {
  name: 'verify',
  summary: 'cli.verify.summary',
  usage: 'PACK',
  arity: { least: 1, most: 1 },
  options: { 'allowed-signers': { value: 'FILE', help: 'cli.verify.allowedSigners' } },
  async run(invocation, terminal) {
    const [given = ''] = invocation.positionals;
    const signersFile = invocation.value('allowed-signers');
    const allowed = signersFile === undefined ? {} : { allowedSigners: await readSigners(signersFile, terminal) };
    const file = resolve(terminal.folder, given);
    const findings = await verifyPack(file, { engine: engineVersion, now: Date.now(), ...allowed }).catch(
      (error: unknown) => {
        throw error instanceof PackError ? new CommandError(exitCodes.invalid, error.said) : error;
      },
    );
    tell(findings, terminal);
    const vouched = findings.signedBy?.principals === undefined ? !('allowedSigners' in allowed) : isAllowed(findings);
    if (findings.verdict === 'changed' || !vouched) return exitCodes.failed;
    return findings.verdict === 'open' ? exitCodes.unknown : exitCodes.good;
  },
};

async function readSigners(given: string, terminal: Terminal): Promise<string> {
  const path = resolve(terminal.folder, given);
  return readFile(path, 'utf8').catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    throw new CommandError(exitCodes.invalid, { code: 'cli.file.unreadable', args: { path, why } });
  });
}

function isAllowed({ signedBy }: PackFindings): boolean {
  return signedBy?.principals !== undefined && signedBy.principals.length > 0;
}

function tell(findings: PackFindings, terminal: Terminal): void {
  const { verdict, run, files, events, changes, notes } = findings;
  if (run !== undefined) {
    const how = run.outcome === undefined ? ('cli.runs.open' as const) : (`views.outcome.${run.outcome}` as const);
    const [id, runbook] = [run.id, run.runbook].map(visibleLine);
    terminal.print(
      terminal.say('cli.verify.run', { id: id ?? '', runbook: runbook ?? '', outcome: terminal.say(how) }),
    );
  }
  terminal.print(terminal.say(`cli.verify.${verdict}`, { files, events }));
  for (const { code, args } of changes.slice(0, mostShown))
    terminal.print(`  ${visibleLine(terminal.say(code, args))}`);
  const more = changes.length - mostShown;
  if (more > 0) terminal.print(`  ${terminal.say('cli.verify.more', { count: more })}`);
  for (const { code, args } of notes) terminal.print(visibleLine(terminal.say(code, args)));
  terminal.print(terminal.say(...vouching(findings)));
}

/** Who vouches for it, in one sentence. */
function vouching({ signedBy, changes }: PackFindings): Parameters<Terminal['say']> {
  if (signedBy === undefined) {
    return [
      changes.some(({ code }) => code === 'pack.badSignature') ? 'cli.verify.badSignature' : 'cli.verify.unsigned',
    ];
  }
  const { key, principals } = signedBy;
  const args = { key: `${key.type} ${key.fingerprint}` };
  if (principals === undefined) return ['cli.verify.signed', args];
  if (principals.length === 0) return ['cli.verify.notAllowed', args];
  return ['cli.verify.allowed', { ...args, who: visibleLine(principals.join(', ')) }];
}
