// The Simplified Chinese catalogue of the editor, complete by its type.
import type { en } from './en.ts';
import { runs } from './zh-cn/runs.ts';

export const zhCn: Record<keyof typeof en, string> = {
  ...runs,
};
