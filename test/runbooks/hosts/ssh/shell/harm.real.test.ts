// No script can harm the next one, in any of the shells.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Exit } from '../../../../../src/runbooks/hosts/Host.ts';
import { shellNames } from '../../../../support/localChannels.ts';
import { localHost, probe } from '../../../../support/localHost.ts';
import type { LocalHost } from '../../../../support/localHost.ts';

interface Harm {
  readonly what: string;
  readonly script: string;
  /** Where the shells differ, any of them. */
  readonly exits: readonly Exit[];
  readonly stdout?: string;
}

const code = (value: number): Exit => ({ code: value });
const syntaxError = [code(1), code(2), code(127)];

const harms: readonly Harm[] = [
  { what: 'a syntax error', script: 'echo before; if then', exits: syntaxError },
  { what: 'a group closed too early', script: 'echo a; }; echo b', exits: syntaxError },
  { what: 'an unclosed double quote', script: 'echo "a', exits: syntaxError },
  { what: 'an unclosed single quote', script: "echo 'a", exits: syntaxError },
  { what: 'an unclosed here-document', script: 'cat <<X\nin it\n', exits: [code(0)], stdout: 'in it\n' },
  { what: 'exit', script: 'echo a; exit 7; echo b', exits: [code(7)], stdout: 'a\n' },
  { what: 'exec', script: 'exec echo replaced', exits: [code(0)], stdout: 'replaced\n' },
  { what: 'exec of nothing there', script: 'exec /nowhere', exits: [code(127), code(126)] },
  { what: 'exec of its output away', script: 'exec >/dev/null 2>&1; echo gone', exits: [code(0)], stdout: '' },
  { what: 'all files closed', script: 'exec 0<&- 1>&- 2>&-; exit 4', exits: [code(4)], stdout: '' },
  { what: 'set -e', script: 'set -e; echo a; false; echo b', exits: [code(1)], stdout: 'a\n' },
  { what: 'set -u', script: 'set -u; echo "$nothing_there"', exits: syntaxError },
  { what: 'set -n', script: 'set -n; echo never', exits: [code(0)], stdout: '' },
  { what: 'kill $$', script: 'echo a; kill $$; sleep 5', exits: [{ signal: 'SIGTERM' }], stdout: 'a\n' },
  { what: 'kill -9 $$', script: 'kill -9 $$; sleep 5', exits: [{ signal: 'SIGKILL' }], stdout: '' },
  { what: 'kill 0', script: 'kill 0; sleep 5', exits: [{ signal: 'SIGTERM' }], stdout: '' },
  { what: 'a killed last command', script: "sh -c 'kill -11 $$'", exits: [{ signal: 'SIGSEGV' }], stdout: '' },
  { what: 'a read from stdin', script: 'cat; read -r x; echo "$? [$x]"', exits: [code(0)], stdout: '1 []\n' },
  { what: 'a child that keeps the output', script: 'sleep 60 & echo a', exits: [code(0)], stdout: 'a\n' },
  { what: 'a child that goes on printing', script: 'while :; do echo x; sleep 0.01; done & exit 2', exits: [code(2)] },
  { what: 'no trailing newline', script: 'printf abc', exits: [code(0)], stdout: 'abc' },
  {
    what: 'look-alikes of results',
    script: "printf '1 0\\n2 0\\n%032d%032d\\n' 0 0; printf '7 0\\n'",
    exits: [code(0)],
  },
  { what: 'a trap on exit', script: "trap 'echo bye' EXIT; echo a; exit 3", exits: [code(3)], stdout: 'a\nbye\n' },
  {
    what: 'a trap that ignores TERM',
    script: "trap '' TERM; kill $$; echo alive",
    exits: [code(0)],
    stdout: 'alive\n',
  },
  { what: 'another working folder', script: 'cd /tmp; pwd', exits: [code(0)], stdout: '/tmp\n' },
  { what: 'no PATH', script: 'unset PATH; echo a', exits: [code(0)], stdout: 'a\n' },
  { what: 'another umask', script: 'umask 077; umask', exits: [code(0)], stdout: '0077\n' },
  {
    what: 'functions named as commands',
    script: 'printf() { :; }; kill() { :; }; echo a',
    exits: [code(0)],
    stdout: 'a\n',
  },
  { what: 'another IFS', script: 'IFS=e0; echo a', exits: [code(0)], stdout: 'a\n' },
  { what: 'a file descriptor that is none of its own', script: 'echo x >&3', exits: [code(1), code(2)], stdout: '' },
  { what: 'return', script: 'echo a; return 5; echo b', exits: [code(5), code(0), code(2), code(1)] },
  { what: 'opened /dev/stdout', script: 'echo a; echo b >/dev/stdout; echo c', exits: [code(0)], stdout: 'a\nb\nc\n' },
  { what: 'opened /dev/stderr', script: 'echo a; echo b >/dev/stderr; echo c', exits: [code(0)], stdout: 'a\nc\n' },
];

describe.each(shellNames)('%s', (shell) => {
  let local: LocalHost;
  beforeAll(async () => {
    local = await localHost(shell);
  });
  afterAll(() => local.close());

  test.each(harms)('$what', async ({ script, exits, stdout }) => {
    // Before, beside and after it, others run as if it were not there.
    const neighbour = (): Promise<unknown> =>
      probe(local.host, 'pwd; umask; echo "${-#*x}" >/dev/null; cat; echo "$PATH" | grep -c bin; exit 9');
    const results = await Promise.all([neighbour(), probe(local.host, script), neighbour()]);
    const after = await neighbour();
    const [before, { exit, stdout: printed }, beside] = results;
    expect(exits).toContainEqual(exit);
    if (stdout !== undefined) expect(printed.toString()).toBe(stdout);
    const well = { exit: { code: 9 }, stdout: Buffer.from('/\n0022\n1\n'), stderr: Buffer.alloc(0) };
    expect([before, beside, after]).toEqual([well, well, well]);
  });

  test('binary output', async () => {
    const { stdout, exit } = await probe(
      local.host,
      "printf '\\000\\001\\200\\377\\n\\000'; cat /dev/zero | head -c 1000",
    );
    expect(exit).toEqual({ code: 0 });
    expect(stdout).toEqual(Buffer.concat([Buffer.from([0, 1, 128, 255, 10, 0]), Buffer.alloc(1000)]));
  });

  test('huge output is cut after one byte more than a reader keeps', async () => {
    const { stdout, stderr, exit } = await probe(
      local.host,
      'head -c 5000000 /dev/zero; head -c 2000000 /dev/zero >&2',
    );
    expect(exit).toEqual({ code: 0 });
    expect([stdout.length, stderr.length]).toEqual([1024 * 1024 + 1, 1024 * 1024 + 1]);
  });

  test('a runaway is ended before it fills the memory', async () => {
    const { stdout, exit } = await probe(local.host, 'exec cat /dev/zero');
    expect(exit).toEqual({ signal: 'SIGXFSZ' });
    expect(stdout.length).toBe(1024 * 1024 + 1);
  });
});
