// What we say to a host's sh is POSIX, and shellcheck finds nothing in it.
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { leaseGuard } from '../../../../../src/runbooks/hosts/ssh/lease/leaseGuard.ts';
import { lookScript } from '../../../../../src/runbooks/hosts/ssh/lease/lookScript.ts';
import { releaseScript } from '../../../../../src/runbooks/hosts/ssh/lease/releaseScript.ts';
import { renewScript } from '../../../../../src/runbooks/hosts/ssh/lease/renewScript.ts';
import { takeScript } from '../../../../../src/runbooks/hosts/ssh/lease/takeScript.ts';
import { preamble } from '../../../../../src/runbooks/hosts/ssh/shell/preamble.ts';
import { probeScript } from '../../../../../src/runbooks/hosts/ssh/shell/probeScript.ts';
import { acknowledgeScript } from '../../../../../src/runbooks/hosts/ssh/spool/acknowledgeScript.ts';
import { spoolSetup } from '../../../../../src/runbooks/hosts/ssh/spool/createSpool.ts';
import { killScript } from '../../../../../src/runbooks/hosts/ssh/spool/killScript.ts';
import { supervisor } from '../../../../../src/runbooks/hosts/ssh/spool/supervisor.ts';

const texts = {
  probes: preamble('0') + probeScript,
  spool: preamble('0') + spoolSetup({ become: 'root' }),
  'spool of the login': preamble('0') + spoolSetup({ become: 'login' }),
  kill: killScript('a', { become: 'root' }),
  acknowledge: acknowledgeScript('a', { become: 'login' }),
  'kill under a lease': leaseGuard('t', 1, { become: 'root' }) + killScript('a', { become: 'root' }),
  'take a lease': takeScript({ token: 't', run: 'r', runbook: 'b', by: 'me', become: [] }, { become: 'login' }),
  'look at a lease': lookScript({ become: 'root' }),
  'renew a lease': renewScript('t', 1, { become: 'login' }),
  'release a lease': releaseScript('t', 1, { become: 'root' }),
  supervisor: supervisor({ body: 'true', timeout: 1500 }),
};
// Across the texts, what one defines another uses: unused (SC2034), unassigned (SC2154) and uncalled (SC2317) tell nothing.
const acrossTexts = '-eSC2034,SC2154,SC2317';

test.each(Object.entries(texts))('%s', (_name, text) => {
  const { stdout } = spawnSync('shellcheck', ['-s', 'sh', acrossTexts, '-'], { input: text, encoding: 'utf8' });
  expect(stdout).toBe('');
});
