// What a person is shown of a real agent: its keys, or why there are none.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listAgentKeys } from '../../../../../src/runbooks/hosts/ssh/agent/listAgentKeys.ts';
import { thisMachine } from '../../../../../src/runbooks/hosts/ssh/Machine.ts';
import { makeKey } from '../../../../support/makeKey.ts';
import { startAgent, type TestAgent } from '../../../../support/startAgent.ts';
import { tempFolder } from '../../../../support/tempFolder.ts';

describe('an agent', () => {
  let agent: TestAgent;
  let folder: Awaited<ReturnType<typeof tempFolder>>;
  beforeAll(async () => {
    [agent, folder] = await Promise.all([startAgent(), tempFolder('keys')]);
  });
  afterAll(async () => {
    await agent.stop();
    await folder.remove();
  });
  const ask = (env: Readonly<Record<string, string | undefined>>): ReturnType<typeof listAgentKeys> =>
    listAgentKeys({ ...thisMachine(), env });

  test('that is nowhere', async () => {
    expect(await ask({})).toMatchObject({ problem: { code: 'hosts.agentAbsent' } });
  });

  test('that does not answer', async () => {
    const problem = { code: 'hosts.agentUnreachable' };
    expect(await ask({ SSH_AUTH_SOCK: `${folder.path}/none` })).toMatchObject({ problem });
  });

  test('without keys, with one, and locked', async () => {
    const env = { SSH_AUTH_SOCK: agent.socket };
    expect(await ask(env)).toMatchObject({ problem: { code: 'hosts.agentEmpty' } });
    const key = await makeKey(folder.path, 'id', { comment: 'me@laptop' });
    await agent.add(key.file);
    expect(await ask(env)).toEqual({
      path: agent.socket,
      keys: [{ type: 'ssh-ed25519', fingerprint: key.fingerprint, comment: 'me@laptop', certificate: false }],
    });
    await agent.lock('pass');
    expect(await ask(env)).toMatchObject({ problem: { code: 'hosts.agentLocked' } });
    await agent.unlock('pass');
  });
});
