// `runbook version`: which engine this is.
import type { Command } from '../Command.ts';
import { engineVersion } from '../engineVersion.ts';
import { exitCodes } from '../exitCodes.ts';

export const version: Command = {
  name: 'version',
  summary: 'cli.version.summary',
  usage: '',
  arity: { least: 0, most: 0 },
  options: {},
  run(_invocation, terminal) {
    terminal.print(`gated-runbooks ${engineVersion} (node ${process.versions.node})`);
    return Promise.resolve(exitCodes.good);
  },
};
