// Simplified Chinese texts of the room `pack`.
export const pack = {
  'pack.readme': `一次运行手册执行的证据。

  {report}        供人阅读的运行报告：用浏览器打开
  {journal}      发生的一切，每行一个事件；每行开头的 sha256 把它与上一行链接起来
  outputs/           各步骤的完整输出，机密已遮盖
  evidence/          各步骤保存的证据，按主机分开
  runbook/           所执行的手册原文
  {about}          哪次运行、哪些版本、计划的摘要
  {manifest}    每个文件的 sha256

检查方法：
  runbook verify 本证据包
或在本文件夹中手工检查：
  sha256sum -c {manifest}
若有 {signature}：
  ssh-keygen -Y verify -f 允许的签名者文件 -I 签名者 -n {namespace} -s {signature} < {manifest}

没有签名时，这些文件只是自身前后一致：改动其中之一的人也可以重新生成所有校验和。
`,
  'pack.empty': '运行 {id} 尚未开始：日志中还没有内容。',
  'pack.unwritable': '无法写入证据包 {file}：{why}',
  'pack.shrank': '打包时 {file} 变短了：运行仍在写入。请重新打包。',
  'pack.noKey': 'agent 中没有可用于签名的密钥 {given}。现有：{known}',
  'pack.severalKeys': 'agent 中有多个密钥符合 {given}。请写出完整指纹。现有：{known}',
  'pack.none': '{file} 不是证据包。',
  'pack.unreadable': '无法读取 {file}：{why}',
  'pack.cut': '在 {file} 之后，归档被截断，或与写入时不同。',
  'pack.tooBig': '{file}：比任何证据包都大；没有继续检查。',
  'pack.strangeName': '{file}：证据包中不会有这样的名称。请勿解包。',
  'pack.missing': '{file}：缺失。',
  'pack.added': '{file}：是后来加入的。',
  'pack.changedFile': '{file}：被改动过。',
  'pack.changedLine': '{file}：从第 {line} 行起被改动过。',
  'pack.contradicts': '{file}：从第 {line} 行起与日志不符。',
  'pack.newer': '{file}：第 {line} 行来自更新的版本。请用那个版本查看。',
  'pack.noRun': '{file}：各行相互链接，但没有任何运行会写出这些内容。',
  'pack.badSignature': '{file}：签名不符。',
  'pack.reportNotCompared': '报告由版本 {version} 生成，与本版本不同；未与日志比较。',
} as const;
