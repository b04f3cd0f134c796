// A host as a person writes it: an alias, `user@name:port`, `[2001:db8::1]:22`, or an ssh:// URI.

export interface Target {
  readonly name: string;
  readonly user?: string;
  readonly port?: number;
}

/** The parts; undefined where there is no host name or the port is none. */
export function parseTarget(text: string): Target | undefined {
  const bare = text.replace(/^ssh:\/\//i, '').replace(/\/$/, '');
  const at = bare.lastIndexOf('@');
  const user = at < 0 ? undefined : bare.slice(0, at);
  const address = bare.slice(at + 1);
  const [, bracketed, plain, digits] = /^(?:\[([^\]]+)\]|([^:[\]\s]+))(?::(\d+))?$/.exec(address) ?? [];
  // More than one colon and no brackets: an IPv6 address without a port.
  const name = bracketed ?? plain ?? (/^[\da-f:.]*:[\da-f:.]*:[\da-f:.%\w]*$/i.test(address) ? address : undefined);
  if (name === undefined || user === '' || name.startsWith('-')) return undefined;
  const port = digits === undefined ? undefined : Number(digits);
  if (port !== undefined && (port < 1 || port > 65535)) return undefined;
  return { name, ...(user === undefined ? {} : { user }), ...(port === undefined ? {} : { port }) };
}
