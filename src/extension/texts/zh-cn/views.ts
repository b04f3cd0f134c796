// Simplified Chinese texts of the area `views`.
import type { views as en } from '../en/views.ts';

export const views: Record<keyof typeof en, string> = {
  'views.restricted': '受限模式：运行手册可以阅读和检查，不能计划或运行。',
  'views.noAgentInBrowser':
    '此编辑器在浏览器中运行，无法使用您的 SSH agent：在这里可以阅读和检查运行手册。要在您的主机上运行，请在自己机器上的 VS Code 中打开此文件夹。',

  'views.effect.read': '只读',
  'views.effect.change': '会更改主机',
  'views.effect.destructive': '破坏性',
  'views.problems.error': '{count} 个错误',
  'views.problems.errors': '{count} 个错误',
  'views.problems.warning': '{count} 个警告',
  'views.problems.warnings': '{count} 个警告',
  'views.runbooks.shipped': '自带',
  'views.runbooks.top': '顶层文件夹',
  'views.runbooks.unreadable': '无法读取',

  'views.hosts.practice': '演练主机',
  'views.hosts.practiceAbout':
    '一台模拟的机器，由真正的 SSH 连接，隔离在自己的命名空间里。它不需要您的主机和密钥，停止后即被丢弃。',
  'views.hosts.practiceUp': '已启动：{scenario}',
  'views.hosts.practiceDown': '模拟主机，未启动',
  'views.hosts.through': '经由 {jumps}',
  'views.hosts.running': '有运行正在连接',
  'views.hosts.testing': '正在测试',
  'views.hosts.ready': '{time} 就绪',
  'views.hosts.notReady': '{time} 未就绪',
  'views.hostKey.known': '主机密钥已知',
  'views.hostKey.unknown': '主机密钥未知',
  'views.hostKey.refused': '主机密钥未知，且被 StrictHostKeyChecking 拒绝',
  'views.hostKey.pinned': '主机密钥已固定',

  'views.scenarioName.daemon-oom-killed': '守护进程因内存被杀',
  'views.scenarioName.daemon-hung': '守护进程挂起',
  'views.scenarioName.port-taken': '端口被占用',
  'views.scenarioName.disk-full': '磁盘已满',
  'views.scenarioName.healthy': '健康',
  'views.scenario.daemon-oom-killed': '某个实例耗尽内存，内核杀死了守护进程。',
  'views.scenario.daemon-hung': '守护进程在运行、在监听，却不应答。',
  'views.scenario.port-taken': '守护进程的端口被另一个进程占用，每次启动都失败。',
  'views.scenario.disk-full': '磁盘已满，守护进程已退出且无法启动。',
  'views.scenario.healthy': '一切正常。之后可以再弄坏它。',

  'views.check.config': '配置',
  'views.check.agent': 'Agent',
  'views.check.jumps': '跳板',
  'views.check.hostKey': '主机密钥',
  'views.check.login': '登录',
  'views.check.shell': 'Shell',
  'views.check.sudo': 'sudo',
  'views.check.detach': '脱离连接执行',
  'views.check.state': '状态目录',
  'views.check.utilities': '工具',
  'views.status.ok': '正常',
  'views.status.warn': '有限制',
  'views.status.bad': '需要修复',

  'views.runs.mine': '正在运行',
  'views.runs.elsewhere': '正在另一个窗口或终端中运行',
  'views.runs.interrupted': '已中断',
  'views.runs.ended': '未结束',
};
