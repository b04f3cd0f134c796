// The hosts to choose from: the practice host, those used before, those of the SSH configuration and the workspace.
import type { QuickPickItem } from 'vscode';
import type { Services } from '../Services.ts';
import { findHosts } from '../views/hosts/findHosts.ts';

/** `before` come first. */
export async function hostItems(services: Services, before: readonly string[]): Promise<readonly QuickPickItem[]> {
  const { engine, texts, practice } = services;
  const { practiceAvailability, visibleLine } = engine();
  const addresses = new Map<string, string>(before.map((name) => [name, '']));
  for (const { hosts } of await findHosts(services)) {
    for (const { name, described } of hosts) {
      addresses.set(name, 'address' in described ? visibleLine(described.address) : texts.tell(described.problem));
    }
  }
  addresses.delete('practice');
  const available = practice.current !== undefined || practiceAvailability().kind !== 'replayOnly';
  const host: QuickPickItem = { label: 'practice', description: texts.say('pick.practice') };
  const others = [...addresses].map(([label, description]) => ({ label, description }));
  return available ? [host, ...others] : others;
}
