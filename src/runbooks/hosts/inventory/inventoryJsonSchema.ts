// The JSON Schema of hosts.yaml.
import { jsonSchema } from '../../language/jsonSchema.ts';
import { inventorySchema } from './inventorySchema.ts';

/** What `schema/hosts.v1.json` holds. */
export function inventoryJsonSchema(): Readonly<Record<string, unknown>> {
  return jsonSchema(inventorySchema);
}
