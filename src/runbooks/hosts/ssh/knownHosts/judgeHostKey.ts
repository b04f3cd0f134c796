// Is this host's key the one that is known?
import type { PublicKey } from '../agent/PublicKey.ts';
import type { Place } from '../config/Place.ts';
import type { KnownHost } from './KnownHost.ts';
import { knownHostsName } from './knownHostsName.ts';
import type { HostAddress } from './knownHostsName.ts';
import { matchKnownHost } from './matchKnownHost.ts';

/** `places`: the lines to look at. `authority`: a line that would accept certificates of this host, which are not supported. */
export type HostKeyVerdict =
  | { readonly verdict: 'known' }
  | { readonly verdict: 'unknown'; readonly authority?: Place }
  | { readonly verdict: 'changed' | 'revoked'; readonly places: readonly Place[] };

/**
 * Fails closed: a revoked key is revoked whatever else is there, and a host of which any key is known has changed when
 * it shows another one.
 */
export function judgeHostKey(lines: readonly KnownHost[], address: HostAddress, key: PublicKey): HostKeyVerdict {
  const about = linesAbout(lines, address);
  const same = (line: KnownHost): boolean => line.key.plain.equals(key.plain);
  const revoked = about.filter((line) => line.marker === 'revoked' && same(line));
  if (revoked.length > 0) return { verdict: 'revoked', places: placesOf(revoked) };
  const plain = about.filter((line) => line.marker === undefined);
  // As ssh does, a key known for the name without its port will do, but its absence there means nothing.
  if (plain.some(same) || withoutPort(lines, address).some(same)) return { verdict: 'known' };
  if (plain.length > 0) return { verdict: 'changed', places: placesOf(plain) };
  const authority = about.find((line) => line.marker === 'authority');
  return { verdict: 'unknown', ...(authority === undefined ? {} : { authority: authority.place }) };
}

/** The types of the keys known for a host, in the order of the lines; empty for an unknown host. */
export function knownKeyTypes(lines: readonly KnownHost[], address: HostAddress): readonly string[] {
  const plain = linesAbout(lines, address).filter((line) => line.marker === undefined);
  const known = plain.length > 0 ? plain : withoutPort(lines, address);
  return [...new Set(known.map((line) => line.key.type))];
}

function linesAbout(lines: readonly KnownHost[], address: HostAddress): readonly KnownHost[] {
  const name = knownHostsName(address);
  return lines.filter((line) => matchKnownHost(line.names, name));
}

function withoutPort(lines: readonly KnownHost[], address: HostAddress): readonly KnownHost[] {
  if (address.hostKeyAlias !== undefined || address.port === 22) return [];
  return linesAbout(lines, { ...address, port: 22 }).filter((line) => line.marker === undefined);
}

function placesOf(lines: readonly KnownHost[]): readonly Place[] {
  return lines.map((line) => line.place);
}
