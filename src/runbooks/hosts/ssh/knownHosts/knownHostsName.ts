// How a host is called in known_hosts.

/** A host to look up. An alias stands for name and port. */
export interface HostAddress {
  readonly hostName: string;
  readonly port: number;
  readonly hostKeyAlias?: string | undefined;
}

/** The name a key is kept under. */
export function knownHostsName({ hostName, port, hostKeyAlias }: HostAddress): string {
  return hostKeyAlias ?? (port === 22 ? hostName : `[${hostName}]:${port}`);
}
