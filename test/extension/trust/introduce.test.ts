// The first time a workspace's runbook meets a host, and every time the host is another.
import { describe, expect, it } from 'vitest';
import type { Connect, Host, HostIdentity } from '../../../src/runbooks/index.ts';
import { introduce } from '../../../src/extension/trust/introduce.ts';
import { createMetHosts, type Meeting } from '../../../src/extension/trust/MetHosts.ts';
import { memento } from '../memento.ts';

const web: HostIdentity = {
  ...{ name: 'web', address: 'me@web.example:22', jumps: ['me@gate:22'], machineId: 'm', bootId: 'b' },
  ...{ hostKey: 'ssh-ed25519 SHA256:aaa', agentKey: 'k' },
};

function bench(answer: boolean): {
  readonly asked: Meeting[];
  readonly closed: string[];
  readonly meet: (identity: HostIdentity) => ReturnType<Connect>;
} {
  const asked: Meeting[] = [];
  const closed: string[] = [];
  const met = createMetHosts(memento());
  const ask = (_name: string, meeting: Meeting): Promise<boolean> => {
    asked.push(meeting);
    return Promise.resolve(answer);
  };
  return {
    asked,
    closed,
    meet: (identity) => {
      const close = (): Promise<void> => Promise.resolve(void closed.push(identity.name));
      const host = { identity, close } as Partial<Host> as Host;
      return introduce(() => Promise.resolve({ host }), met, ask)(identity.name, new AbortController().signal);
    },
  };
}

describe('a host', () => {
  it('is shown once, with the way to it and its key', async () => {
    const { asked, meet } = bench(true);
    expect(await meet(web)).toHaveProperty('host');
    expect(await meet({ ...web, bootId: 'other', agentKey: 'other' })).toHaveProperty('host');
    expect(asked).toMatchObject([{ address: web.address, jumps: web.jumps, hostKey: web.hostKey }]);
  });

  it.each<[string, Partial<HostIdentity>]>([
    ['key', { hostKey: 'ssh-ed25519 SHA256:bbb' }],
    ['address', { address: 'me@web.example:2222' }],
    ['way', { jumps: [] }],
  ])('with another %s is another host', async (_what, other) => {
    const { asked, meet } = bench(true);
    await meet(web);
    await meet({ ...web, ...other });
    expect(asked.length).toBe(2);
  });

  it('that is declined is left, for good in this run and to be asked about in the next', async () => {
    const { asked, closed, meet } = bench(false);
    expect(await meet(web)).toMatchObject({ final: true, failure: { code: 'hosts.declined', args: { host: 'web' } } });
    expect(closed).toEqual(['web']);
    await meet(web);
    expect(asked.length).toBe(2);
  });

  it('that cannot be connected is nothing to ask about', async () => {
    const failing: Connect = () => Promise.resolve({ failure: { code: 'hosts.cancelled' }, final: true });
    const met = createMetHosts(memento());
    const asking = (): Promise<boolean> => Promise.reject(new Error('nobody is to be asked'));
    const meet = introduce(failing, met, asking);
    expect(await meet('web', new AbortController().signal)).toHaveProperty('failure');
  });
});
