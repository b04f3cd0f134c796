// The English catalogue of the editor: an area's texts are in en/<area>.ts, their codes begin with the area's name.
import { commands } from './en/commands.ts';
import { runs } from './en/runs.ts';
import { trust } from './en/trust.ts';
import { pick } from './en/pick.ts';
import { views } from './en/views.ts';

/** Texts by code; `{name}` is filled in from the arguments. */
export const en = {
  ...runs,
  ...trust,
  ...pick,
  ...views,
  ...commands,
} as const;
