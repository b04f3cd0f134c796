// All hosts that this window knows by name, as data.
import type { HostDescription, Message } from '../../../runbooks/index.ts';

/** A host and what can be said of it without connecting. */
export interface KnownHost {
  readonly name: string;
  readonly described: HostDescription | { readonly problem: Message };
}

/** Where names come from: the person's ssh configuration, or a team's hosts.yaml. */
export interface HostSource {
  readonly id: string;
  readonly label: string;
  readonly hosts: readonly KnownHost[];
  /** Why it can't be read. */
  readonly problem?: Message;
}
