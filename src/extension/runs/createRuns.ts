// Makes this window's runs: starts and resumes them with the engine, opens, lists and deletes what is kept.
import { rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Uri } from 'vscode';
import type { Journal, Outputs, Plan, Ports, Recorded } from '../../runbooks/index.ts';
import { createEmitter, type Emitter } from '../emitter.ts';
import type { Engine } from '../engine/loadEngine.ts';
import { PersonProblem } from '../PersonProblem.ts';
import type { Texts } from '../texts/Texts.ts';
import { conductRun, type ConductOptions } from './conductRun.ts';
import { createPagePerson } from './PagePerson.ts';
import type { RunMemory } from './RunMemory.ts';
import type { ActiveRun, Runs, RunSummary } from './Runs.ts';
import type { RunSession } from './RunSession.ts';
import { summariseRun } from './summariseRun.ts';
import { watchRun } from './watchRun.ts';

export interface RunsOptions {
  readonly engine: () => Engine;
  readonly version: string;
  readonly texts: Texts;
  /** Where runs are kept. */
  readonly runsFolder: () => string;
  /** Where approvals are kept, for every face. */
  readonly stateFolder: () => string;
  readonly memory: RunMemory;
  readonly fileUri: (path: string) => Uri;
  /** The way to the plan's hosts. Rejects with a PersonProblem where there is none. */
  readonly reach: (plan: Plan, shipped: boolean) => Ports['connect'];
  /** Whether the plan's text came with this extension. */
  readonly isShipped: (plan: Plan) => Promise<boolean>;
  /** Asks whether a plan that was not approved on this machine may be gone on with. */
  readonly approveResume: (plan: Plan) => Promise<boolean>;
  /** Asks for the values of secret inputs; undefined where the person gave up. */
  readonly askSecrets: (names: readonly string[]) => Promise<Readonly<Record<string, string>> | undefined>;
  readonly showPage: (session: RunSession) => void;
  /** A run ended because it could no longer be kept on record, or of a bug. */
  readonly onFault: (session: RunSession, error: unknown) => void;
}

/** Milliseconds between signs that the runs of this window are being carried out. */
const heartbeat = 20_000;

/** What a look prints is in its events; nothing of it is kept. */
const nowhere: Outputs = {
  append: () => Promise.resolve(),
  reset: () => Promise.resolve(),
  evidence: () => Promise.resolve(),
};

