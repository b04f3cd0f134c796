// The table of commands, in the order of the help.
import type { Command } from '../Command.ts';
import { check } from './check.ts';
import { doctor } from './doctor.ts';
import { drill } from './drill.ts';
import { list } from './list.ts';
import { plan } from './plan.ts';
import { practice } from './practice.ts';
import { report } from './report.ts';
import { resume } from './resume.ts';
import { run } from './run.ts';
import { runs } from './runs.ts';
import { takeover } from './takeover.ts';
import { undo } from './undo.ts';
import { schema } from './schema.ts';
import { verify } from './verify.ts';
import { version } from './version.ts';
import { watch } from './watch.ts';

export const commands: readonly Command[] = [
  list,
  check,
  plan,
  run,
  resume,
  undo,
  runs,
  watch,
  takeover,
  report,
  verify,
  doctor,
  drill,
  practice,
  schema,
  version,
];
