// What is said of a host before anybody connects to it.
import { describe, expect, test } from 'vitest';
import { describeHost } from '../../../../../src/runbooks/hosts/ssh/connection/describeHost.ts';
import { machine, memoryFiles } from '../config/memory.ts';

const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ7VsLO2tqXsrVBQCyDCAEhE4xTJBYCBTEZ0eWjOYxQ9';

function describeWith(name: string, files: Readonly<Record<string, string>>): ReturnType<typeof describeHost> {
  return describeHost(name, {
    acceptedHostKeys: '/ours',
    machine,
    files: memoryFiles(files),
    systemConfig: 'none',
    targets: { practice: { host: '127.0.0.1', port: 2222, user: 'root', agent: '/agent', hostKey: key } },
  });
}

describe('a host', () => {
  const config =
    'Host web\n HostName 10.0.0.1\n Port 2222\n User ops\n ProxyJump gate\nHost gate\n HostName gate.example.com\n';

  test('its address and the way there', async () => {
    expect(await describeWith('web', { '/home/me/.ssh/config': config })).toEqual({
      address: 'ops@10.0.0.1:2222',
      jumps: ['me@gate.example.com:22'],
      hostKey: 'unknown',
    });
  });

  test.each([
    ['the person’s', '/home/me/.ssh/known_hosts'],
    ['ours', '/ours'],
  ])('its key is known from %s file', async (_, file) => {
    const files = { '/home/me/.ssh/config': config, [file]: `[10.0.0.1]:2222 ${key}\n` };
    expect(await describeWith('web', files)).toMatchObject({ hostKey: 'known' });
  });

  test('another host’s key says nothing', async () => {
    const files = { '/home/me/.ssh/config': config, '/ours': `10.0.0.9 ${key}\n` };
    expect(await describeWith('web', files)).toMatchObject({ hostKey: 'unknown' });
  });

  test('an unknown key that nobody may accept', async () => {
    const files = { '/home/me/.ssh/config': 'Host web\n StrictHostKeyChecking yes\n' };
    expect(await describeWith('web', files)).toMatchObject({ hostKey: 'refused' });
  });

  test('a fixed target’s key is pinned', async () => {
    expect(await describeWith('practice', {})).toEqual({
      address: 'root@127.0.0.1:2222',
      jumps: [],
      hostKey: 'pinned',
    });
  });

  test('a configuration that can’t be obeyed is a problem with its place', async () => {
    const files = { '/home/me/.ssh/config': 'Host web\n RevokedHostKeys /revoked\n' };
    expect(await describeWith('web', files)).toMatchObject({
      problem: { code: 'hosts.configRefused', args: { file: '/home/me/.ssh/config', line: 2 } },
    });
  });
});
