// The Simplified Chinese catalogue of the editor, complete by its type.
import type { en } from './en.ts';
import { commands } from './zh-cn/commands.ts';
import { runs } from './zh-cn/runs.ts';
import { views } from './zh-cn/views.ts';

export const zhCn: Record<keyof typeof en, string> = {
  ...runs,
  ...views,
  ...commands,
};
