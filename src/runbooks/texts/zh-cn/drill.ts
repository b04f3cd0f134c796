// Simplified Chinese texts of the room `drill`.
export const drill = {
  'drill.injected': '由演习使其失败',
  'drill.failsUndisturbed': '即使没有任何干扰，它也没有正常结束（{outcome}），因此无法从其他运行中得出结论。',
  'drill.otherOutcome': '它的结局与没有干扰时不同：{outcome}。',
  'drill.undoUnproven': '所做的改动没有被撤销并得到验证：{outcome}。',
  'drill.gateIgnored': '关卡“{gate}”失败了，运行却像没有失败一样结束。',
  'drill.unannounced': '主机开始了 {spool}，而运行从未宣布过它。',
  'drill.twice': '{host} 上的 {step} 被开始了 {times} 次。',
  'drill.neverBegun': '运行声称 {host} 上的 {step} 已结束，但主机从未开始过它。',
  'drill.lost': '{host} 上 {step} 的输出丢失了 {bytes} 字节。',
  'drill.notUnchanged': '它声称未作任何改动（{outcome}），但主机开始过某些操作。',
  'drill.notUndone': '它声称全部已撤销，但 {host} 上的 {step} 没有。',
  'drill.leaseKept': '{host} 上的租约无法归还：它仍在那里，会把其他运行挡在这台主机之外。',
  'drill.noWitness': '事后无法询问主机开始过什么。',
} as const;
