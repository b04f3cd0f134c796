// The engine's ways: a probe, and a changing step with its limit and under a lease, on one open connection.
import { randomUUID } from 'node:crypto';
import type { Command, Host, LeaseProof } from '../src/runbooks/index.ts';
import type { Way } from './Way.ts';

const command: Command = { script: 'true', variables: {}, become: 'login', timeout: 60_000 };
const ignore = (): void => undefined;

/** Both ways on `host`, whose lease is held. */
export function engineWays(host: Host, lease: LeaseProof): readonly Way[] {
  return [
    {
      name: 'engine, a probe',
      times: 50,
      async once() {
        const exit = await host.exec(command, { onOutput: ignore });
        if (!('code' in exit) || exit.code !== 0) throw new Error(`the probe ended with ${JSON.stringify(exit)}`);
      },
    },
    {
      name: 'engine, a changing step',
      times: 50,
      async once() {
        const spool = `bench-${randomUUID()}`;
        const limit = { key: 'bench', times: 1_000_000, within: 60_000, token: spool };
        const exit = await host.launch(command, { spool, limit, lease }, { onOutput: ignore });
        if (!('code' in exit) || exit.code !== 0) throw new Error(`the step ended with ${JSON.stringify(exit)}`);
      },
    },
  ];
}
