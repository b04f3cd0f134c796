// All hosts that this window knows by name, as data.
import type { HostDescription, Message } from '../../../runbooks/index.ts';

/** A host and what can be said of it without connecting. */
export interface KnownHost {
  readonly name: string;
  readonly described: HostDescription | { readonly problem: Message };
}

/** Hosts that belong together; a host may be in several. */
export interface HostGroup {
  readonly name: string;
  readonly hosts: readonly string[];
}

/** Where names come from: the person's ssh configuration, or a team's hosts.yaml. */
export interface HostSource {
  readonly id: string;
  readonly label: string;
  readonly hosts: readonly KnownHost[];
  /** Groups of these hosts, by name. */
  readonly groups?: readonly HostGroup[];
  /** Why it can't be read, or what is wrong with it. */
  readonly problem?: Message;
}
