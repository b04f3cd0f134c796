// Configuration files that exist only in a test.
import { dirname } from 'node:path';
import type { ConfigFiles } from '../../../../../src/runbooks/hosts/ssh/config/ConfigFiles.ts';
import { resolveHost } from '../../../../../src/runbooks/hosts/ssh/config/resolveHost.ts';
import type { ResolvedHost } from '../../../../../src/runbooks/hosts/ssh/config/ResolvedHost.ts';
import type { Machine } from '../../../../../src/runbooks/hosts/ssh/Machine.ts';
import type { Message } from '../../../../../src/runbooks/texts/Message.ts';
import { say } from '../../../../../src/runbooks/texts/say.ts';

export const machine: Machine = {
  platform: 'linux',
  env: { HOME: '/home/me', KEYS: '/keys' },
  home: '/home/me',
  user: 'me',
  uid: '1000',
  hostname: 'laptop.example.com',
};

/** Files by path. */
export function memoryFiles(texts: Readonly<Record<string, string>>): ConfigFiles {
  return {
    read: (path) => Promise.resolve(texts[path]),
    list: (folder) =>
      Promise.resolve(
        Object.keys(texts)
          .filter((path) => dirname(path) === folder)
          .map((path) => path.slice(folder.length + 1)),
      ),
  };
}

export interface Asked {
  /** `~/.ssh/config`. */
  readonly config: string;
  /** `/etc/ssh/ssh_config`. */
  readonly system?: string;
  readonly others?: Readonly<Record<string, string>>;
  /** Names that the name service knows. */
  readonly names?: readonly string[];
}

/** Resolves, or tells the problem as a person reads it. */
export async function resolve(name: string, asked: Asked): Promise<ResolvedHost> {
  const answer = await ask(name, asked);
  if ('problem' in answer) throw new Error(say('en', answer.problem));
  return answer.host;
}

export function ask(name: string, asked: Asked): Promise<{ host: ResolvedHost } | { problem: Message }> {
  return resolveHost(name, {
    machine,
    files: memoryFiles({
      '/home/me/.ssh/config': asked.config,
      '/etc/ssh/ssh_config': asked.system ?? '',
      ...asked.others,
    }),
    userConfig: '/home/me/.ssh/config',
    systemConfig: '/etc/ssh/ssh_config',
    exists: (candidate) => Promise.resolve(asked.names?.includes(candidate) ?? false),
  });
}
