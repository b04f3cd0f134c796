// Simplified Chinese texts of the area `commands`.
import type { commands as en } from '../en/commands.ts';

export const commands: Record<keyof typeof en, string> = {
  'commands.check.progress': '正在检查运行手册',
  'commands.check.none': '此工作区中没有运行手册。查找位置：{globs}；可用“新建运行手册…”创建一份。',
  'commands.check.sound': '全部 {count} 份运行手册都没有问题。',
  'commands.check.problems': '已检查 {count} 份运行手册：其中 {files} 份共有 {errors} 个错误、{warnings} 个警告。',
  'commands.check.unreadable': '无法读取此文件：{why}',
  'commands.check.show': '显示问题',

  'commands.open.pick': '选择要打开的运行手册',
  'commands.open.none': '没有运行手册 {name}。',

  'commands.new.template': '这份运行手册用来做什么？',
  'commands.new.recover': '恢复一项服务',
  'commands.new.recoverDetail': '先保存证据，确认后重启，并证明它重新应答',
  'commands.new.triage': '查明问题所在',
  'commands.new.triageDetail': '只查看，不做任何改动，最后给出结论',
  'commands.new.file': '修改一个文件',
  'commands.new.fileDetail': '先显示差异，保留备份，可以撤销',
  'commands.new.folder': '放在哪个文件夹？',
  'commands.new.name': '运行手册的文件名，例如 recover-database',
  'commands.new.badName': '请使用小写字母、数字和连字符，以字母开头；文件夹之间用 / 分隔。',
  'commands.new.taken': '{path} 已经存在。',

  'commands.practice.pick': '演练主机应当出什么故障？',
  'commands.practice.recorded': '已录制的运行，仅供查看',
  'commands.practice.pickRecorded': '选择要查看的已录制运行',
  'commands.practice.now': '当前场景',
  'commands.practice.progress': '正在启动演练主机',
  'commands.practice.up': '演练主机已启动：{scenario}。这是模拟主机，停止后即被丢弃。',
  'commands.practice.run': '运行…',
  'commands.practice.copy': '复制 SSH 命令',
  'commands.practice.stopped': '演练主机已停止并清除。',
  'commands.practice.failed': '无法启动演练主机：{why}',

  'commands.keys.progress': '正在向 SSH agent 查询密钥',
  'commands.keys.pick': '{path} 处 agent 中的密钥。选择一个即可复制其指纹。',
  'commands.keys.certificate': '证书',
  'commands.keys.copied': '已复制 {fingerprint}。',
  'commands.keys.setting': '设置套接字',
  'commands.keys.invisible':
    '如果 agent 确实在运行，那就是 VS Code 看不到它：从程序坞或启动器启动时，它得不到 shell 中的 SSH_AUTH_SOCK。请在终端中用 `code` 启动，或在设置 gatedRunbooks.agentSocket 中填写套接字。',
  'commands.keys.others':
    '其他 agent 的套接字。1Password：{onePassword}；Secretive：{secretive}；gpg-agent：`gpgconf --list-dirs agent-ssh-socket` 的输出。',
  'commands.keys.othersWindows':
    '在 Windows 上，agent 是服务“OpenSSH Authentication Agent”（ssh-agent），请设为自动启动；开启 1Password 的 SSH agent 后由它接替。gpg-agent：在 gpg-agent.conf 中写入 enable-win32-openssh-support。',

  'commands.test.pick': '哪台主机？请选择，或键入别名或 user@name:port',
  'commands.test.typed': '测试 {host}',
  'commands.test.progress': '正在测试 {host}',
  'commands.test.waiting': '正在等待您的 agent：{key}',
  'commands.test.good': '{host} 已可用于运行手册。{login}',
  'commands.test.bad': '{host} 尚未就绪：{problem}',
  'commands.test.none': '对 {host} 的测试已取消。',
  'commands.test.findings': '显示检查结果',

  'commands.runs.delete': '要删除 {time} 的运行“{title}”吗？其日志、输出和证据都将消失。',
  'commands.runs.deleteNow': '删除',
  'commands.runs.owned': '此运行仍在进行，因此未删除。',
  'commands.failed': '未能完成：{why}',
  'commands.showLog': '显示日志',
};
