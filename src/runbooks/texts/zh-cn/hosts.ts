// Simplified Chinese texts of the room `hosts`.
import type { hosts as en } from '../en/hosts.ts';

export const hosts: Record<keyof typeof en, string> = {
  'hosts.agentNone':
    '该主机在 ssh 配置中设置了 IdentityAgent none，而这里只使用 agent 中的密钥。请删除该行，或将其改为你的 agent 套接字路径。',
  'hosts.agentAbsent':
    '没有可用的 ssh agent：{variable} 未设置。请启动 agent 并添加密钥：eval "$(ssh-agent)" && ssh-add',
  'hosts.agentAbsentMac':
    '没有可用的 ssh agent：{variable} 未设置（macOS 登录时本会自动启动 agent）。请打开新的终端，或在 ~/.ssh/config 中用 IdentityAgent 指向密码管理器的套接字，然后运行 ssh-add --apple-use-keychain',
  'hosts.agentAbsentWindows':
    '没有可用的 ssh agent：{variable} 未设置。请在管理员 PowerShell 中启动服务并添加密钥：Set-Service ssh-agent -StartupType Automatic; Start-Service ssh-agent; ssh-add',
  'hosts.agentUnreachable':
    '{path} 处没有 ssh agent 应答（{reason}），它可能已经退出。请用 eval "$(ssh-agent)" && ssh-add 重新启动，并在同一个 shell 中执行本命令。',
  'hosts.agentUnreachableWindows':
    '{path} 处没有 ssh agent 应答（{reason}）。请在管理员 PowerShell 中启动服务：Set-Service ssh-agent -StartupType Automatic; Start-Service ssh-agent，然后运行 ssh-add',
  'hosts.agentEmpty': '{path} 处的 ssh agent 中没有密钥。请添加你的密钥：ssh-add ~/.ssh/id_ed25519',
  'hosts.agentEmptyMac':
    '{path} 处的 ssh agent 中没有密钥。请添加你的密钥：ssh-add --apple-use-keychain ~/.ssh/id_ed25519',
  'hosts.agentLocked':
    '{path} 处的 ssh agent 不列出任何密钥并拒绝其他请求：它已被锁定。请运行 ssh-add -X 解锁（如果从未锁定过，则说明其中没有密钥，请运行 ssh-add 添加）。',
  'hosts.agentSilent':
    'agent 未能在一分钟内用密钥 {key} 为 {host} 签名。请确认签名请求（触碰安全密钥，或在密码管理器中批准）后重试。',
  'hosts.agentDeclined':
    '{host} 接受密钥 {key}，但 agent 拒绝用它签名：agent 可能被锁定、请求被拒绝，或该密钥需要确认而无人确认。',
  'hosts.noKeyLeft':
    '{host}：{path} 处 agent 中的密钥都不允许使用。ssh 配置只允许 {files}（IdentitiesOnly、PubkeyAcceptedAlgorithms、RequiredRSASize）。请用 ssh-add 添加该密钥，并保留同目录下的 .pub 文件。',
  'hosts.keysRefused':
    '{user}@{address}（{host}）不接受所提供的任何密钥：{keys}。请将其中之一加入对方 {user} 的 ~/.ssh/authorized_keys，或在本机用 ssh-add 添加正确的密钥。',
  'hosts.tooManyFailures':
    '{host} 因尝试的密钥过多而断开连接：{keys}。请在 ~/.ssh/config 中用 IdentityFile 指定正确的密钥，使其最先被提供（IdentitiesOnly yes 可不再提供其余密钥）。',
  'hosts.loginSilent':
    '{host}（{address}）在 {seconds} 秒内未响应登录请求。其 sshd 可能过载或卡住（常见于域名解析或 PAM）；请重试，或查看对方日志。',
  'hosts.unknownKey':
    '{host}（{address}）的主机密钥未知：{type} {fingerprint}。请与主机管理员核对（在主机上执行：ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub），确认后使用 --accept-host-key {fingerprint} 接受。',
  'hosts.unknownKeyRefused':
    '{host}（{address}）的主机密钥未知：{type} {fingerprint}，而 ssh 配置中的 StrictHostKeyChecking yes 只允许已知主机。请与主机管理员核对指纹后将密钥加入 known_hosts。',
  'hosts.keyChanged':
    '{host}（{address}）的主机密钥已改变：当前为 {type} {fingerprint}，与 {places} 中的记录不符。可能有人在中间窃听，也可能主机已重装。请向管理员确认；若新密钥无误，请删除这些行（ssh-keygen -R）。',
  'hosts.keyRevoked':
    '{host}（{address}）的主机密钥 {type} {fingerprint} 已在 {places} 中标记为 @revoked，不可信任。请向主机管理员索取新密钥。',
  'hosts.keyNotPinned':
    '{host}（{address}）出示的主机密钥 {type} {fingerprint} 与启动时的密钥不一致，说明有其他程序占用了该端口。请重新启动它。',
  'hosts.keyTooShort':
    '{host}（{address}）的 RSA 主机密钥只有 {bits} 位，至少需要 {least} 位（RequiredRSASize）。该主机需要更换密钥。',
  'hosts.noKnownType':
    '{host} 不再提供已记录类型（{types}）的主机密钥，可能已重装。请向管理员确认后从 known_hosts 中删除其记录（ssh-keygen -R）。',
  'hosts.strangeHostKey': '无法识别 {host}（{address}）的主机密钥类型。请为该主机配置 ed25519 密钥。',
  'hosts.certAuthority': '{file}:{line}：不支持主机证书（@cert-authority）；{host} 将按普通主机密钥校验。',
  'hosts.cannotKeepKey': '无法将已接受的主机密钥写入 {file}：{reason}',
  'hosts.connectionRefused': '{host}（{address}）拒绝连接：该端口没有服务监听。请检查端口以及对方的 sshd 是否在运行。',
  'hosts.timedOut': '{host}（{address}）在 {seconds} 秒内没有应答。主机可能已停机，或被防火墙丢弃了数据包。',
  'hosts.timedOutBySystem': '{host}（{address}）没有应答。主机可能已停机，或被防火墙丢弃了数据包。',
  'hosts.nameNotFound': '{host}：域名解析找不到 {address}。请检查 ssh 配置中的 HostName、拼写以及 VPN。',
  'hosts.unreachable': '无法连接 {host}（{address}）：{reason}',
  'hosts.silent': '{host}（{address}）接受了连接，但在 {seconds} 秒内未完成握手。监听的可能不是 sshd，或 sshd 已卡住。',
  'hosts.hungUp':
    '{host}（{address}）在连接过程中断开：{reason}。若对方繁忙（MaxStartups），稍后重试即可；否则请查看其 sshd 日志。',
  'hosts.badPacket':
    '{host}（{address}）一次发送的内容超过了此处的上限（35,000 字节），多半是它的 Banner（sshd_config）。请将其缩短；未执行任何操作。',
  'hosts.loginHungUp':
    '{host}（{address}）在 {user} 登录过程中断开：{reason}。原因请查看对方的 sshd 日志（AllowUsers、LoginGraceTime、账号过期等）。',
  'hosts.noCommonAlgorithm':
    '{host}（{address}）与本客户端没有共同支持的算法：{reason}。对方 sshd 版本过旧或限制过严；只需支持 ed25519 密钥、curve25519 以及 aes-gcm 或 aes-ctr。',
  'hosts.noAlgorithm': '{host}：ssh 配置中的 {keyword} 没有留下任何受支持的算法。请为该主机放宽此列表。',
  'hosts.jumpRefused':
    '跳板机无法转发到 {host}（{address}）：{reason}。请确认目标主机在线，且跳板机的 AllowTcpForwarding 和 PermitOpen 允许转发。',
  'hosts.declined': '你拒绝了让此工作区的运行手册使用 {host}。',
  'hosts.cancelled': '已取消连接 {host}。',
  'hosts.proxyCommandNotApproved': '{host} 需要通过 ssh 配置中的命令连接（{file}:{line}），但该命令未获批准：{command}',
  'hosts.badName':
    '“{host}”不是有效的主机：请填写 ~/.ssh/config 中的别名、主机名，或 user@name:port（IPv6 用方括号括起）。',
  'hosts.tooManyJumps': '{host}：跳板机超过 {most} 个，或形成了循环。请检查 ssh 配置中的 ProxyJump。',
  'hosts.configBadJump': '{file}:{line}：{host} 的 ProxyJump 中的“{jump}”不是有效的主机。',
  'hosts.configCycle': '{file}:{line}：Include 又指回正在读取的 {path}。',
  'hosts.configDepth': '{file}:{line}：Include 嵌套超过 16 层，无法再读取 {path}。',
  'hosts.configQuote': '{file}:{line}：{keyword} 中有未闭合的引号。',
  'hosts.configNoValue': '{file}:{line}：{keyword} 缺少值。',
  'hosts.configBadValue': '{file}:{line}：{keyword} 不能为“{value}”。',
  'hosts.configUnknown': '{file}:{line}：{keyword} 不是 ssh_config 的关键字。请更正，或将其列入 IgnoreUnknown。',
  'hosts.configRefused': '{file}:{line}：{keyword} 会改变该主机的连接或校验方式，此处不支持。请对该主机去掉此项。',
  'hosts.configMatch': '{file}:{line}：无法理解该 Match 行。',
  'hosts.configMatchSkipped': '{file}:{line}：该 Match 块依赖“{criterion}”，此条件不会被求值，已跳过该块。',
  'hosts.configUnexpanded': '{file}:{line}：{keyword}“{value}”引用了不存在的变量或占位符，已忽略。',
  'hosts.configStillStrict':
    '{file}:{line}：不会遵循 StrictHostKeyChecking {value}：遇到未知主机密钥时总会显示并询问。',
  'hosts.configNotCanonical': '{name}：CanonicalDomains 中的域均没有此主机，且 CanonicalizeFallbackLocal 为 no。',
  'hosts.doctorConfig': '{host} 解析为 {address}。',
  'hosts.doctorAgent': '{host}：{path} 处的 agent 正常；将提供的密钥：{keys}。',
  'hosts.doctorJumps': '{host} 经由 {jumps} 连接。',
  'hosts.doctorHostKey': '{host}：主机密钥校验通过：{key}。',
  'hosts.doctorLogin': '{host}：{address} 接受密钥 {key}。',
  'hosts.doctorNoShell':
    '{host}：可以登录，但没有 POSIX sh 应答。请为该用户设置 shell（chsh -s /bin/sh），并去掉该密钥的强制命令。',
  'hosts.doctorRoot': '{host}：登录用户 {login} 即为 root，无需 sudo。',
  'hosts.doctorSudo': '{host}：{login} 可免密成为 root（sudo -n）。',
  'hosts.doctorNoSudo':
    '{host}：没有 sudo，{login} 无法成为 root，含 become: root 的 runbook 将被阻止。请安装 sudo，或以 root 身份连接。',
  'hosts.doctorSudoRefused':
    '{host}：sudo 不允许 {login} 免密成为 root（{said}），含 become: root 的 runbook 将被阻止。请用 visudo 添加一行：{login} ALL=(root) NOPASSWD: /bin/sh，这将允许 {login} 免密以 root 身份执行任何操作。',
  'hosts.doctorDetach': '{host}：变更操作在断线后仍会继续执行（{how}）。',
  'hosts.doctorNoDetach':
    '{host}：没有 setsid，变更操作无法在断线后继续，因此会被拒绝。请安装 util-linux（或 busybox）。',
  'hosts.doctorNoState': '{host}：找不到可存放引擎状态的目录（缺少 df 或 /proc/mounts）。',
  'hosts.doctorState': '{host}：状态保存在 /var/lib/gated-runbooks（{kind}，剩余 {free} MiB）。',
  'hosts.doctorStateLogin':
    '{host}：没有 root 权限时，状态保存在 {folder} 下该用户自己的目录（{kind}，剩余 {free} MiB），其租约仅对该用户有效。',
  'hosts.doctorStateMemory':
    '{host}：{folder} 位于内存文件系统（{kind}），重启会丢失执行记录，因此会拒绝变更。请在该处挂载磁盘，或将 XDG_STATE_HOME 设为磁盘上的目录。',
  'hosts.doctorStateUnwritable': '{host}：当前用户无法写入 {folder}，因此会拒绝变更。请修正其权限。',
  'hosts.doctorStateFull': '{host}：{folder} 仅剩 {free} MiB；保存步骤输出至少需要 {least} MiB。请清理磁盘空间。',
  'hosts.doctorUtilities': '{host}：所需的 POSIX 工具齐全。',
  'hosts.doctorNoUtilities': '{host}：缺少 POSIX 工具：{missing}。请安装（coreutils、procps 或 busybox）。',
};
