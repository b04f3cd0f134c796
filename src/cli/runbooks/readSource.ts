// Reads a runbook's text, bounded, and says in plain words why it can't.
import { open } from 'node:fs/promises';
import type { Source } from '../../runbooks/index.ts';
import { CommandError } from '../CommandError.ts';
import { exitCodes } from '../exitCodes.ts';

/** One byte over what the language takes, so that the reader itself says that it is too large. */
const mostBytes = 1024 * 1024 + 1;

/** The text of the file at `path`, named `uri` in diagnostics. Throws a {@link CommandError} where it can't be read. */
export async function readSource(path: string, uri: string): Promise<Source> {
  try {
    const file = await open(path, 'r');
    try {
      if (!(await file.stat()).isFile()) throw unreadable(uri, 'cli.file.notAFile');
      const buffer = Buffer.alloc(mostBytes);
      const { bytesRead } = await file.read(buffer, 0, mostBytes, 0);
      return { uri, text: decode(buffer.subarray(0, bytesRead), uri) };
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw new CommandError(exitCodes.invalid, {
      code: 'cli.file.unreadable',
      args: { path: uri, why: error instanceof Error ? error.message : String(error) },
    });
  }
}

function decode(bytes: Uint8Array, uri: string): string {
  try {
    // A character cut off by the bound is no fault of the file.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: bytes.length === mostBytes });
  } catch {
    throw unreadable(uri, 'cli.file.notUtf8');
  }
}

function unreadable(path: string, code: 'cli.file.notAFile' | 'cli.file.notUtf8'): CommandError {
  return new CommandError(exitCodes.invalid, { code, args: { path } });
}
