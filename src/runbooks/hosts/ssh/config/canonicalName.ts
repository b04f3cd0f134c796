// CanonicalizeHostname: a short name becomes a full one by trying domains.
import { isIP } from 'node:net';
import type { Message } from '../../../texts/Message.ts';
import type { Settings } from './evaluateConfig.ts';

export type Canonical = { readonly name: string; readonly changed: boolean } | { readonly problem: Message };

/** The name to look blocks up by once more. `exists` asks the name service. */
export async function canonicalName(
  hostName: string,
  settings: Settings,
  proxied: boolean,
  exists: (name: string) => Promise<boolean>,
): Promise<Canonical> {
  const value = (keyword: string): string => settings.get(keyword)?.[0]?.values[0]?.toLowerCase() ?? '';
  const mode = value('canonicalizehostname');
  const unchanged = { name: hostName, changed: false };
  if (!['yes', 'true', 'always'].includes(mode) || isIP(hostName) !== 0) return unchanged;
  if (proxied && mode !== 'always') return unchanged;
  if (hostName.endsWith('.')) return { name: hostName.slice(0, -1), changed: true };
  const dots = hostName.split('.').length - 1;
  if (dots > Number(value('canonicalizemaxdots') || '1')) return unchanged;
  for (const domain of settings.get('canonicaldomains')?.[0]?.values ?? []) {
    const full = `${hostName}.${domain.replace(/^\./, '')}`.toLowerCase();
    if (await exists(full)) return { name: full, changed: true };
  }
  if (value('canonicalizefallbacklocal') === 'no')
    return { problem: { code: 'hosts.configNotCanonical', args: { name: hostName } } };
  return unchanged;
}
