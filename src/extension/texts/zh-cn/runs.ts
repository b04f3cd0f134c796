// Simplified Chinese texts of the area `runs`.
import type { runs as english } from '../en/runs.ts';

export const runs: Record<keyof typeof english, string> = {
  'runs.restricted': '此工作区不受信任：可以阅读和检查其中的运行手册，但不会运行或连接任何内容。',
};
