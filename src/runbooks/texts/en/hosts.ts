// English texts of the room `hosts`.
export const hosts = {
  'hosts.agentNone':
    'IdentityAgent is "none" for this host in your ssh config, and only keys that an agent holds are used. Remove that line, or give it your agent\'s socket.',
  'hosts.agentAbsent':
    'No ssh agent: {variable} is not set. Start one and add your key: eval "$(ssh-agent)" && ssh-add',
  'hosts.agentAbsentMac':
    "No ssh agent: {variable} is not set, although macOS starts one for every login. Open a new terminal, or point IdentityAgent in ~/.ssh/config at your password manager's socket; then run ssh-add --apple-use-keychain",
  'hosts.agentAbsentWindows':
    "No ssh agent: {variable} is not set. Start the service and add your key, in an administrator's PowerShell: Set-Service ssh-agent -StartupType Automatic; Start-Service ssh-agent; ssh-add",
  'hosts.agentUnreachable':
    'No ssh agent answers at {path} ({reason}). It has probably ended: start a new one with eval "$(ssh-agent)" && ssh-add, and run this from the same shell.',
  'hosts.agentUnreachableWindows':
    "No ssh agent answers at {path} ({reason}). Start its service in an administrator's PowerShell: Set-Service ssh-agent -StartupType Automatic; Start-Service ssh-agent; then run ssh-add",
  'hosts.agentEmpty': 'The ssh agent at {path} holds no keys. Add yours: ssh-add ~/.ssh/id_ed25519',
  'hosts.agentEmptyMac':
    'The ssh agent at {path} holds no keys. Add yours: ssh-add --apple-use-keychain ~/.ssh/id_ed25519',
  'hosts.agentLocked':
    'The ssh agent at {path} lists no keys and refuses everything else: it is locked. Unlock it with ssh-add -X (if it was never locked, it is empty: ssh-add).',
  'hosts.agentSilent':
    'The agent did not sign with the key {key} for {host} within a minute. Confirm the request (touch the security key, answer the password manager) and try again.',
  'hosts.agentDeclined':
    '{host} accepts the key {key}, but the agent declined to sign with it: it was locked, the request was denied, or the key needs a confirmation that nobody gave.',
  'hosts.noKeyLeft':
    '{host}: of the keys in the agent at {path} none may be offered. Its ssh config allows only {files} (IdentitiesOnly, PubkeyAcceptedAlgorithms, RequiredRSASize). Add that key with ssh-add, and keep its .pub file beside it.',
  'hosts.keysRefused':
    '{user}@{address} ({host}) accepts none of the keys offered: {keys}. Add one of them to ~/.ssh/authorized_keys of {user} there, or ssh-add the right key here.',
  'hosts.tooManyFailures':
    '{host} hung up after too many keys: {keys}. Name the right one with IdentityFile in ~/.ssh/config, so that it is offered first (IdentitiesOnly yes keeps the others back).',
  'hosts.loginSilent':
    '{host} ({address}) did not answer the login within {seconds} s. Its sshd is overloaded or hangs (often in name lookups or PAM); try again, or look at its log.',
  'hosts.unknownKey':
    "The host key of {host} ({address}) is not known: {type} {fingerprint}. Compare it with what the host's owner tells you (on the host: ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub), then accept it with --accept-host-key {fingerprint}",
  'hosts.unknownKeyRefused':
    "The host key of {host} ({address}) is not known: {type} {fingerprint}, and StrictHostKeyChecking yes in your ssh config allows known hosts only. Check the fingerprint with the host's owner and add the key to known_hosts.",
  'hosts.keyChanged':
    'The host key of {host} ({address}) has changed: it now shows {type} {fingerprint}, but another one is in {places}. Somebody may be listening in, or the host was set up anew. Ask its owner; if the new key is right, remove those lines (ssh-keygen -R).',
  'hosts.keyRevoked':
    "The host key of {host} ({address}), {type} {fingerprint}, is marked @revoked in {places}. It must not be trusted; ask the host's owner for its new key.",
  'hosts.keyNotPinned':
    '{host} ({address}) shows the host key {type} {fingerprint}, which is not the one it was started with. Something else listens on its port; start it again.',
  'hosts.keyTooShort':
    'The RSA host key of {host} ({address}) has {bits} bits; at least {least} are required (RequiredRSASize). The host needs a new key.',
  'hosts.noKnownType':
    '{host} no longer offers a host key of a type that is known for it ({types}). It may have been set up anew: check with its owner, then remove its lines from known_hosts (ssh-keygen -R).',
  'hosts.strangeHostKey':
    "The host key of {host} ({address}) is of a type that can't be read. Give the host an ed25519 key.",
  'hosts.certAuthority':
    '{file}:{line}: host certificates (@cert-authority) are not supported; {host} is checked by its plain host key instead.',
  'hosts.cannotKeepKey': "The accepted host key can't be written to {file}: {reason}",
  'hosts.connectionRefused':
    '{host} ({address}) refused the connection: nothing listens on that port. Check the port, and that sshd runs there.',
  'hosts.timedOut':
    '{host} ({address}) did not answer within {seconds} s. The host is down, or a firewall drops the packets.',
  'hosts.timedOutBySystem': '{host} ({address}) did not answer. The host is down, or a firewall drops the packets.',
  'hosts.nameNotFound':
    '{host}: the name service does not know the address {address}. Check HostName in your ssh config, the spelling, and your VPN.',
  'hosts.unreachable': "{host} ({address}) can't be reached: {reason}",
  'hosts.silent':
    '{host} ({address}) accepted the connection but did not shake hands within {seconds} s. Something other than sshd may listen there, or sshd hangs.',
  'hosts.hungUp':
    '{host} ({address}) hung up while connecting: {reason}. If it is busy (MaxStartups), trying again helps; otherwise look at its sshd log.',
  'hosts.badPacket':
    '{host} ({address}) sent more in one piece than is taken here (35,000 bytes), probably its Banner (sshd_config). Shorten that; nothing was done.',
  'hosts.loginHungUp':
    '{host} ({address}) hung up during the login of {user}: {reason}. Its sshd log tells why (AllowUsers, LoginGraceTime, an expired account).',
  'hosts.noCommonAlgorithm':
    '{host} ({address}) and this client have no algorithm in common: {reason}. Its sshd is too old or too strictly configured; ed25519 keys, curve25519 and aes-gcm or aes-ctr are enough.',
  'hosts.noAlgorithm':
    '{host}: {keyword} in your ssh config leaves no algorithm that is supported here. Widen the list for this host.',
  'hosts.jumpRefused':
    'The jump host does not forward to {host} ({address}): {reason}. Check that the target is up and that AllowTcpForwarding and PermitOpen on the jump host allow it.',
  'hosts.declined': 'You declined to let a runbook of this workspace use {host}.',
  'hosts.cancelled': 'Connecting to {host} was cancelled.',
  'hosts.proxyCommandNotApproved':
    '{host} is reached through a command of your ssh config ({file}:{line}) that was not approved: {command}',
  'hosts.badName':
    '"{host}" is no host: write an alias of ~/.ssh/config, a host name, or user@name:port (IPv6 in brackets).',
  'hosts.tooManyJumps':
    '{host}: more than {most} jump hosts, or jump hosts that lead in a circle. Check ProxyJump in your ssh config.',
  'hosts.configBadJump': '{file}:{line}: ProxyJump of {host} names "{jump}", which is no host.',
  'hosts.configCycle': '{file}:{line}: Include leads back to {path}, which is being read already.',
  'hosts.configDepth': '{file}:{line}: files include each other more than 16 deep; {path} is too much.',
  'hosts.configQuote': '{file}:{line}: {keyword} has a quote that is not closed.',
  'hosts.configNoValue': '{file}:{line}: {keyword} has no value.',
  'hosts.configBadValue': '{file}:{line}: {keyword} can\'t be "{value}".',
  'hosts.configUnknown':
    '{file}:{line}: {keyword} is no keyword of ssh_config. Correct it, or name it in IgnoreUnknown.',
  'hosts.configRefused':
    '{file}:{line}: {keyword} changes how this host is reached or checked, and is not supported. Leave it out for this host.',
  'hosts.configMatch': "{file}:{line}: this Match line can't be understood.",
  'hosts.configMatchSkipped':
    '{file}:{line}: this Match block depends on "{criterion}", which is never evaluated; the block was skipped.',
  'hosts.configUnexpanded':
    '{file}:{line}: {keyword} "{value}" speaks of a variable or token that does not exist, and was left out.',
  'hosts.configStillStrict':
    '{file}:{line}: StrictHostKeyChecking {value} is not followed: an unknown host key is always shown and asked about.',
  'hosts.configNotCanonical':
    '{name}: no domain of CanonicalDomains has this host, and CanonicalizeFallbackLocal is "no".',
  'hosts.doctorConfig': '{host} is {address}.',
  'hosts.doctorAgent': '{host}: the agent at {path} answers; offered are {keys}.',
  'hosts.doctorJumps': '{host} is reached through {jumps}.',
  'hosts.doctorHostKey': '{host}: the host key is verified: {key}.',
  'hosts.doctorLogin': '{host}: {address} accepts the key {key}.',
  'hosts.doctorNoShell':
    '{host}: the login works, but no POSIX sh answers. Give the login a shell (chsh -s /bin/sh) and remove a forced command for this key.',
  'hosts.doctorRoot': '{host}: the login {login} is root, sudo is not needed.',
  'hosts.doctorSudo': '{host}: {login} may become root without a password (sudo -n).',
  'hosts.doctorNoSudo':
    '{host}: there is no sudo, so {login} can\'t become root: runbooks with "become: root" will be blocked. Install sudo, or connect as root.',
  'hosts.doctorSudoRefused':
    '{host}: sudo does not let {login} become root without a password ({said}): runbooks with "become: root" will be blocked. With visudo, add the line: {login} ALL=(root) NOPASSWD: /bin/sh – it lets {login} do everything as root without a password.',
  'hosts.doctorDetach': '{host}: changes survive a lost connection ({how}).',
  'hosts.doctorNoDetach':
    '{host}: there is no setsid, so a change would not survive a lost connection and is refused. Install util-linux (or busybox).',
  'hosts.doctorNoState': "{host}: no folder for the engine's state was found (df or /proc/mounts is missing).",
  'hosts.doctorState': '{host}: state goes to /var/lib/gated-runbooks ({kind}, {free} MiB free).',
  'hosts.doctorStateLogin':
    "{host}: without root, state goes to the login's own folder below {folder} ({kind}, {free} MiB free), and its lease binds that login only.",
  'hosts.doctorStateMemory':
    '{host}: {folder} is in memory ({kind}), where a reboot would lose what ran, so changes are refused. Mount a disk there, or set XDG_STATE_HOME to a folder on a disk.',
  'hosts.doctorStateUnwritable':
    "{host}: {folder} can't be written by this login, so changes are refused. Correct its permissions.",
  'hosts.doctorStateFull':
    '{host}: only {free} MiB are free at {folder}; at least {least} MiB are needed to keep the output of steps. Free some space.',
  'hosts.doctorUtilities': '{host}: all POSIX utilities that are needed are there.',
  'hosts.doctorNoUtilities':
    '{host}: POSIX utilities are missing: {missing}. Install them (coreutils, procps, or busybox).',
} as const;
