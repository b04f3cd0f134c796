// Whose key it is, by an allowed signers file of ssh-keygen(1).
import { readPublicKeyLine } from '../../hosts/ssh/agent/readPublicKeyLine.ts';
import type { PublicKey } from '../../hosts/ssh/agent/PublicKey.ts';
import { matchPatterns } from '../../hosts/ssh/config/matchPattern.ts';

const word = /(?:"(?:\\.|[^"\\])*"|[^\s"])+/g;

/**
 * The principals for which the file lets `key` sign in `namespace` at `now` (milliseconds since the epoch), as they are written;
 * none: it does not. A line that can't be read lets nobody sign; certificate authorities are passed over, since certificates don't sign packs.
 */
export function allowedSigners(text: string, key: PublicKey, namespace: string, now: number): readonly string[] {
  return text.split(/\r?\n/).flatMap((line) => {
    if (/^\s*(#|$)/.test(line)) return [];
    const [principals, ...rest] = line.match(word) ?? [];
    const hasOptions = readPublicKeyLine(rest.slice(0, 2).join(' ')) === undefined;
    const own = readPublicKeyLine(rest.slice(hasOptions ? 1 : 0).join(' '));
    if (principals === undefined || own?.plain.equals(key.plain) !== true) return [];
    return hasOptions && !allows(rest[0] ?? '', namespace, now) ? [] : [unquoted(principals)];
  });
}

function allows(options: string, namespace: string, now: number): boolean {
  return (options.match(/(?:"(?:\\.|[^"\\])*"|[^,"])+/g) ?? []).every((option) => {
    const [, name = '', value = ''] = /^([\w-]+)(?:=(.*))?$/s.exec(option) ?? [];
    switch (name.toLowerCase()) {
      case 'namespaces':
        return matchPatterns(unquoted(value).split(','), namespace);
      case 'valid-after':
        return now >= (momentOf(unquoted(value)) ?? Infinity);
      case 'valid-before':
        return now < (momentOf(unquoted(value)) ?? -Infinity);
      default:
        // An option that we don't know, a certificate authority among them, must not be passed over.
        return false;
    }
  });
}

/** `YYYYMMDD[HHMM[SS]][Z]`; local time without the Z. */
function momentOf(text: string): number | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?(Z?)$/i.exec(text);
  if (parts === null) return undefined;
  const [year = 0, month = 0, day = 0, hour, minute, second] = parts.slice(1, 7).map((part) => Number(part || 0));
  const moment = [year, month - 1, day, hour, minute, second] as const;
  return parts[7] === '' ? new Date(...moment).getTime() : Date.UTC(...moment);
}

function unquoted(text: string): string {
  return text.startsWith('"') && text.endsWith('"') && text.length > 1 ? text.slice(1, -1) : text;
}
