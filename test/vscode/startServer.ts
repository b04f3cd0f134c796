// A code-server of a test's own: the real workbench and extension host, with this checkout's extension installed.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { layOutHome, serverCommand } from '../../scripts/lib/editorServer.mjs';
import { startProgram } from '../support/startProgram.ts';
import type { StartedProgram } from '../support/startProgram.ts';
import { tempFolder } from '../support/tempFolder.ts';
import { patience } from './patience.ts';
import type { PreparedEditor } from './setup.ts';

export interface ServerOptions {
  /** The folder or `.code-workspace` file that is opened. */
  readonly workspace: string;
  /** Workspace Trust on: the folder begins restricted. Default: off. */
  readonly trust?: boolean;
  /** A language with an installed language pack. */
  readonly locale?: string;
  /** SSH_AUTH_SOCK of the extension host; absent: it has none. */
  readonly agentSocket?: string;
  /** What the person's ~/.ssh/config says. */
  readonly sshConfig?: string;
  /** Files of the file system `held:`, by path; the tests' own extension serves them. */
  readonly held?: Readonly<Record<string, string>>;
  /** The person's settings. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

export interface TestServer {
  /** Where the browser goes. */
  readonly url: string;
  /** Where it goes for another folder or `.code-workspace` file. */
  urlOf(workspace: string): string;
  /** HOME of the extension host. */
  readonly home: string;
  log(): string;
  /** What its extension hosts wrote, where extensions come up and fail. */
  extensionHostLog(): Promise<string>;
  stop(): Promise<void>;
}

/** Starts code-server on a free port of loopback. */
export async function startServer(prepared: PreparedEditor, options: ServerOptions): Promise<TestServer> {
  const folder = await tempFolder('editor');
  const home = folder.path;
  // Tabs like all others are closed like all others.
  layOutHome(home, { user: { 'workbench.editor.useModal': 'off', ...options.settings } });
  await mkdir(join(home, '.ssh'), { mode: 0o700 });
  if (options.locale !== undefined) await chooseLanguage(prepared, home, options.locale);
  await writeFile(join(home, '.ssh/config'), options.sshConfig ?? '', { mode: 0o600 });
  const command = serverCommand(prepared.editor, home, {
    port: 0,
    folder: options.workspace,
    trust: options.trust ?? false,
    extensions: prepared.extensions,
    ...(options.locale === undefined ? {} : { locale: options.locale }),
  });
  const { SSH_AUTH_SOCK: _, ...env } = command.env;
  const start = (): StartedProgram =>
    startProgram(command.file, command.words, {
      cwd: home,
      env: {
        ...env,
        HELD_FILES: JSON.stringify(options.held ?? {}),
        ...(options.agentSocket === undefined ? {} : { SSH_AUTH_SOCK: options.agentSocket }),
      },
    });
  let program = start();
  const stop = async (): Promise<void> => {
    await program.stop();
    await folder.remove();
  };
  try {
    // On a busy machine it may give up waiting for its own half, and says so.
    const up = /HTTP server listening on \S+/;
    for (let tries = 1; ; tries++) {
      try {
        await program.waitFor(up, patience);
        break;
      } catch (error) {
        if (tries === 3 || !program.log().includes('error timed out')) throw error;
        await program.stop();
        program = start();
      }
    }
    const url = /HTTP server listening on (\S+)/.exec(program.log())?.[1] ?? '';
    const urlOf = (workspace: string): string =>
      `${url}?${workspace.endsWith('.code-workspace') ? 'workspace' : 'folder'}=${workspace}`;
    const extensionHostLog = (): Promise<string> => readLogs(join(home, 'data/logs'));
    return { url: urlOf(options.workspace), urlOf, home, log: () => program.log(), extensionHostLog, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

// The list of language packs that the server keeps; it makes it itself only when a pack is installed from a window.
async function chooseLanguage({ extensions }: PreparedEditor, home: string, locale: string): Promise<void> {
  const id = 'gated-runbooks-test.language-pack-zh-hans-test';
  const pack = {
    hash: locale,
    extensions: [{ extensionIdentifier: { id }, version: '1.0.0' }],
    translations: { vscode: join(extensions, `${id}-1.0.0`, 'vscode.json') },
    label: locale,
  };
  await writeFile(join(home, 'data/languagepacks.json'), JSON.stringify({ [locale]: pack }));
}

async function readLogs(folder: string): Promise<string> {
  const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('remoteexthost.log'));
  return (await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')))).join('\n');
}
