// Every keyword of ssh_config(5) and what we do with it.

/**
 * `obeyed`: works as in ssh, or more strictly. `ignored`: changes neither where nor how we connect (or loosens what we
 * never loosen). `refused`: would change it and is not supported, so a host it applies to is not connected.
 */
export type Handling = 'obeyed' | 'ignored' | 'refused';

export const obeyed = [
  'AddressFamily',
  'BindAddress',
  'CanonicalDomains',
  'CanonicalizeFallbackLocal',
  'CanonicalizeHostname',
  'CanonicalizeMaxDots',
  'CertificateFile',
  'Ciphers',
  'ConnectTimeout',
  'GlobalKnownHostsFile',
  'Host',
  'HostKeyAlgorithms',
  'HostKeyAlias',
  'Hostname',
  'IdentitiesOnly',
  'IdentityAgent',
  'IdentityFile',
  'IgnoreUnknown',
  'Include',
  'KexAlgorithms',
  'MACs',
  'Match',
  'Port',
  'ProxyCommand',
  'ProxyJump',
  'PubkeyAcceptedAlgorithms',
  'RequiredRSASize',
  'ServerAliveCountMax',
  'ServerAliveInterval',
  'StrictHostKeyChecking',
  'Tag',
  'User',
  'UserKnownHostsFile',
] as const;

export const ignored = [
  // Other ways to log in: only an agent's keys are used, whatever these say.
  'BatchMode',
  'ChallengeResponseAuthentication',
  'EnableSSHKeysign',
  'GSSAPIAuthentication',
  'GSSAPIClientIdentity',
  'GSSAPIDelegateCredentials',
  'GSSAPIKexAlgorithms',
  'GSSAPIKeyExchange',
  'GSSAPIRenewalForcesRekey',
  'GSSAPIServerIdentity',
  'GSSAPITrustDns',
  'HostbasedAcceptedAlgorithms',
  'HostbasedAuthentication',
  'KbdInteractiveAuthentication',
  'KbdInteractiveDevices',
  'NumberOfPasswordPrompts',
  'PasswordAuthentication',
  'PKCS11Provider',
  'PreferredAuthentications',
  'SecurityKeyProvider',
  // Loosen or short-cut host key checks, or keep known_hosts in order: ours are always on, and never write there.
  'CASignatureAlgorithms',
  'CheckHostIP',
  'FingerprintHash',
  'HashKnownHosts',
  'NoHostAuthenticationForLocalhost',
  'UpdateHostKeys',
  'VerifyHostKeyDNS',
  'VisualHostKey',
  // Sharing a connection with other programs: we have one of our own.
  'ControlMaster',
  'ControlPath',
  'ControlPersist',
  // Forwarding, of which there is none.
  'ClearAllForwardings',
  'DynamicForward',
  'ExitOnForwardFailure',
  'ForwardAgent',
  'ForwardX11',
  'ForwardX11Timeout',
  'ForwardX11Trusted',
  'GatewayPorts',
  'LocalForward',
  'PermitRemoteOpen',
  'RemoteForward',
  'StreamLocalBindMask',
  'StreamLocalBindUnlink',
  'Tunnel',
  'TunnelDevice',
  'XAuthLocation',
  // What runs there, and how it looks here.
  'EnableEscapeCommandline',
  'EscapeChar',
  'ForkAfterAuthentication',
  'LocalCommand',
  'LogLevel',
  'LogVerbose',
  'PermitLocalCommand',
  'RemoteCommand',
  'RequestTTY',
  'SendEnv',
  'SessionType',
  'SetEnv',
  'StdinNull',
  'SyslogFacility',
  'VersionAddendum',
  'WarnWeakCrypto',
  // Tuning.
  'AddKeysToAgent',
  'ChannelTimeout',
  'Compression',
  'ConnectionAttempts',
  'IPQoS',
  'ObscureKeystrokeTiming',
  'RekeyLimit',
  'TCPKeepAlive',
  'UseKeychain',
  // Gone from OpenSSH, which warns about them or not even that.
  'AFSTokenPassing',
  'Cipher',
  'CompressionLevel',
  'DSAAuthentication',
  'FallBackToRsh',
  'GlobalKnownHostsFile2',
  'KerberosAuthentication',
  'KerberosTGTPassing',
  'Protocol',
  'RhostsAuthentication',
  'RhostsRSAAuthentication',
  'RSAAuthentication',
  'SKeyAuthentication',
  'SmartcardDevice',
  'TISAuthentication',
  'UsePrivilegedPort',
  'UserKnownHostsFile2',
  'UseRoaming',
  'UseRsh',
] as const;

/** Refused keywords, each with the values under which it changes nothing. */
export const refused = {
  BindInterface: ['none'],
  CanonicalizePermittedCNAMEs: ['none'],
  KnownHostsCommand: ['none'],
  ProxyUseFdpass: ['no', 'false'],
  PubkeyAuthentication: ['yes', 'true', 'unbound', 'host-bound'],
  RefuseConnection: [],
  RevokedHostKeys: ['none'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Older names of the same keywords. */
const ALIASES: Readonly<Record<string, string>> = {
  hostbasedkeytypes: 'hostbasedacceptedalgorithms',
  identityfile2: 'identityfile',
  keepalive: 'tcpkeepalive',
  pubkeyacceptedkeytypes: 'pubkeyacceptedalgorithms',
};

/** A keyword as ssh_config writes it, in lower case, older names replaced. */
export function keywordOf(written: string): string {
  const lower = written.toLowerCase();
  return ALIASES[lower] ?? lower;
}

const handling = new Map<string, Handling>([
  ...obeyed.map((name) => [name.toLowerCase(), 'obeyed'] as const),
  ...ignored.map((name) => [name.toLowerCase(), 'ignored'] as const),
  ...Object.keys(refused).map((name) => [name.toLowerCase(), 'refused'] as const),
]);

/** What is done with a keyword (see keywordOf); undefined for one that ssh_config(5) does not have. */
export function handlingOf(keyword: string): Handling | undefined {
  return handling.get(keyword);
}

const neutral = new Map<string, readonly string[]>(
  Object.entries(refused).map(([name, values]) => [name.toLowerCase(), values]),
);

/** Whether a refused keyword with this value changes nothing. */
export function isNeutral(keyword: string, value: string): boolean {
  return neutral.get(keyword)?.includes(value.toLowerCase()) ?? false;
}
