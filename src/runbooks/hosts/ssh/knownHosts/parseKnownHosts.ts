// Text of a known_hosts file → its lines.
import { readPublicKeyLine } from '../agent/readPublicKeyLine.ts';
import type { KnownHost } from './KnownHost.ts';

const MARKERS: Readonly<Record<string, KnownHost['marker']>> = {
  '@revoked': 'revoked',
  '@cert-authority': 'authority',
};

/** The lines that can be read. As for ssh, one that can't (a comment, an unknown type) is no line. */
export function parseKnownHosts(file: string, text: string): readonly KnownHost[] {
  return text.split('\n').flatMap((raw, index): KnownHost[] => {
    const words = raw.trim().split(/[ \t]+/);
    const marker = MARKERS[words[0] ?? ''];
    const [names, ...rest] = marker === undefined ? words : words.slice(1);
    const key = names === undefined || names.startsWith('#') ? undefined : readPublicKeyLine(rest.join(' '));
    if (names === undefined || names.startsWith('@') || key === undefined) return [];
    return [{ place: { file, line: index + 1 }, marker, names, key }];
  });
}
