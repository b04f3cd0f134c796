// What the areas of the extension share; made once by activate.ts, and nothing in it costs anything before it is used.
import type { LogOutputChannel, Uri } from 'vscode';
import type { Engine } from './engine/loadEngine.ts';
import type { RunbookFiles } from './files/RunbookFiles.ts';
import type { PracticeKeeper } from './hosts/PracticeKeeper.ts';
import type { SshAccess } from './hosts/SshAccess.ts';
import type { Runs } from './runs/Runs.ts';
import type { Texts } from './texts/Texts.ts';
import type { Trust } from './trust/Trust.ts';

export interface Services {
  /** The extension's own folder. */
  readonly extensionUri: Uri;
  readonly version: string;
  /** The engine; loaded with the first call. */
  readonly engine: () => Engine;
  readonly texts: Texts;
  readonly log: LogOutputChannel;
  readonly runbooks: RunbookFiles;
  readonly practice: PracticeKeeper;
  readonly ssh: SshAccess;
  readonly trust: Trust;
  readonly runs: Runs;
}
