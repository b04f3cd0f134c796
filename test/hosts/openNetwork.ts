// A private network for test hosts: nameless namespaces that end with this process, however it ends.
import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** The hosts of one network see each other at 10.99.0.11 and on; nobody else sees them. */
export interface Network {
  /** The command line that runs `argv` inside. */
  enter(argv: readonly string[]): readonly [string, ...string[]];
  /** Adds a port to the bridge and returns the number of the host that may use it: 1, 2, … */
  plug(): Promise<number>;
  /** Ends everything inside. */
  close(): Promise<void>;
}

// Its standard input is a pipe from here: at its end `cat` ends, as PID 1 of the namespace, and takes everything inside with it.
// Offloads are off because larger uploads hang with them.
const keeper = `
set -e
ip link set lo up
ip link add bridge type bridge
ip addr add 10.99.0.1/24 dev bridge
ip link set bridge up
ethtool -K bridge tso off gso off tx off > /dev/null
echo ready
exec cat > /dev/null`;
const plugIn = `
set -e
ip tuntap add "$1" mode tap
ip link set "$1" master bridge up
ethtool -K "$1" tso off gso off gro off tx off sg off > /dev/null`;

/** Opens a network. Rejects where the machine has no namespaces. */
export async function openNetwork(): Promise<Network> {
  const child = spawn('unshare', ['--net', '--pid', '--mount-proc', '--fork', '--kill-child', 'sh', '-c', keeper], {
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
  });
  const ended = once(child, 'exit');
  const ready = await Promise.race([once(child.stdout, 'data').then(() => true), ended.then(() => false)]);
  if (!ready) throw new Error('The network of the test hosts could not be set up.');
  const namespaces = `/proc/${String(child.pid)}/ns`;
  let plugged = 0;

  const enter = (argv: readonly string[]): readonly [string, ...string[]] => [
    'nsenter',
    `--net=${namespaces}/net`,
    `--pid=${namespaces}/pid_for_children`,
    '--',
    ...argv,
  ];
  return {
    enter,
    plug: async () => {
      const number = ++plugged;
      const [file, ...args] = enter(['sh', '-c', plugIn, 'sh', `tap${String(number)}`]);
      const [code] = (await once(spawn(file, args, { stdio: ['ignore', 'inherit', 'inherit'] }), 'exit')) as [
        number | null,
      ];
      if (code !== 0)
        throw new Error(`Host ${String(number)} could not be plugged into the network of the test hosts.`);
      return number;
    },
    close: async () => {
      child.stdin.end();
      await ended;
    },
  };
}
