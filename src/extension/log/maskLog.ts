// The extension's log, with everything that looks like a secret hidden and everything invisible made visible.
import type { LogOutputChannel } from 'vscode';
import type { Redactor } from '../../runbooks/index.ts';
import type { Engine } from '../engine/loadEngine.ts';

type Written = string | Error;

/** Writes to `channel` what is safe to keep and to send to somebody. The engine is loaded with the first line. */
export function maskLog(channel: LogOutputChannel, engine: () => Engine): LogOutputChannel {
  let redactor: Redactor | undefined;
  const safe = (value: unknown): string => {
    const { createRedactor, visible } = engine();
    redactor ??= createRedactor([], []);
    return visible(redactor.text(value instanceof Error ? (value.stack ?? value.message) : String(value)));
  };
  const level =
    (name: 'trace' | 'debug' | 'info' | 'warn' | 'error') =>
    (first: Written, ...rest: readonly unknown[]): void =>
      channel[name](safe(first), ...rest.map(safe));
  return {
    get name() {
      return channel.name;
    },
    get logLevel() {
      return channel.logLevel;
    },
    onDidChangeLogLevel: channel.onDidChangeLogLevel,
    trace: level('trace'),
    debug: level('debug'),
    info: level('info'),
    warn: level('warn'),
    error: level('error'),
    append: (text) => channel.append(safe(text)),
    appendLine: (text) => channel.appendLine(safe(text)),
    replace: (text) => channel.replace(safe(text)),
    clear: () => channel.clear(),
    // oxlint-disable-next-line typescript/no-deprecated -- of its two forms only the one with a column is
    show: (first?: unknown, preserveFocus?: boolean) =>
      channel.show(typeof first === 'boolean' ? first : preserveFocus),
    hide: () => channel.hide(),
    dispose: () => channel.dispose(),
  };
}
