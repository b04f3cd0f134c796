// Where the agent is, on each system.
import { describe, expect, test } from 'vitest';
import { locateAgent } from '../../../../../src/runbooks/hosts/ssh/agent/locateAgent.ts';
import type { Machine } from '../../../../../src/runbooks/hosts/ssh/Machine.ts';

const machine = (platform: NodeJS.Platform, env: Machine['env']): Machine => ({
  ...{ platform, env, home: '/home/me', user: 'me', uid: '1000', hostname: 'here' },
});
const PIPE = '\\\\.\\pipe\\openssh-ssh-agent';
const env = { SSH_AUTH_SOCK: '/run/agent', OTHER: '/run/other', EMPTY: '' };

describe('found', () => {
  test.each([
    ['linux', undefined, env, '/run/agent'],
    ['linux', 'SSH_AUTH_SOCK', env, '/run/agent'],
    ['linux', '$OTHER', env, '/run/other'],
    ['linux', '/run/mine', env, '/run/mine'],
    ['linux', '/run/mine', {}, '/run/mine'],
    ['win32', undefined, {}, PIPE],
    ['win32', undefined, { SSH_AUTH_SOCK: '\\\\.\\pipe\\1password' }, '\\\\.\\pipe\\1password'],
    ['win32', PIPE, {}, PIPE],
  ] as const)('%s %s', (platform, setting, variables, path) => {
    expect(locateAgent(setting, machine(platform, variables))).toEqual({ path });
  });
});

describe('not found, each with its cure', () => {
  test.each([
    ['linux', undefined, {}, 'hosts.agentAbsent', 'SSH_AUTH_SOCK'],
    ['freebsd', undefined, {}, 'hosts.agentAbsent', 'SSH_AUTH_SOCK'],
    ['darwin', undefined, {}, 'hosts.agentAbsentMac', 'SSH_AUTH_SOCK'],
    ['win32', '$OTHER', {}, 'hosts.agentAbsentWindows', 'OTHER'],
    ['linux', '$EMPTY', env, 'hosts.agentAbsent', 'EMPTY'],
    ['linux', 'SSH_AUTH_SOCK', {}, 'hosts.agentAbsent', 'SSH_AUTH_SOCK'],
  ] as const)('%s %s', (platform, setting, variables, code, variable) => {
    expect(locateAgent(setting, machine(platform, variables))).toEqual({ problem: { code, args: { variable } } });
  });
  test('none means none, whatever the environment has', () => {
    expect(locateAgent('none', machine('linux', env))).toEqual({ problem: { code: 'hosts.agentNone' } });
  });
});
