// Registers all that has to do with runs: commands, status, notifications, deep links, and what a reload interrupted.
import { commands as vscodeCommands, window, workspace, type ExtensionContext, type Uri } from 'vscode';
import { textOf, uriOf } from '../commands/argument.ts';
import { commands } from '../ids.ts';
import type { RunPages } from '../panel/RunPages.ts';
import type { LastValues } from '../pick/LastValues.ts';
import { pickRun } from '../pick/pickRun.ts';
import { practiceAhead } from '../pick/practiceAhead.ts';
import type { Services } from '../Services.ts';
import { announceRun } from './announceRuns.ts';
import { confirmUndo } from './confirmUndo.ts';
import { exportReport } from './exportReport.ts';
import { openLink } from './openLink.ts';
import { pickKeptRun } from './pickKeptRun.ts';
import { recoverRuns } from './recoverRuns.ts';
import type { RunMemory } from './RunMemory.ts';
import { showConnecting } from './showConnecting.ts';
import { showHostRuns } from './showHostRuns.ts';
import { showRunStatus } from './showRunStatus.ts';

export interface RunParts {
  readonly pages: RunPages;
  readonly last: LastValues;
  readonly memory: RunMemory;
  readonly stateFolder: () => string;
  /** Runs a piece of work and shows what goes wrong with it. */
  readonly guard: (work: () => Promise<unknown>) => void;
}

/** Registers at once; what is registered loads the engine when it is used. */
export function registerRuns(context: ExtensionContext, services: Services, parts: RunParts): void {
  const { runs, trust, runbooks, texts } = services;
  const { pages, last, memory, guard } = parts;

  const begin = async (mode: 'run' | 'plan', argument: unknown, ahead: unknown): Promise<void> => {
    if (!(await trust.mayConnect())) return;
    const uri = uriOf(argument);
    const file = uri === undefined ? undefined : runbooks.at(uri);
    const request = await pickRun(services, last, { mode, file, ...practiceAhead(ahead) });
    if (request !== undefined) await runs.start(request);
  };
  const idOf = async (argument: unknown, which: Parameters<typeof pickKeptRun>[1]): Promise<string | undefined> =>
    textOf(argument, 'runId') ?? pages.current ?? (await pickKeptRun(services, which));

  const handlers: Readonly<Record<string, (argument: unknown, ahead: unknown) => Promise<unknown>>> = {
    [commands.run]: (argument, ahead) => begin('run', argument, ahead),
    [commands.plan]: (argument, ahead) => begin('plan', argument, ahead),
    [commands.resume]: async (argument) => {
      if (!(await trust.mayConnect())) return;
      const id = textOf(argument, 'runId') ?? (await pickKeptRun(services, 'resumable'));
      if (id !== undefined) await runs.resume(id);
    },
    [commands.undo]: async (argument) => {
      if (!(await trust.mayConnect())) return;
      const id = textOf(argument, 'runId') ?? (await pickKeptRun(services, 'undoable'));
      if (id !== undefined && (await confirmUndo(id, services))) await runs.undo(id);
    },
    [commands.hostRuns]: (argument) => showHostRuns(argument, services, pages),
    [commands.cancel]: async (argument) => {
      const id = textOf(argument, 'runId') ?? (await chooseActive(services, pages));
      if (id !== undefined) runs.cancel(id);
    },
    [commands.openReport]: async (argument) => {
      const id = textOf(argument, 'runId') ?? (await pickKeptRun(services, 'all'));
      if (id !== undefined) await runs.show(id);
    },
    [commands.exportReport]: async (argument) => {
      const id = await idOf(argument, 'all');
      if (id !== undefined) await exportReport(id, await runs.recorded(id), services);
    },
  };
  for (const [id, handler] of Object.entries(handlers)) {
    context.subscriptions.push(
      vscodeCommands.registerCommand(id, (argument, ahead) => guard(() => handler(argument, ahead))),
    );
  }
  context.subscriptions.push(
    window.registerUriHandler({ handleUri: (link: Uri) => guard(() => openLink(link, services)) }),
    runs.onDidStart((run) => {
      showConnecting(run, services);
      announceRun(run, services, pages);
    }),
  );
  showRunStatus(context, services);
  if (Object.keys(memory.read()).length === 0) return;
  guard(() =>
    recoverRuns({
      ...{ engine: services.engine, runs, memory, stateFolder: parts.stateFolder, now: Date.now },
      trusted: () => workspace.isTrusted,
      offer: async (id) => {
        const resume = texts.say('runs.resume');
        return (await window.showWarningMessage(texts.say('runs.interrupted', { id }), resume)) === resume;
      },
      onProblem: (id, error) =>
        guard(() => Promise.reject(error instanceof Error ? error : new Error(`${id}: ${String(error)}`))),
    }),
  );
}

/** The run to cancel: the one in sight, the only one, or the one that the person chooses. */
async function chooseActive({ runs, engine, texts }: Services, pages: RunPages): Promise<string | undefined> {
  const ids = runs.active.map(({ session }) => session.id);
  if (ids.length === 0) {
    void window.showInformationMessage(texts.say('runs.noneActive'));
    return undefined;
  }
  if (pages.current !== undefined && ids.includes(pages.current)) return pages.current;
  if (ids.length === 1) return ids[0];
  const items = runs.active.map(({ session }) => ({
    label: engine().visibleLine(engine().localise(session.view.title, texts.locale)),
    description: session.id,
  }));
  return (await window.showQuickPick(items, { placeHolder: texts.say('runs.pickCancel') }))?.description;
}
