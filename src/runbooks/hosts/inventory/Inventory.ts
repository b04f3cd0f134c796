// A team's hosts as their hosts.yaml names them.
import type { LocalText } from '../../language/schema.ts';

export interface InventoryHost {
  readonly description?: LocalText;
  /** What inputs that are `perHost` hold on it, by their names: as it was written, since only the input knows its type. */
  readonly values: Readonly<Record<string, string>>;
}

export interface Inventory {
  readonly hosts: Readonly<Record<string, InventoryHost>>;
  /** Hosts by group, in the order of the file. */
  readonly groups: Readonly<Record<string, readonly string[]>>;
}
