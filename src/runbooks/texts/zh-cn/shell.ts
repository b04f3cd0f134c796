// Simplified Chinese texts of the way scripts reach a host: shells, sudo, the spool.
import type { shell as en } from '../en/shell.ts';

export const shell: Record<keyof typeof en, string> = {
  'shell.nul': '“{name}”的值包含 NUL 字符，shell 会悄悄丢弃它。请从值中去掉该字符后重试。',
  'shell.noShell':
    '{host}：没有可用的 POSIX shell；登录已结束（{exit}），输出为：{said}。请为该用户设置登录 shell（chsh -s /bin/sh），并去掉此密钥的强制命令（command=）。',
  'shell.noFolder': '{host}：在 {folders} 中都无法创建临时目录。请释放空间或修正权限。',
  'shell.noPrintf':
    '{host}：其 sh 没有内置 printf，脚本内容可能被其他用户看到。请将 /bin/sh 链接到 dash、bash 或 busybox。',
  'shell.noUtilities':
    '{host}：在 {login} 的 PATH 以及 /usr/bin、/bin 中，连 mkdir、cat、dd 都找不到。请安装 coreutils（或 busybox），或修正登录启动文件对 PATH 的更改。',
  'shell.noSudo': '{host}：未安装 sudo，{login} 无法切换为 root。请安装 sudo，或以 root 登录。',
  'shell.sudoTty':
    '{host}：sudo 只允许 {login} 在终端上切换为 root（requiretty）：{said}。请用 visudo 加入一行：Defaults:{login} !requiretty，或以 root 登录。',
  'shell.sudoRefused':
    '{host}：sudo 不允许 {login} 切换为 root：{said}。请用 visudo 添加这一行：{line}（它允许 {login} 无需密码以 root 身份执行任何操作）。或以 root 登录。',
  'shell.lost': '{host}：在主机报出身份之前连接已断开：{reason}。请重试。',
  'shell.stateForeign':
    '状态目录（或其中一部分）是符号链接或属于其他用户，因此不予使用。请查明是谁创建的，将其移走后重新运行。',
  'shell.stateUnwritable': '无法创建或进入状态目录。请修正其上级目录的权限，或将文件系统重新挂载为可写。',
  'shell.stateFull':
    '无法在主机上写入该步骤的目录：磁盘可能已满（或 inode 已用尽）。未启动任何操作。请释放空间后重新运行。',
  'shell.stateMemory':
    '状态目录位于内存文件系统（tmpfs）中，重启会丢失运行记录。请在该处挂载磁盘；以普通用户登录时，可用 XDG_STATE_HOME 指定磁盘上的目录。',
  'shell.noDetach': '主机上没有 setsid，连接断开后变更无法继续执行。未启动任何操作。请安装 util-linux（或 busybox）。',
  'shell.noLinger':
    '主机的 logind 会在会话结束时终止遗留进程（KillUserProcesses=yes），连接断开后变更无法继续执行。未启动任何操作。请为该用户执行 “loginctl enable-linger”，或切换为 root 执行。',
  'shell.limitLocked':
    '该限制正被另一个迟迟未完成的启动占用。未启动任何操作。如果没有其他运行在进行，请删除状态目录下 “limits” 中的 *.lock 和 *.breaking 文件。',
};
