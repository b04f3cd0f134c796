// Simplified Chinese texts of the room `practice`.
import type { practice as en } from '../en/practice.ts';

export const practice: Record<keyof typeof en, string> = {
  'practice.simulation':
    '这是演练主机，一台模拟的机器（场景 {scenario}）。命令和进程都是真的；systemd、MCSManager 和历史记录是模拟的。用完即弃。',
  'practice.pairSimulation':
    '这是演练主机 practice-a 与 practice-b，两台模拟的机器（场景 {scenario}）。命令和进程都是真的；systemd、VerneMQ 和历史记录是模拟的。用完即弃。',
  'practice.walled': '演练主机在本机独立的命名空间中运行。',
  'practice.linuxOnly':
    '演练主机需要 Linux，因为 Runbook 会在上面执行 Linux 命令。在当前系统上可以改为观看一次录制的运行。',
  'practice.toolsMissing': '演练主机需要 {tools}，本机没有。',
  'practice.installTools': '请安装 util-linux 和 iproute2，例如：apt-get install util-linux iproute2',
  'practice.noNamespaces': '演练主机要靠命名空间与本机隔离，而这里不允许创建（{why}）。',
  'practice.allowNamespaces':
    '请允许用户命名空间（以 root 执行 sysctl -w kernel.apparmor_restrict_unprivileged_userns=0；旧内核为 kernel.unprivileged_userns_clone=1）；在容器中则需授予 CAP_SYS_ADMIN 并取消对 /proc 的屏蔽。',
};
