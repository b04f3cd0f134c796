// Whether the names of a known_hosts line include a host.
import { createHmac } from 'node:crypto';
import { matchPatterns } from '../config/matchPattern.ts';

/** `name` is a host name or address, `[name]:port` where the port is not 22, or a HostKeyAlias. */
export function matchKnownHost(names: string, name: string): boolean {
  const wanted = name.toLowerCase();
  const [, salt, digest] = /^\|1\|([^|]+)\|([^|]+)$/.exec(names) ?? [];
  if (salt !== undefined)
    return createHmac('sha1', Buffer.from(salt, 'base64')).update(wanted).digest('base64') === digest;
  return matchPatterns(names.toLowerCase().split(','), wanted);
}
