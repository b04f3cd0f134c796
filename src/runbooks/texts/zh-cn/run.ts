// Simplified Chinese texts of the room `run`.
import type { run as en } from '../en/run.ts';

export const run: Record<keyof typeof en, string> = {
  'run.capture.type': '捕获值“{name}”不是布尔、整数、小数、字符串或字符串列表，或者超过 64 KiB。',
  'run.capture.unusable': '无法取得捕获值“{name}”：输出被截断，或不是有效的 UTF-8 文本。',
  'run.check.broken': '检查脚本本身出错（{exit}），因此无法判断该步骤是否需要执行。',
  'run.confirm.declined': '步骤“{step}”的确认被拒绝。',
  'run.confirm.unanswered': '步骤“{step}”需要确认，但无人可问：请预先用 --confirm {step}={text} 回答。',
  'run.confirm.wrongText': '步骤“{step}”的确认要求输入“{wanted}”，实际给出的是“{typed}”。',
  'run.duration.bad': '“{text}”不是时长，正确的写法如 90s 或 2m。',
  'run.file.kind': '{path} 的类型是 {kind}。只替换普通文件；请先查看并移走它。',
  'run.file.path': '“{path}”不是文件的绝对路径，或含有 . 与 ..。',
  'run.file.unreadable': '无法查看 {path}：{stderr}',
  'run.gate.badTiming': '此关卡的某个时长在填入模板后不是有效的时长。',
  'run.gate.failed': '关卡“{gate}”未通过。',
  'run.gate.inconclusive': '{host} 上的关卡“{gate}”无法判定：探针本身出错，既不算通过也不算失败。',
  'run.gate.notBool': '关卡的 `expect` 没有得出 true 或 false。',
  'run.gate.notMeasurable': '关卡的 `value` 不是数字、布尔、文本或文本列表。',
  'run.host.otherMachine':
    '此处的 {host} 与本运行开始时所在的机器不是同一台（machine-id 不同）。未在其上执行任何操作；请修正 ~/.ssh/config 中的名称。',
  'run.host.same': '以下是同一台机器：{hosts}。操作会在其上执行两遍。',
  'run.host.unreachable': '已有 15 分钟无法连接 {host}。',
  'run.journal.broken': '日志在第 {line} 行损坏（位于 {where}）：哈希链不成立。不会据此恢复运行。',
  'run.journal.format': '{where} 中的日志格式不被此版本识别。请使用写入它的版本或更新的版本。',
  'run.journal.unreadable': '{where} 中没有可读取的日志：{why}',
  'run.journal.unwritable':
    '无法在 {where} 写入日志：{why}。没有日志就不执行任何操作；请腾出空间，或用 --runs 选择其他文件夹。',
  'run.lease.goneOn':
    '{host} 上的日志表明，已有他人继续了运行 {run}，而此处的日志对此一无所知。如需从那里继续：runbook takeover {host} {run}',
  'run.lease.held':
    '{by} 正在 {host} 上运行“{runbook}”（运行 {run}）：租约已持有 {since} 分钟，且仍在活动。两个运行同时进行会互相干扰。',
  'run.lease.lost': '另一个运行已接管 {host} 的租约。本运行不再对它做任何操作；后续情况请到该主机或那个运行中查看。',
  'run.lease.notEnded':
    '无法确认此前占用 {host} 的运行所留下的步骤 {spool} 已结束。未执行任何操作；请在该主机上查看其进程。',
  'run.lease.stale':
    '{by} 曾在 {host} 上运行“{runbook}”（运行 {run}）：租约已持有 {since} 分钟，且已有 {silent} 分钟没有任何消息。请询问 {by}；输入主机名即可接管。',
  'run.lease.stillRuns':
    '另一个运行的步骤 {spool} 仍在 {host} 上执行，尽管那个运行已不再持有租约。请等它结束后再运行。',
  'run.lease.unknown': '{host} 没有给出租约，也没有说明原因。',
  'run.limit.refused': '此步骤近期执行得过于频繁；{freeAt} 起才可再次执行。请查明为何反复需要它。',
  'run.manual.notDone': '人工步骤“{step}”未完成。',
  'run.manual.unanswered': '步骤“{step}”需由人完成，但无人可问：请预先用 --confirm {step}=done 说明已完成。',
  'run.outputs.unwritable':
    '无法在 {where} 保存步骤的输出：{why}。主机上正在运行的步骤会继续；请腾出空间，然后恢复运行。',
  'run.probe.broken': '探针无法执行（退出码 {code}）：{stderr}',
  'run.probe.cut': '探针输出了 {bytes} 字节；超过 1 MiB 的输出不予判定。',
  'run.probe.lost': '探针结束前连接已断开（{reason}）。',
  'run.probe.nul': '探针输出了 NUL 字符，输出不是文本。',
  'run.probe.signal': '探针被信号 {signal} 终止。',
  'run.probe.timedOut': '探针未按时结束，已被终止。',
  'run.probe.utf8': '探针的输出不是有效的 UTF-8。',
  'run.step.askAfterFailure': '步骤“{step}”失败。要回滚、照常继续，还是就此停止？',
  'run.step.cancelled': '已取消；已在主机上查看，其进程均已结束。',
  'run.step.cancelledUnknown': '已取消，但不清楚它是否仍在 {host} 上运行。做其他操作之前请先到该主机查看。',
  'run.step.exit': '脚本以退出码 {code} 结束：{stderr}',
  'run.step.expect': '脚本以退出码 {code} 结束，但不符合预期（{expect}）：{stderr}',
  'run.step.failed': '步骤“{step}”失败。',
  'run.step.gone': '步骤“{step}”已在 {host} 上启动；其进程已消失且没有留下退出码，无人知道它进行到哪一步。',
  'run.step.provenByGates': '没有人看到它结束，但先前为红的关卡现已转绿。',
  'run.step.rebooted': '步骤“{step}”运行期间 {host} 发生了重启，无人知道它进行到哪一步。',
  'run.step.signal': '脚本被信号 {signal} 终止。',
  'run.step.timedOut': '脚本未按时结束，已被终止。',
  'run.step.whenFalse': '无需执行：{when} 不成立。',
  'run.timedOut': '运行超过了 {timeout} 的时限。',
  'run.undo.asked': '由 {by} 要求',
  'run.undo.exit': '撤销以 {code} 结束：{stderr}',
};
