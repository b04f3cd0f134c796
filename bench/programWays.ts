// The ways of other programs: ssh with ControlMaster, a fresh ssh each, Ansible with pipelining.
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Way } from './Way.ts';

const run = promisify(execFile);

export interface Server {
  readonly port: number;
  readonly user: string;
  readonly agentSocket: string;
  readonly knownHosts: string;
  /** For control sockets and inventories. */
  readonly folder: string;
}

/** Those that are installed here. */
export async function programWays(server: Server): Promise<readonly Way[]> {
  const env = { ...process.env, SSH_AUTH_SOCK: server.agentSocket };
  const options = [
    '-F',
    'none',
    '-p',
    String(server.port),
    '-o',
    `UserKnownHostsFile=${server.knownHosts}`,
    '-o',
    'BatchMode=yes',
  ];
  const target = `${server.user}@127.0.0.1`;
  const control = join(server.folder, `control-${String(server.port)}`);
  const master = ['-o', `ControlPath=${control}`];
  await run('ssh', [...options, ...master, '-o', 'ControlMaster=yes', '-o', 'ControlPersist=600', target, 'true'], {
    env,
  });
  const ways: Way[] = [
    {
      name: 'ssh with ControlMaster',
      times: 20,
      async once() {
        await run('ssh', [...options, ...master, target, 'true'], { env });
      },
      async close() {
        await run('ssh', [...options, ...master, '-O', 'exit', target], { env });
      },
    },
    {
      name: 'ssh, a fresh one each',
      times: 5,
      async once() {
        await run('ssh', [...options, target, 'true'], { env });
      },
    },
  ];
  const ansible = await ansibleWay(server, env);
  return ansible === undefined ? ways : [...ways, ansible];
}

async function ansibleWay(server: Server, env: NodeJS.ProcessEnv): Promise<Way | undefined> {
  const installed = await run('ansible', ['--version']).then(
    () => true,
    () => false,
  );
  if (!installed) return undefined;
  const inventory = join(server.folder, `inventory-${String(server.port)}`);
  const ssh = `-F none -o UserKnownHostsFile=${server.knownHosts} -o ControlMaster=auto -o ControlPersist=60s`;
  const variables = `ansible_port=${String(server.port)} ansible_user=${server.user} ansible_ssh_common_args='${ssh}'`;
  await writeFile(inventory, `127.0.0.1 ${variables}\n`);
  const settings = { ...env, ANSIBLE_PIPELINING: 'True', ANSIBLE_PYTHON_INTERPRETER: 'auto_silent' };
  // Its start-up is not the transport's: ten tasks in one play, divided by ten.
  const play = join(server.folder, `play-${String(server.port)}.yaml`);
  const tasks = Array.from({ length: 10 }, () => '    - command: "true"\n').join('');
  await writeFile(play, `- hosts: all\n  gather_facts: false\n  tasks:\n${tasks}`);
  return {
    name: 'Ansible with pipelining, ten tasks',
    times: 3,
    async once() {
      await run('ansible-playbook', ['-i', inventory, play], { env: settings });
    },
  };
}
