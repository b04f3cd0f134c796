// Packs the evidence of a kept run for a person who asked for it on the command line.
import { resolve } from 'node:path';
import {
  AgentError,
  chooseSigner,
  JournalError,
  PackError,
  visibleLine,
  writePack,
  type Signer,
  type StoredRun,
} from '../../runbooks/index.ts';
import { CommandError } from '../CommandError.ts';
import { engineVersion } from '../engineVersion.ts';
import { exitCodes } from '../exitCodes.ts';
import type { Terminal } from '../terminal/Terminal.ts';

/** Writes the pack, signed by the agent's key `sign` where one is named, and says what it is. Throws a {@link CommandError} where it can't. */
export async function packStored(
  run: StoredRun,
  given: string,
  sign: string | undefined,
  terminal: Terminal,
): Promise<void> {
  const file = resolve(terminal.folder, given);
  const signer = sign === undefined ? undefined : await signerFor(sign, terminal);
  try {
    const request = { run, file, engine: engineVersion, locale: terminal.locale };
    const { files, ended } = await writePack(signer === undefined ? request : { ...request, signer });
    terminal.print(terminal.say('cli.pack.written', { file: visibleLine(file), files }));
    if (!ended) terminal.print(terminal.say('cli.pack.open'));
    terminal.print(terminal.say(signer === undefined ? 'cli.pack.unsigned' : 'cli.pack.signed'));
  } catch (error) {
    if (error instanceof PackError) throw new CommandError(exitCodes.failed, error.said);
    if (error instanceof JournalError) throw new CommandError(exitCodes.failed, error.said);
    if (error instanceof AgentError) {
      throw new CommandError(exitCodes.failed, { code: 'cli.pack.signRefused', args: { why: error.message } });
    }
    throw error;
  }
}

async function signerFor(given: string, terminal: Terminal): Promise<Signer> {
  const chosen = await chooseSigner(given);
  if ('problem' in chosen) throw new CommandError(exitCodes.invalid, chosen.problem);
  const { key, comment } = chosen.signer;
  terminal.complain(terminal.say('cli.pack.signing', { key: visibleLine(`${key.fingerprint} ${comment}`) }));
  return chosen.signer;
}
