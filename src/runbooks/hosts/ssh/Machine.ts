// What connecting needs to know of the machine that the engine runs on.
import { homedir, hostname, userInfo } from 'node:os';

export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly user: string;
  /** The numeric user id; empty on Windows. */
  readonly uid: string;
  readonly hostname: string;
}

/** The machine as it is. HOME wins over the account's folder, as in a shell. */
export function thisMachine(): Machine {
  const account = userInfo();
  return {
    platform: process.platform,
    env: process.env,
    home: homedir(),
    user: account.username,
    uid: account.uid < 0 ? '' : String(account.uid),
    hostname: hostname(),
  };
}
