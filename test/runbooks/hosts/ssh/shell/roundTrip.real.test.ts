// Any text survives the way into a variable and back, in every shell.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shellNames } from '../../../../support/localChannels.ts';
import { localHost, probe } from '../../../../support/localHost.ts';
import type { LocalHost } from '../../../../support/localHost.ts';

const special = fc.constantFrom(
  ...Array.from('\'"`$\\!#&|;<>(){}[]*?~%= \t\r\n\x01\x7f\x1b\x81\x88'),
  '\n\n',
  "'\\''",
  '$(id)',
  'é',
  '漢',
  '😀',
  '\u202e',
);
const text = fc
  .oneof(
    fc.string({ unit: fc.oneof(special, fc.string({ unit: 'binary', maxLength: 1 })), maxLength: 200 }),
    fc.string({ unit: special, maxLength: 40 }),
  )
  .map((value) => value.replaceAll('\0', ''));

describe.each(shellNames)('%s', (shell) => {
  let local: LocalHost;
  beforeAll(async () => {
    local = await localHost(shell);
  });
  afterAll(() => local.close());

  test('any value', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 8, maxLength: 8 }), async (values) => {
        const heard = await Promise.all(
          values.map((value) => probe(local.host, 'printf %s "$value"', { variables: { value } })),
        );
        expect(heard.map(({ stdout }) => stdout.toString())).toEqual(
          values.map((value) => Buffer.from(value).toString()),
        );
      }),
      { numRuns: 25 },
    );
  });

  test('any value as a literal of a script, whatever stands around it', async () => {
    await fc.assert(
      fc.asyncProperty(text, text, async (value, comment) => {
        const script = `printf %s '${value.replaceAll("'", "'\\''")}' # ${comment.replace(/[\r\n]/g, ' ')}\nexit 6`;
        const { exit, stdout } = await probe(local.host, script);
        expect([exit, stdout.toString()]).toEqual([{ code: 6 }, Buffer.from(value).toString()]);
      }),
      { numRuns: 40 },
    );
  });

  test('a value as long as a capture may be', async () => {
    const value = "it's 漢\n".repeat(65_536 / 9);
    const { stdout } = await probe(local.host, 'printf %s "$value"', { variables: { value } });
    expect(stdout.toString()).toBe(value);
  });

  test('variables are not exported, even where the environment has the name', async () => {
    await local.host.close();
    local = await localHost(shell, { local: { env: { http_proxy: 'from the environment' } } });
    const { stdout } = await probe(local.host, 'echo "$http_proxy"; env | grep -c ^http_proxy', {
      variables: { http_proxy: 'from the input' },
    });
    expect(stdout.toString()).toBe('from the input\n0\n');
  });

  test('nothing of it is seen in a command line, an environment or a file', async () => {
    const canary = `canary${Math.random()}`;
    // The pattern does not match itself, or grep would find its own command line.
    const script = `: "$value" '${canary}'
      for file in /proc/[0-9]*/cmdline /proc/[0-9]*/environ; do tr '\\0' '\\n' <"$file" 2>/dev/null; done | grep -c '[c]anary0'
      grep -rl '[c]anary0' /dev/shm /tmp/runbooks-local-* 2>/dev/null | wc -l`;
    const { stdout } = await probe(local.host, script, { variables: { value: canary } });
    expect(stdout.toString().split(/\s+/)).toEqual(['0', '0', '']);
  });
});