export function createRuns(options: RunsOptions): Runs {
  const { texts, memory } = options;
  const changed: Emitter<void> = createEmitter();
  const started = createEmitter<ActiveRun>();
  const active = new Map<string, ActiveRun>();
  const summaries = new Map<string, { readonly bytes: number; readonly summary: RunSummary }>();
  const pathOf = (id: string): string => join(options.runsFolder(), basename(id));

  const remember = (): Promise<void> =>
    memory.write(
      [...active.values()].filter(({ session }) => session.folder !== undefined).map(({ session }) => session.id),
      Date.now(),
    );
  let beating: NodeJS.Timeout | undefined;
  const beat = (): void => {
    clearInterval(beating);
    if (active.size > 0) beating = setInterval(() => void remember(), heartbeat);
    beating?.unref();
  };

  const carryOut = async (
    request: Pick<ConductOptions, 'id' | 'folder' | 'journal' | 'outputs' | 'connect' | 'secrets' | 'start'>,
    giveBack: () => Promise<void>,
  ): Promise<void> => {
    const engine = options.engine();
    const person = createPagePerson(engine.personName());
    const { session, begun, ended } = conductRun(engine, {
      ...request,
      person,
      clock: engine.systemClock,
      release: async () => {
        active.delete(request.id);
        beat();
        await memory.forget(request.id);
        await giveBack();
      },
    });
    let isUnderWay = false;
    const over = ended.then(
      () => changed.fire(),
      (error: unknown) => {
        // Before it is under way, whoever started it hears of it.
        if (isUnderWay) options.onFault(session, error);
        changed.fire();
      },
    );
    const run: ActiveRun = {
      session,
      get questions() {
        return person.open;
      },
      onAsked: person.onAsked,
      ended: over,
    };
    active.set(request.id, run);
    beat();
    person.onAsked(() => changed.fire());
    person.onSettled(() => changed.fire());
    if (request.folder !== undefined) await remember();
    await begun.catch((error: unknown) => {
      throw problemOf(error, options);
    });
    isUnderWay = true;
    started.fire(run);
    changed.fire();
    options.showPage(session);
  };

  const own = async (id: string, open: (folder: string) => Promise<Journal>): Promise<Owning> => {
    const folder = pathOf(id);
    const engine = options.engine();
    try {
      await engine.makePrivateFolder(folder);
      const owned = await engine.ownRun(folder);
      if ('owner' in owned) throw new PersonProblem(texts.say('runs.owned', { id, pid: owned.owner }));
      const { release } = owned;
      try {
        return { folder, journal: await open(folder), outputs: engine.fileOutputs(folder), release };
      } catch (error) {
        await release();
        throw error;
      }
    } catch (error) {
      throw problemOf(error, options, folder);
    }
  };

  const recorded = async (id: string): Promise<readonly Recorded[]> => {
    const mine = active.get(id);
    if (mine !== undefined) return mine.session.recorded;
    const parsed = await options
      .engine()
      .readJournal(pathOf(id))
      .catch((error: unknown) => {
        throw problemOf(error, options);
      });
    return parsed.recorded;
  };

  const open = async (id: string): Promise<RunSession> => {
    const mine = active.get(id);
    if (mine !== undefined) return mine.session;
    return watchRun(options.engine(), id, pathOf(id)).catch((error: unknown) => {
      throw problemOf(error, options);
    });
  };

  const goOn = async (id: string, how: 'resume' | 'undo'): Promise<void> => {
    if (active.has(id)) {
      options.showPage(await open(id));
      return;
    }
    const engine = options.engine();
    const events = await recorded(id);
    const first = events[0]?.event;
    if (first?.type !== 'runStarted') throw new PersonProblem(texts.say('runs.notResumable', { id }));
    const state = engine.replay(events);
    if (how === 'resume' && !engine.resumable(state)) throw new PersonProblem(texts.say('runs.notResumable', { id }));
    if (how === 'undo' && engine.undoOf(state).refused !== undefined)
      throw new PersonProblem(texts.say('runs.notUndoable', { id }));
    const { plan } = first;
    if (!(await engine.isPlanApproved(options.stateFolder(), plan.digest))) {
      if (!(await options.approveResume(plan))) return;
      await engine.approvePlan(options.stateFolder(), plan.digest);
    }
    const connect = options.reach(plan, await options.isShipped(plan));
    const secrets = await options.askSecrets(secretsOf(plan));
    if (secrets === undefined) return;
    const { release, ...kept } = await own(id, (folder) => engine.openJournal(folder));
    const start: ConductOptions['start'] = (ports, signal) =>
      (how === 'undo' ? engine.undoRun : engine.resumeRun)(options.version, ports, signal);
    await carryOut({ id, ...kept, connect, secrets, start }, release);
  };

  return {
    onDidChange: changed.event,
    onDidStart: started.event,
    get active() {
      return [...active.values()];
    },
    async list() {
      const engine = options.engine();
      const stored = await engine.listRuns(options.runsFolder());
      const all: RunSummary[] = [];
      for (const { id, folder } of stored) {
        const known = summaries.get(id);
        const { size: bytes } = await stat(join(folder, 'journal.jsonl'));
        const owned = (await engine.ownerOf(folder)) !== undefined;
        // What has ended changes only when somebody undoes it, and then its journal grows.
        const summary = known?.bytes === bytes && !owned ? known.summary : await summarise(id, folder, owned);
        if (summary.where === 'ended') summaries.set(id, { bytes, summary });
        else summaries.delete(id);
        all.push(summary);
      }
      return all;
    },
    async start({ mode, plan, approved, secrets }) {
      const engine = options.engine();
      const id = engine.newRunId(plan.name, new Date());
      const connect = options.reach(plan, approved.file.shipped);
      const start: ConductOptions['start'] = (ports, signal) =>
        engine.startRun({ runId: id, mode, plan, engine: options.version }, ports, signal);
      if (mode === 'plan') {
        const journal = engine.memoryJournal();
        const request = { id, folder: undefined, journal, outputs: nowhere, connect, secrets, start };
        await carryOut(request, () => Promise.resolve());
        return id;
      }
      const { release, ...kept } = await own(id, (folder) => engine.createJournal(folder));
      await engine.approvePlan(options.stateFolder(), plan.digest);
      await carryOut({ id, ...kept, connect, secrets, start }, release);
      return id;
    },
    resume: (id) => goOn(id, 'resume'),
    async takeOver(id, journal) {
      const folder = pathOf(id);
      if (!active.has(id)) {
        const adopted = await options
          .engine()
          .adoptRun(folder, journal)
          .catch((error: unknown) => {
            throw problemOf(error, options, folder);
          });
        if ('owner' in adopted) throw new PersonProblem(texts.say('runs.owned', { id, pid: adopted.owner }));
        changed.fire();
      }
      await goOn(id, 'resume');
    },
    undo: (id) => goOn(id, 'undo'),
    cancel: (id) => active.get(id)?.session.cancel(),
    open,
    async show(id) {
      options.showPage(await open(id));
    },
    recorded,
    async delete(id) {
      const folder = pathOf(id);
      if (active.has(id) || (await options.engine().ownerOf(folder)) !== undefined) return false;
      await rm(folder, { recursive: true });
      summaries.delete(id);
      await memory.forget(id);
      changed.fire();
      return true;
    },
    folderOf: (id) => options.fileUri(pathOf(id)),
  };

  async function summarise(id: string, folder: string, owned: boolean): Promise<RunSummary> {
    const engine = options.engine();
    const mine = active.has(id);
    try {
      const parsed = await engine.readJournal(folder);
      const problem = parsed.problem === undefined ? undefined : texts.tell(parsed.problem);
      return summariseRun(engine, texts, { id, recorded: parsed.recorded, mine, owned, problem });
    } catch (error) {
      // One run that can't be read must not hide the others.
      const problem = problemOf(error, options);
      if (!(problem instanceof PersonProblem)) throw error;
      return summariseRun(engine, texts, { id, recorded: [], mine, owned, problem: problem.message });
    }
  }
}

interface Owning {
  readonly folder: string;
  readonly journal: Journal;
  readonly outputs: Outputs;
  readonly release: () => Promise<void>;
}

/** The plan's secret inputs. */
export function secretsOf(plan: Plan): readonly string[] {
  return Object.entries(plan.inputs)
    .filter(([, value]) => typeof value === 'object')
    .map(([name]) => name);
}

/** What the world does to a run's folder, said to the person; a bug stays what it is. */
function problemOf(error: unknown, { engine, texts }: RunsOptions, folder?: string): unknown {
  if (error instanceof engine().JournalError) return new PersonProblem(texts.tell(error.said), { cause: error });
  if (folder !== undefined && error instanceof Error && 'code' in error) {
    return new PersonProblem(texts.say('runs.unwritable', { folder, why: error.message }), { cause: error });
  }
  return error;
}
