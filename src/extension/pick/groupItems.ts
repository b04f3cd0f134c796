// The groups of hosts to choose from, of the hosts.yaml that was approved with the runbook.
import type { QuickPickItem } from 'vscode';
import type { Inventory } from '../../runbooks/index.ts';

/** One item a group, with its members beside it. Their names are of letters, digits, `.`, `_` and `-` only. */
export function groupItems(inventory: Inventory | undefined): readonly QuickPickItem[] {
  return Object.entries(inventory?.groups ?? {}).map(([name, hosts]) => ({
    label: `@${name}`,
    description: hosts.join(', '),
  }));
}
