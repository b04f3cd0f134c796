// Trust as the editor asks for it: the workspace, the text of a runbook, the hosts it meets.
import { commands, window, workspace, type Memento, type Uri } from 'vscode';
import type { HostKeyQuestion } from '../../runbooks/index.ts';
import type { Engine } from '../engine/loadEngine.ts';
import { findInventory } from '../files/findInventory.ts';
import type { RunbookFile } from '../files/RunbookFile.ts';
import type { RunbookFiles } from '../files/RunbookFiles.ts';
import { PersonProblem } from '../PersonProblem.ts';
import type { Texts } from '../texts/Texts.ts';
import { createApprovedTexts } from './ApprovedTexts.ts';
import { approveRunbook } from './approveRunbook.ts';
import { introduce } from './introduce.ts';
import { readUsed } from './readUsed.ts';
import { createMetHosts } from './MetHosts.ts';
import { storeIn } from './storeIn.ts';
import type { TextShower } from './TextShower.ts';
import type { Trust } from './Trust.ts';

export interface TrustOptions {
  readonly engine: () => Engine;
  readonly texts: Texts;
  readonly runbooks: RunbookFiles;
  readonly shower: TextShower;
  /** Where approved texts are kept: this machine's, outside any workspace. */
  readonly storage: Uri;
  readonly workspaceState: Memento;
}

export interface CreatedTrust extends Trust {
  /** An unknown host's key was accepted by a person who saw where the host is. */
  acceptHost(question: HostKeyQuestion): Promise<void>;
}

/** Nothing is read before it is asked for. */
export function createTrust(options: TrustOptions): CreatedTrust {
  const { engine, texts, runbooks, shower } = options;
  const met = createMetHosts(options.workspaceState);

  const askForText = async (file: RunbookFile, text: string, before: string | undefined): Promise<boolean> => {
    const name = engine().visibleLine(file.name);
    const approve = texts.say('trust.approve');
    const look = texts.say(before === undefined ? 'trust.showText' : 'trust.showChanges');
    const chosen = await window.showWarningMessage(
      texts.say(before === undefined ? 'trust.first' : 'trust.changed', { name }),
      { modal: true, detail: texts.say('trust.detail', { lines: text.trimEnd().split('\n').length }) },
      look,
      approve,
    );
    if (chosen !== look) return chosen === approve;
    return shower.whileShown({ name, text, before }, async () => {
      const items = [{ label: approve }, { label: texts.say('trust.decline') }];
      const placeHolder = texts.say('trust.question', { name });
      const picked = await window.showQuickPick(items, { placeHolder, ignoreFocusOut: true });
      return picked?.label === approve;
    });
  };

  return {
    async mayConnect() {
      if (workspace.isTrusted) return true;
      const manage = texts.say('trust.manage');
      const chosen = await window.showWarningMessage(texts.say('trust.restricted'), manage);
      if (chosen === manage) await commands.executeCommand('workbench.trust.manage');
      return false;
    },
    async approve(file) {
      // What runs is what is on disk, so that it can be found there afterwards.
      const open = workspace.textDocuments.find(({ uri }) => uri.toString() === file.uri.toString());
      if (open?.isDirty === true) await open.save();
      const approved = createApprovedTexts(storeIn(options.storage), engine().digestOf);
      try {
        return await approveRunbook(file, {
          engine: engine(),
          texts,
          approved,
          read: ({ uri }) => runbooks.read(uri),
          readInventory: async (of) => {
            const uri = await findInventory(of);
            return uri === undefined
              ? undefined
              : { path: workspace.asRelativePath(uri), text: await runbooks.read(uri) };
          },
          readUsed: ({ uri }, path) => readUsed(runbooks, uri, path),
          ask: askForText,
        });
      } catch (error) {
        if (!(error instanceof PersonProblem)) throw error;
        const show = texts.say('trust.showProblems');
        const chosen = await window.showErrorMessage(error.message, show);
        if (chosen === show) {
          await window.showTextDocument(file.uri);
          await commands.executeCommand('workbench.actions.view.problems');
        }
        return undefined;
      }
    },
    introduce: (connect) =>
      introduce(connect, met, async (name, { address, jumps, hostKey }) => {
        const { visibleLine } = engine();
        const accept = texts.say('trust.meet.accept');
        const way = [...jumps, address].map(visibleLine).join(' → ');
        const chosen = await window.showWarningMessage(
          texts.say('trust.meet', { host: visibleLine(name) }),
          { modal: true, detail: texts.say('trust.hostKey.detail', { way, key: visibleLine(hostKey) }) },
          accept,
        );
        return chosen === accept;
      }),
    acceptHost: ({ address, jumps, type, fingerprint }) =>
      met.add({ address, jumps, hostKey: `${type} ${fingerprint}` }),
  };
}
