// Which of an agent's keys are offered to a host, and in what order.
import type { AgentIdentity } from './AgentIdentity.ts';
import type { PublicKey } from './PublicKey.ts';

/** A server counts every key it is offered, and most hang up at the sixth. */
const MOST_OFFERED = 5;

export interface Selection {
  /** What the host's IdentityFile and CertificateFile lines name, by their public files. */
  readonly preferred: readonly PublicKey[];
  /** Whether the others stay at home (IdentitiesOnly). */
  readonly only: boolean;
  /** RSA keys with fewer bits are left out (RequiredRSASize). */
  readonly rsaBits?: number;
}

/**
 * The preferred keys that the agent holds, in the order of the config, then its others; five at most. A certificate
 * goes ahead of its plain key, whether the agent or a file has it.
 */
export function selectIdentities(held: readonly AgentIdentity[], selection: Selection): readonly AgentIdentity[] {
  const named = selection.preferred.flatMap((wanted) => {
    const same = held.filter((identity) => identity.key.fingerprint === wanted.fingerprint);
    const plain = same.find((identity) => !identity.key.certificate) ?? same[0];
    const fromFile = wanted.certificate && plain !== undefined ? [{ ...plain, key: wanted }] : [];
    return [...fromFile, ...certificatesFirst(same)];
  });
  const offered = selection.only ? named : [...named, ...certificatesFirst(held)];
  const strong = offered.filter(({ key }) => (key.rsaBits ?? Infinity) >= (selection.rsaBits ?? 0));
  const seen = new Set<string>();
  const unique = strong.filter(({ key }) => {
    const blob = key.blob.toString('base64');
    return !seen.has(blob) && seen.add(blob);
  });
  return unique.slice(0, MOST_OFFERED);
}

function certificatesFirst(identities: readonly AgentIdentity[]): readonly AgentIdentity[] {
  return identities.toSorted((a, b) => Number(b.key.certificate) - Number(a.key.certificate));
}
