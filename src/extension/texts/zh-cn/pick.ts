// Simplified Chinese texts of the area `pick`.
import type { pick as english } from '../en/pick.ts';

export const pick: Record<keyof typeof english, string> = {
  'pick.run': '运行 {name}',
  'pick.plan': '计划 {name}',
  'pick.runbook': '哪一本运行手册？',
  'pick.shipped': '随扩展提供',
  'pick.invalid': '有错误',
  'pick.host': '角色 {role} 的主机：请选择，或输入别名或 user@name:port',
  'pick.hosts': '角色 {role} 的主机：请勾选，或输入别名或 user@name:port',
  'pick.hostCount': '角色 {role} 需要 {wanted} 台主机',
  'pick.byHost': '按主机取自 hosts.yaml',
  'pick.typedHost': '按输入',
  'pick.practice': '随此扩展提供的模拟主机',
  'pick.review': '使用这些输入继续，或选择其中一项进行修改',
  'pick.goRun': '使用这些输入运行',
  'pick.goPlan': '使用这些输入生成计划',
  'pick.secret': '机密 {name}（不会保存）',
  'pick.empty': '不能为空。',
  'pick.again': '修改',
};
