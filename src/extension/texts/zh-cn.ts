// The Simplified Chinese catalogue of the editor, complete by its type.
import type { en } from './en.ts';
import { commands } from './zh-cn/commands.ts';
import { runs } from './zh-cn/runs.ts';
import { trust } from './zh-cn/trust.ts';
import { pick } from './zh-cn/pick.ts';
import { views } from './zh-cn/views.ts';

export const zhCn: Record<keyof typeof en, string> = {
  ...runs,
  ...trust,
  ...pick,
  ...views,
  ...commands,
};
