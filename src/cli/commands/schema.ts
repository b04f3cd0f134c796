// `runbook schema`: the JSON Schema of a runbook, for editors and other tools.
import { jsonSchema } from '../../runbooks/index.ts';
import type { Command } from '../Command.ts';
import { exitCodes } from '../exitCodes.ts';

export const schema: Command = {
  name: 'schema',
  summary: 'cli.schema.summary',
  usage: '',
  arity: { least: 0, most: 0 },
  options: {},
  run(_invocation, terminal) {
    terminal.print(JSON.stringify(jsonSchema(), undefined, 2));
    return Promise.resolve(exitCodes.good);
  },
};
