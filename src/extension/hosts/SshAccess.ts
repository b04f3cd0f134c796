// How this window reaches hosts over SSH: by its settings, asking the person in dialogs.
import type { SshOptions } from '../../runbooks/index.ts';
import type { Listen } from '../emitter.ts';

/** An agent is taking its time, so it must be asking somebody; without a key it no longer is. */
export interface AgentWaiting {
  readonly host: string;
  readonly key: string;
}

export interface SshAccess {
  /** Options for `connectSsh` and `diagnoseHost`, by the settings as they are now; the practice host is in its targets while it is up. */
  options(): SshOptions;
  /** "Waiting for your agent: KEY". */
  readonly onWaiting: Listen<AgentWaiting>;
}
