// Every script of the shipped runbooks is clean POSIX sh to shellcheck, and no shell stumbles over its syntax.
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { quote, variablesIn } from './declareVariables.ts';
import { scriptsOf, shippedRunbooks, soundRunbook } from './shippedRunbooks.ts';

const scripts = shippedRunbooks.flatMap((shipped) => {
  const runbook = soundRunbook(shipped);
  return scriptsOf(runbook).map(({ place, it: script }) => ({ name: `${shipped.name} ${place}`, runbook, script }));
});

describe.each(scripts)('$name', ({ runbook, script }) => {
  const declared = variablesIn(script, runbook)
    .map((name) => `${name}=${quote('value')}\n`)
    .join('');

  it('is clean to shellcheck', () => {
    const { stdout, status } = spawnSync('shellcheck', ['-s', 'sh', '-'], {
      input: `#!/bin/sh\n${declared}${script}`,
      encoding: 'utf8',
    });
    expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
  });

  it.each([['dash'], ['bash', '--posix'], ['busybox', 'sh']])('parses under %s', (shell, ...args) => {
    const { stderr, status } = spawnSync(shell, [...args, '-n'], { input: script, encoding: 'utf8' });
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  });
});

const installed = shippedRunbooks.flatMap((shipped) =>
  soundRunbook(shipped).steps.flatMap((step) =>
    'file' in step && step.file.content?.startsWith('#!/bin/sh\n')
      ? [{ name: `${shipped.name} steps.${step.id}.file.content`, script: step.file.content }]
      : [],
  ),
);

describe.each(installed)('$name, which is put on the host', ({ script }) => {
  it('is clean to shellcheck', () => {
    const { stdout, status } = spawnSync('shellcheck', ['-s', 'sh', '-'], { input: script, encoding: 'utf8' });
    expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
  });

  it.each([['dash'], ['bash', '--posix'], ['busybox', 'sh']])('parses under %s', (shell, ...args) => {
    const { stderr, status } = spawnSync(shell, [...args, '-n'], { input: script, encoding: 'utf8' });
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  });
});
