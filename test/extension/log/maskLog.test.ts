// What the log keeps: no secrets, and nothing that plays tricks on who reads it.
import { expect, test } from 'vitest';
import type { LogOutputChannel } from 'vscode';
import { maskLog } from '../../../src/extension/log/maskLog.ts';
import * as engine from '../../../src/runbooks/index.ts';

/** A channel that keeps what is written to it; the real one is the editor's. */
function recording(): { readonly log: LogOutputChannel; readonly lines: string[] } {
  const lines: string[] = [];
  const write = (...parts: readonly unknown[]): void => void lines.push(parts.join(' '));
  const channel = { name: 'log', logLevel: 2, trace: write, debug: write, info: write, warn: write, error: write };
  const rest = { append: write, appendLine: write, replace: write, show: write, onDidChangeLogLevel: () => undefined };
  const whole = { ...channel, ...rest } as unknown as LogOutputChannel;
  return { log: maskLog(whole, () => engine), lines };
}

const token = `ghp_${'a1B2'.repeat(9)}`;

test.each(['trace', 'debug', 'info', 'warn', 'error', 'append', 'appendLine', 'replace'] as const)(
  '%s hides secrets',
  (name) => {
    const { log, lines } = recording();
    log[name](`Authorization: Bearer ${token} and curl https://me:hunter22@example.com/`);
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain(token);
    expect(lines[0]).not.toContain('hunter22');
    expect(lines[0]).toContain('[redacted]');
  },
);

test('hides them in errors, with their stacks, and in further values', () => {
  const { log, lines } = recording();
  log.error(new Error(`no ${token}`), new Error(token));
  expect(lines.join()).not.toContain(token);
  expect(lines[0]).toContain('Error: no [redacted]');
  expect(lines[0]).toContain('maskLog.test.ts');
});

test('shows what is invisible, and keeps lines', () => {
  const { log, lines } = recording();
  log.info('one\ntwo \u202egnp.exe \u001b]0;title\u0007');
  expect(lines[0]).toMatch(/^one\ntwo /);
  expect(lines[0]).not.toMatch(/[\u202e\u001b\u0007]/);
});

test('leaves other text as it is', () => {
  const { log, lines } = recording();
  log.info('web1: the host key is verified: ssh-ed25519 SHA256:abc');
  log.show(true);
  expect(lines).toEqual(['web1: the host key is verified: ssh-ed25519 SHA256:abc', 'true']);
});
