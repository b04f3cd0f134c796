// Simplified Chinese texts of the room `cli`.
import type { cli as en } from '../en/cli.ts';

export const cli: Record<keyof typeof en, string> = {
  'cli.help.intro':
    'runbook：通过 SSH 逐步执行声明式运行手册，每一步都由验证关卡证明。\n密钥只来自 SSH agent，绝无其他来源；主机取自 ~/.ssh/config。',
  'cli.help.commands': '命令：',
  'cli.help.begin':
    '想先看一遍执行过程？下面的命令会自动启动一台演练主机，结束后自动清理：\n  runbook run mcsmanager/recover-daemon --on practice\n查看某个命令的详细用法：runbook 命令 --help',
  'cli.help.usage': '用法：',
  'cli.help.options': '选项：',
  'cli.help.exitCodes': `退出码：
  0  成功，或无事可做
  1  失败：未作任何改动，或已回滚并经过验证
  2  失败且状态未经验证，或带着失败继续执行
  3  被前置条件、次数限制或缺少的确认拦下；未作任何改动
  4  命令行、运行手册或输入有误
  5  已取消
  6  状态未知：无人可询问；可以恢复执行`,

  'cli.option.lang': '界面语言（默认依次取 LC_ALL、LC_MESSAGES、LANG）',
  'cli.option.noColor': '不使用颜色（设置 NO_COLOR 亦可）',
  'cli.option.help': '显示本帮助',
  'cli.option.on': '某个角色的主机：~/.ssh/config 中的别名、user@name:port，或 practice（演练主机）',
  'cli.option.input': '输入项的值；机密输入请用环境变量 RUNBOOK_SECRET_NAME 或按提示键入',
  'cli.option.confirm': '预先回答某一步的确认：填写届时应键入的内容，或 yes',
  'cli.option.report': '结束后写出报告：.html、.md、.json 或 .xml（JUnit）',
  'cli.option.acceptHostKey': '未知主机的密钥若为此指纹则接受',
  'cli.option.runs': '运行记录的存放目录（默认：状态目录下的 gated-runbooks/runs）',
  'cli.option.scenario': '演练主机的故障场景',
  'cli.option.approve': '批准一个并非在本机发起的运行的计划',

  'cli.list.summary': '列出自带的运行手册以及 ./runbooks 中的运行手册',
  'cli.list.invalid': '（{count} 处错误；详见 runbook check {name}）',
  'cli.check.summary': '检查运行手册，指出所有问题',
  'cli.check.format': '检查结果的格式（默认 text）',
  'cli.check.empty': '{folder} 中没有运行手册：没有以 .yaml 或 .yml 结尾的文件。',
  'cli.plan.summary': '查看主机现状并说明将要做什么；不作任何改动',
  'cli.run.summary': '执行运行手册',
  'cli.run.kept': '运行 {id}，记录保存在 {folder}',
  'cli.run.report': '报告：{file}',
  'cli.run.reportFailed': '报告 {file} 无法写入（{why}）。可稍后生成：runbook report {id} --format {format}',
  'cli.run.unknownConfirm': '没有需要确认的步骤 {step}。需要确认的步骤有：{known}。',
  'cli.run.unknownConfirmNear': '没有需要确认的步骤 {step}。是否想输入 {meant}？需要确认的步骤有：{known}。',
  'cli.run.leaving': '已立即退出。主机上正在执行的操作可能仍在继续；日志完好。继续执行：runbook resume {id}',
  'cli.run.several': '有 {count} 个运行以 {given} 开头。请写得更完整；runbook runs 可列出全部。',
  'cli.run.none': '{folder} 中没有运行 {given}。runbook runs 可列出全部。',
  'cli.run.noneNear': '没有运行 {given}。是否想输入 {meant}？',
  'cli.resume.summary': '继续执行被中断的运行',
  'cli.resume.ended': '运行 {id} 已经结束，无需恢复。查看报告：runbook report {id}',
  'cli.resume.practiceGone': '运行 {id} 使用的演练主机已随之消失。请重新开始：runbook run {runbook} --on practice',
  'cli.resume.notApproved': '{id} 的计划未在本机获得批准。请先查看（runbook report {id}），再批准：--approve {digest}',
  'cli.resume.owned': '运行 {id} 正由本机进程 {pid} 执行。请先停止该进程。',
  'cli.resume.approve': '该计划未在本机获得批准：在 {hosts} 上执行 {name}。是否执行？[y/N] ',
  'cli.runs.summary': '列出本机的运行记录，最新的在前',
  'cli.runs.empty': '{folder} 中还没有运行记录。',
  'cli.runs.open': '未结束',
  'cli.runs.unwritable':
    '运行记录无法保存到 {folder}：{why}。没有日志就不会执行任何操作；请用 --runs DIR 指定其他目录。',
  'cli.report.summary': '为以往的运行生成报告；RUN 可以是其编号、编号的开头，或 last',
  'cli.report.format': '报告格式（默认 md）',
  'cli.report.extension': '无法从 {file} 判断报告格式。文件名须以 {known} 之一结尾。',
  'cli.doctor.summary': '检查主机的 agent、密钥、跳板机、主机密钥、sudo、setsid 和状态目录，并逐项给出解决办法',
  'cli.doctor.good': '{host} 可以执行运行手册。',
  'cli.doctor.bad': '{host} 尚未就绪：有 {count} 项需要处理。',
  'cli.practice.summary': '启动演练主机并保持运行',
  'cli.practice.recording': '以下是 {date} 录制的同类运行。不会在任何地方执行任何操作。',
  'cli.practice.up': '演练主机已启动，场景为 {scenario}。可这样登录查看：',
  'cli.practice.stop': '按 Ctrl-C 将其关闭。',
  'cli.schema.summary': '输出运行手册的 JSON Schema',
  'cli.version.summary': '显示版本',

  'cli.ask.script': '将在 {host} 上执行：',
  'cli.ask.type': '键入 {text} 以继续（直接回车则停止）：',
  'cli.ask.goOn': '是否继续？[y/N] ',
  'cli.ask.done': '是否已完成？[y/N] ',
  'cli.ask.secret': '机密 {name}（不回显）：',
  'cli.ask.hostKey':
    '{host}（{address}）的主机密钥未知。\n  {fingerprint}\n请与其管理员提供的指纹核对。是否接受？[y/N] ',
  'cli.ask.proxyCommand': '您的 SSH 配置通过以下命令连接 {host}：\n  {command}\n是否执行？[y/N] ',
  'cli.ask.waiting': '已请 agent 用 {key} 签名；可能需要您触碰硬件密钥或在提示中确认。',

  'cli.file.unreadable': '无法读取 {path}：{why}',
  'cli.file.notAFile': '{path} 不是文件。请指明运行手册文件本身。',
  'cli.file.notUtf8': '{path} 不是 UTF-8 编码。请以 UTF-8 保存。',
  'cli.runbook.notFound': '没有运行手册 {given}：既无此文件，也无同名的自带运行手册。runbook list 可列出全部。',
  'cli.runbook.notFoundNear': '没有运行手册 {given}。是否想输入 {meant}？',
  'cli.runbook.invalid': '{name} 有错误，因此未执行。',

  'cli.usage.unknownCommand': '没有命令 {name}。',
  'cli.usage.unknownCommandNear': '没有命令 {name}。是否想输入 {meant}？',
  'cli.usage.seeCommands': '查看全部命令：runbook --help',
  'cli.usage.unknownOption': '此处没有选项 {option}。',
  'cli.usage.unknownOptionNear': '此处没有选项 {option}。是否想输入 {meant}？',
  'cli.usage.noValue': '{option} 不带值。',
  'cli.usage.valueMissing': '{option} 需要一个值：{option} {value}',
  'cli.usage.twice': '{option} 只能给出一次。',
  'cli.usage.argumentMissing': '缺少参数：runbook {command} {usage}',
  'cli.usage.argumentExtra': '多余的参数 {argument}：runbook {command} {usage}',
  'cli.usage.seeHelp': '详细用法：runbook {command} --help',
  'cli.usage.noPair': '{option} {word}：请写成 {option} 名称=值。',
  'cli.usage.pairTwice': '{option} 重复指定了 {name}。',
  'cli.usage.notOneOf': '{option} 不能是 {given}；可以是 {known}。',
  'cli.usage.notOneOfNear': '{option} 不能是 {given}；可以是 {known}。是否想输入 {meant}？',
  'cli.usage.didYouMean': '是否想输入 {meant}？',
};
