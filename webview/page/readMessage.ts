// Only what the host says is taken: other scripts in the editor's window may post messages too.
import type { ToPage } from '../protocol.ts';

const types: Readonly<Record<ToPage['type'], true>> = {
  begin: true,
  snapshot: true,
  output: true,
  rendered: true,
  refused: true,
};

/** The message, when it is one of ours. Its parts are the extension's, which is the page's own other half. */
export function readMessage(data: unknown): ToPage | undefined {
  return typeof data === 'object' && data !== null && 'type' in data && isType(data.type)
    ? (data as ToPage)
    : undefined;
}

function isType(type: unknown): boolean {
  return typeof type === 'string' && Object.hasOwn(types, type);
}
