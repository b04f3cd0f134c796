// Runs a script of a shipped runbook through the shells that it will meet on hosts, with stand-ins for the programs it asks.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { quote } from '../declareVariables.ts';

/** Shells with the tools that come along with them. */
export const shells = ['dash', 'busybox'] as const;
export type Shell = (typeof shells)[number];

const applets = [
  'awk',
  'sed',
  'tr',
  'grep',
  'sort',
  'cut',
  'head',
  'tail',
  'date',
  'wc',
  'cat',
  'cmp',
  'diff',
  'sha256sum',
];

export interface Surroundings {
  readonly variables?: Readonly<Record<string, string>>;
  /** What stands behind a command: a script, with the command's arguments. */
  readonly commands?: Readonly<Record<string, string>>;
}

/** What the script prints on standard output, and its exit code. */
export function runIn(shell: Shell, script: string, { variables = {}, commands = {} }: Surroundings): string {
  const folder = mkdtempSync(join(tmpdir(), 'shells-'));
  try {
    for (const [name, body] of Object.entries(commands)) {
      // Never through a link to a real program.
      writeFileSync(join(folder, name), `#!/bin/sh\n${body}\n`, { flag: 'wx', mode: 0o755 });
    }
    if (shell === 'busybox') {
      const busybox = execFileSync('/bin/sh', ['-c', 'command -v busybox'], { encoding: 'utf8' }).trim();
      for (const applet of applets.filter((name) => !(name in commands))) symlinkSync(busybox, join(folder, applet));
    }
    const assigned = Object.entries(variables).map(([name, value]) => `${name}=${quote(value)}\n`);
    const program = shell === 'busybox' ? ['busybox', 'sh'] : [shell];
    const { stdout, status } = spawnSync(program[0] ?? '', [...program.slice(1), '-s'], {
      input: `${assigned.join('')}${script}`,
      encoding: 'utf8',
      timeout: 60_000,
      env: { PATH: `${folder}:${process.env['PATH'] ?? ''}`, TZ: 'UTC', FOLDER: folder },
    });
    return status === 0 ? stdout.replace(/\n+$/, '') : `exit ${String(status)}: ${stdout}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A command that prints the first text when it is asked first, and the others in turn. */
export function inTurn(...texts: readonly string[]): string {
  const cases = texts.map((text, index) => `${String(index)}) printf '%s\\n' ${quote(text)} ;;`);
  return `turn=$FOLDER/turn-\${0##*/} n=0; [ ! -e "$turn" ] || read -r n < "$turn"; echo $((n + 1)) > "$turn"; case $n in ${cases.join(' ')} esac`;
}

/** A command that always prints this. */
export function printing(text: string): string {
  return `printf '%s\\n' ${quote(text)}`;
}
