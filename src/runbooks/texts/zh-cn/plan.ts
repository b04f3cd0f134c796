// Simplified Chinese texts of the room `plan`.
import type { plan as en } from '../en/plan.ts';

export const plan: Record<keyof typeof en, string> = {
  'plan.input.unknown': '没有名为“{name}”的输入。此运行手册的输入有：{known}。',
  'plan.input.unknownNearest': '没有名为“{name}”的输入。您是否想写“{nearest}”？',
  'plan.input.missing': '输入“{name}”没有默认值：请用 --input {name}=值 给出。',
  'plan.input.nul': '输入“{name}”含有 NUL 字符，任何 shell 都无法传递它。',
  'plan.input.pattern': '输入“{name}”的值为“{text}”，与 {pattern} 不匹配。',
  'plan.input.enum': '输入“{name}”的值为“{text}”，只能是以下之一：{values}。',
  'plan.input.boolean': '输入“{name}”的值为“{text}”，只能是 true 或 false。',
  'plan.input.integer': '输入“{name}”的值为“{text}”，必须是整数，例如 24444。',
  'plan.input.number': '输入“{name}”的值为“{text}”，必须是数字，例如 0.5。',
  'plan.input.duration': '输入“{name}”的值为“{text}”，必须是时长，例如 90s、2m 或 1h30m。',
  'plan.input.size': '输入“{name}”的值为“{text}”，必须是大小，例如 512MiB 或 2GiB。',
  'plan.input.range': '输入“{name}”的值为“{text}”，必须在 {min} 与 {max} 之间。',
  'plan.input.secretInOpen': '输入“{name}”是机密：命令行会被他人看到。请通过环境变量给出，或在提示时输入。',
  'plan.input.secretMissing': '缺少机密输入“{name}”：请设置环境变量 {variable}。',
  'plan.input.missingOnHosts':
    '输入“{name}”在 {hosts} 上没有值：请在 hosts.yaml 中该主机的 `values` 下写明，或用 --input {name}=值 为所有主机给出同一个值。',
  'plan.group.noInventory': '此处没有 hosts.yaml，无法得知分组 @{group} 中有哪些主机。',
  'plan.group.unknown': 'hosts.yaml 中没有分组 @{group}。已有的分组：{known}。',
  'plan.group.unknownNearest': 'hosts.yaml 中没有分组 @{group}。您是否想写 @{nearest}？',
  'plan.role.unknown': '没有名为“{role}”的角色。此运行手册的角色有：{known}。',
  'plan.role.missing': '角色“{role}”没有主机：请用 --on {role}=主机 给出。',
  'plan.role.count': '角色“{role}”需要 {wanted} 台主机，实际给出 {given} 台。',
  'plan.role.sameHost': '{host} 同时用于角色 {role} 和 {other}。请指定两台主机，或在其中一个角色写 `sameHost: true`。',
  'plan.role.twice': '角色“{role}”两次写了主机 {host}：步骤会在其上执行两遍。',
};
