// Simplified Chinese texts of the room `practice`.
import type { practice as en } from '../en/practice.ts';

export const practice: Record<keyof typeof en, string> = {
  'practice.simulation':
    '这是演练主机，一台模拟的机器（场景 {scenario}）。命令和进程是真的，systemd、MCSManager 和过往记录是模拟出来的；用完即弃。',
};
