// Simplified Chinese texts of the area `trust`.
import type { trust as english } from '../en/trust.ts';

export const trust: Record<keyof typeof english, string> = {
  'trust.restricted': '此工作区不受信任：可以阅读和检查其中的运行手册，但不会生成计划、运行或连接任何内容。',
  'trust.manage': '管理工作区信任',
  'trust.first': '“{name}”从未在本机获得批准。要运行与此完全一致的内容吗？',
  'trust.changed': '“{name}”在你批准之后已被更改。要运行与此完全一致的内容吗？',
  'trust.detail':
    '共 {lines} 行。生成计划时也会以你在主机上的登录权限执行其中的脚本。批准的是当前的字节内容；之后只要有任何更改，都会再次询问。',
  'trust.approve': '批准',
  'trust.decline': '不运行',
  'trust.showText': '显示内容',
  'trust.showChanges': '显示更改',
  'trust.changesTitle': '{name}：此前批准的 ↔ 现在的',
  'trust.question': '请在编辑器中阅读。要运行与此完全一致的 {name} 吗？',
  'trust.foreignPlan': '此次运行并非在本机启动。要在 {hosts} 上继续执行与此完全一致的 {name} 吗？',
  'trust.unreadable': '无法读取 {name}：{why}',
  'trust.invalid': '{name} 有错误，因此不会运行。',
  'trust.showProblems': '显示问题',
  'trust.hostKey': '主机 {host} 的密钥未知。',
  'trust.hostKey.detail': '路径：{way}\n密钥：{key}\n\n请与该主机管理员提供的信息核对。',
  'trust.hostKey.accept': '接受此密钥',
  'trust.proxyCommand': '你的 SSH 配置通过一条自定义命令连接 {host}。要执行它吗？',
  'trust.proxyCommand.detail': '{command}\n\n{file}:{line}',
  'trust.proxyCommand.accept': '执行此命令',
  'trust.meet': '此工作区的运行手册首次接触主机 {host}。允许吗？',
  'trust.meet.accept': '允许使用此主机',
};
