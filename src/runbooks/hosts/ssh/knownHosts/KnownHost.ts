// A line of known_hosts.
import type { PublicKey } from '../agent/PublicKey.ts';
import type { Place } from '../config/Place.ts';

export interface KnownHost {
  readonly place: Place;
  /** `revoked`: this key is never accepted. `authority`: it certifies hosts, which is not supported. */
  readonly marker: 'revoked' | 'authority' | undefined;
  /** Comma-separated patterns, or one hashed name. */
  readonly names: string;
  readonly key: PublicKey;
}
