// The English catalogue: every text that a person sees. A room's texts are in en/<room>.ts, their codes begin with the room's name.
import { cel } from './en/cel.ts';
import { cli } from './en/cli.ts';
import { drill } from './en/drill.ts';
import { hosts } from './en/hosts.ts';
import { inventory } from './en/inventory.ts';
import { language } from './en/language.ts';
import { pack } from './en/pack.ts';
import { page } from './en/page.ts';
import { plan } from './en/plan.ts';
import { practice } from './en/practice.ts';
import { run } from './en/run.ts';
import { schema } from './en/schema.ts';
import { service } from './en/service.ts';
import { shell } from './en/shell.ts';
import { views } from './en/views.ts';

/** Texts by code; `{name}` is filled in from the arguments. */
export const en = {
  ...language,
  ...schema,
  ...cel,
  ...plan,
  ...run,
  ...pack,
  ...drill,
  ...hosts,
  ...inventory,
  ...service,
  ...shell,
  ...practice,
  ...views,
  ...cli,
  ...page,
} as const;
