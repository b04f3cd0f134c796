// Runs on a Host…: the runs that a host knows of, whoever began them; one is watched, or gone on with here.
import { ProgressLocation, window, type QuickPickItem } from 'vscode';
import type { Host, HostRuns, KeptJournal, LeaseHolder } from '../../runbooks/index.ts';
import { textOf } from '../commands/argument.ts';
import { chooseHost } from '../commands/chooseHost.ts';
import type { RunPages } from '../panel/RunPages.ts';
import { PersonProblem } from '../PersonProblem.ts';
import type { Services } from '../Services.ts';
import { outcomeText } from './outcomeText.ts';
import { watchHostRun } from './watchHostRun.ts';

interface RunItem extends QuickPickItem {
  readonly kept: KeptJournal;
  readonly resumable: boolean;
}

/** `argument`: a host's name or a row with one; else the person chooses. Refused in a workspace that is not trusted. */
export async function showHostRuns(argument: unknown, services: Services, pages: RunPages): Promise<void> {
  const { engine, texts, trust, runs } = services;
  if (!(await trust.mayConnect())) return;
  const name = textOf(argument, 'host') ?? (await chooseHost(services));
  if (name === undefined) return;
  const reached = await reach(name, services);
  if (reached === undefined) return;
  const { host, items } = reached;
  let isWatched = false;
  try {
    const shown = engine().visibleLine(name);
    if (items.length === 0) {
      void window.showInformationMessage(texts.say('runs.host.none', { host: shown }));
      return;
    }
    const chosen = await window.showQuickPick(items, {
      placeHolder: texts.say('runs.host.pick', { host: shown }),
      matchOnDescription: true,
      matchOnDetail: true,
    });
    if (chosen === undefined) return;
    const watch = { label: texts.say('runs.host.watch'), detail: texts.say('runs.host.watch.detail') };
    const takeOver = { label: texts.say('runs.host.takeOver'), detail: texts.say('runs.host.takeOver.detail') };
    const ways = chosen.resumable ? [watch, takeOver] : [watch];
    const way = ways.length === 1 ? watch : await window.showQuickPick(ways, { placeHolder: chosen.label });
    if (way === watch) {
      const session = await watchHostRun(engine(), host, chosen.kept, (error) => {
        const why =
          error instanceof engine().JournalError
            ? texts.tell(error.said)
            : error instanceof Error
              ? error.message
              : String(error);
        void window.showWarningMessage(texts.say('runs.host.lost', { host: shown, why: engine().visibleLine(why) }));
      });
      pages.show(session);
      isWatched = true;
    } else if (way === takeOver) {
      // Read again: it went on while the person chose.
      const { text } = await engine().readHostJournal(host, chosen.kept);
      await host.close();
      await runs.takeOver(chosen.kept.run, text);
    }
  } catch (error) {
    if (!(error instanceof engine().JournalError)) throw error;
    throw new PersonProblem(texts.tell(error.said), { cause: error });
  } finally {
    if (!isWatched) await host.close();
  }
}

/** Connects the host and reads its runs; undefined where the person gave up waiting. */
function reach(
  name: string,
  services: Services,
): Thenable<{ readonly host: Host; readonly items: readonly RunItem[] } | undefined> {
  const { engine, texts, ssh } = services;
  const title = texts.say('runs.host.reading', { host: engine().visibleLine(name) });
  const options = { location: ProgressLocation.Notification, title, cancellable: true };
  return window.withProgress(options, async (progress, token) => {
    const ending = new AbortController();
    const listening = [
      token.onCancellationRequested(() => ending.abort()),
      ssh.onWaiting(({ key }) => progress.report({ message: texts.say('runs.agentWaiting', { key }) })),
    ];
    let host: Host | undefined;
    try {
      const connected = await engine().connectSsh(ssh.options())(name, ending.signal);
      if ('failure' in connected) {
        if (ending.signal.aborted) return undefined;
        throw new PersonProblem(texts.tell(connected.failure));
      }
      host = connected.host;
      const known = await engine().readHostRuns(host);
      if ('lost' in known) {
        throw new PersonProblem(texts.tell({ code: 'shell.lost', args: { host: name, reason: known.lost } }));
      }
      return { host, items: await itemsOf(host, known, services) };
    } catch (error) {
      await host?.close();
      throw error instanceof engine().HostRefusal
        ? new PersonProblem(texts.tell(error.refusal), { cause: error })
        : error;
    } finally {
      for (const one of listening) one.dispose();
    }
  });
}

async function itemsOf(host: Host, { holder, kept }: HostRuns, services: Services): Promise<readonly RunItem[]> {
  const items: RunItem[] = [];
  for (const one of kept) items.push(await itemOf(host, one, one.run === holder?.run ? holder : undefined, services));
  return items;
}

async function itemOf(
  host: Host,
  kept: KeptJournal,
  holder: LeaseHolder | undefined,
  { engine, texts }: Services,
): Promise<RunItem> {
  const { localise, readHostJournal, replay, resumable, viewRun, visibleLine, JournalError } = engine();
  try {
    const { recorded } = await readHostJournal(host, kept);
    const view = viewRun(recorded);
    const by = recorded.flatMap(({ event }) => ('by' in event ? [event.by] : [])).at(-1);
    const state = view.outcome === undefined ? texts.say('runs.host.open') : outcomeText(view.outcome, texts);
    const minutes = (milliseconds: number): number => Math.floor(milliseconds / 60_000);
    const held =
      holder === undefined
        ? []
        : [texts.say('runs.host.holds', { since: minutes(holder.held), silent: minutes(holder.silent) })];
    return {
      kept,
      resumable: resumable(replay(recorded)),
      label: visibleLine(localise(view.title, texts.locale)),
      description: [state, ...(by === undefined ? [] : [by])].map(visibleLine).join(' · '),
      detail: [kept.run, ...held].map(visibleLine).join(' · '),
    };
  } catch (error) {
    // One journal that can't be read must not hide the others.
    if (!(error instanceof JournalError)) throw error;
    return { kept, resumable: false, label: kept.run, detail: texts.tell(error.said) };
  }
}
