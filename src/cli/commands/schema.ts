// `runbook schema`: the JSON Schema of a runbook or of hosts.yaml, for editors and other tools.
import { inventoryJsonSchema, runbookJsonSchema } from '../../runbooks/index.ts';
import type { Command } from '../Command.ts';
import { exitCodes } from '../exitCodes.ts';
import { oneOf } from '../oneOf.ts';

const schemas = { runbook: runbookJsonSchema, hosts: inventoryJsonSchema } as const;
const names = ['runbook', 'hosts'] as const satisfies readonly (keyof typeof schemas)[];

export const schema: Command = {
  name: 'schema',
  summary: 'cli.schema.summary',
  usage: '[runbook|hosts]',
  arity: { least: 0, most: 1 },
  options: {},
  run({ positionals: [given = names[0]] }, terminal) {
    terminal.print(JSON.stringify(schemas[oneOf(names, 'schema', given)](), undefined, 2));
    return Promise.resolve(exitCodes.good);
  },
};
