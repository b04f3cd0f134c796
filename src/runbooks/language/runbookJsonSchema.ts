// The JSON Schema of a runbook.
import { jsonSchema } from './jsonSchema.ts';
import { runbookSchema } from './schema.ts';

/** What `schema/runbook.v1.json` holds. */
export function runbookJsonSchema(): Readonly<Record<string, unknown>> {
  return jsonSchema(runbookSchema);
}
