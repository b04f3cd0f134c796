// English texts of the room `practice`.
export const practice = {
  'practice.simulation':
    'This is the practice host, a simulation (scenario {scenario}). Its commands and processes are real; its systemd, its MCSManager and its past are played. It is thrown away at the end.',
  'practice.pairSimulation':
    'These are the practice hosts practice-a and practice-b, a simulation (scenario {scenario}). Their commands and processes are real; their systemd, their VerneMQ and their past are played. They are thrown away at the end.',
  'practice.walled': 'The practice host runs here behind namespaces of its own.',
  'practice.linuxOnly':
    'The practice host needs Linux, since the runbooks run Linux commands on it. On this system a recorded run can be watched instead.',
  'practice.toolsMissing': 'The practice host needs {tools}, which this system does not have.',
  'practice.installTools': 'Install util-linux and iproute2, for example: apt-get install util-linux iproute2',
  'practice.noNamespaces':
    'The practice host needs namespaces to keep it away from this machine, and they are refused here ({why}).',
  'practice.allowNamespaces':
    'Allow user namespaces (as root: sysctl -w kernel.apparmor_restrict_unprivileged_userns=0, or on older kernels kernel.unprivileged_userns_clone=1), or in a container allow CAP_SYS_ADMIN and an unmasked /proc.',
} as const;
