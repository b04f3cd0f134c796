// Where this user's runs, approvals and accepted host keys are kept: outside every workspace, the same for every face.
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** The state folder of this user, by the environment. */
export function stateFolder(environment: Readonly<Record<string, string | undefined>>): string {
  const named = environment['XDG_STATE_HOME'];
  if (named !== undefined && isAbsolute(named)) return join(named, 'gated-runbooks');
  const local = environment['LOCALAPPDATA'];
  if (process.platform === 'win32' && local) return join(local, 'gated-runbooks');
  return join(environment['HOME'] ?? homedir(), '.local', 'state', 'gated-runbooks');
}
