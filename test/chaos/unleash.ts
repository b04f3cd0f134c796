// Chaos: runs drawn by chance, injured by chance, until so many faults have come; then the truth of each is looked up on the host.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { readJournal } from '../../src/runbooks/journal/fileJournal.ts';
import { outputFile } from '../../src/runbooks/journal/fileOutputs.ts';
import { makeKey } from '../support/makeKey.ts';
import { startAgent } from '../support/startAgent.ts';
import { tempFolder } from '../support/tempFolder.ts';
import { createLane, tearJournal, type Lane, type LifeEnd } from './createLane.ts';
import { drawFault, type FaultKind } from './drawFault.ts';
import { drawScenario, type Scenario } from './drawScenario.ts';
import { judge } from './judge.ts';
import { createRandom, type Random } from './random.ts';

export interface ChaosOptions {
  readonly faults: number;
  readonly seed: number;
  readonly lanes: number;
  /** Told what happens, line by line. */
  readonly onLine?: (line: string) => void;
}

export interface Tally {
  readonly runs: number;
  readonly faults: Readonly<Partial<Record<FaultKind, number>>>;
  readonly lostBytes: number;
  readonly doubleEffects: number;
  /** With the seed of their run. */
  readonly falsehoods: readonly string[];
  readonly outcomes: Readonly<Record<string, number>>;
}

/** No run is gone on with more often; one that can't be ended then is a falsehood. */
const mostLives = 60;
/** How often one that ended as unknown, and nothing is wrong any more, is gone on with. */
const mostSecondLooks = 3;

/** Resolves with what came of it. Rejects only where chaos itself can't be had. */
export async function unleash(options: ChaosOptions): Promise<Tally> {
  const folder = await tempFolder('chaos');
  const agent = await startAgent();
  const disks = process.platform === 'linux' && process.getuid?.() === 0;
  const lanes: Lane[] = [];
  const tally = {
    runs: 0,
    faults: {} as Partial<Record<FaultKind, number>>,
    lostBytes: 0,
    doubleEffects: 0,
    falsehoods: [] as string[],
    outcomes: {} as Record<string, number>,
  };
  const countFaults = (): number => Object.values(tally.faults).reduce((sum, count) => sum + count, 0);
  try {
    const program = await bundleClient(folder.path);
    const key = await makeKey(folder.path, 'login');
    await agent.add(key.file);
    for (let index = 0; index < options.lanes; index++) {
      const place = join(folder.path, `lane${String(index)}`);
      await mkdir(place);
      lanes.push(await createLane({ folder: place, program, key, agent: agent.socket, disks }));
    }
    // Each run has a seed of its own, so that it is the same whichever lane has it, and can be had again alone.
    let next = 0;
    const work = async (lane: Lane): Promise<void> => {
      while (countFaults() < options.faults) {
        const seed = options.seed + next++;
        const { outcome, faults, ...judged } = await oneRun(lane, seed, disks);
        tally.runs += 1;
        for (const kind of faults) tally.faults[kind] = (tally.faults[kind] ?? 0) + 1;
        tally.lostBytes += judged.lostBytes;
        tally.doubleEffects += judged.doubleEffects;
        tally.falsehoods.push(...judged.falsehoods.map((one) => `seed ${String(seed)}: ${one}`));
        tally.outcomes[outcome] = (tally.outcomes[outcome] ?? 0) + 1;
        const wrong = [
          ...judged.falsehoods,
          ...(judged.lostBytes > 0 ? [`${String(judged.lostBytes)} bytes lost`] : []),
          ...(judged.doubleEffects > 0 ? [`${String(judged.doubleEffects)} double effects`] : []),
        ];
        const line = `seed ${String(seed)}: ${outcome} after ${faults.join(' ') || 'nothing'}`;
        options.onLine?.([line, ...wrong.map((one) => `  WRONG: ${one}`)].join('\n'));
      }
    };
    await Promise.all(lanes.map(work));
    return tally;
  } finally {
    await Promise.all(lanes.map((lane) => lane.close()));
    await agent.stop();
    await folder.remove();
  }
}

async function bundleClient(folder: string): Promise<string> {
  const outfile = join(folder, 'client.cjs');
  await build({
    entryPoints: [join(import.meta.dirname, 'client.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['cpu-features', '*.node'],
    define: { 'import.meta.url': 'undefined' },
    logLevel: 'error',
  });
  return outfile;
}

interface RunResult extends ReturnType<typeof judge> {
  readonly outcome: string;
  readonly faults: readonly FaultKind[];
}

async function oneRun(lane: Lane, seed: number, disks: boolean): Promise<RunResult> {
  const random = createRandom(seed);
  const scenario = drawScenario(random);
  const runId = `chaos${String(seed)}`;
  const folder = await lane.runFolder(runId);
  const effects = lane.effectsFile(runId);
  const runbook = `${effects}.yaml`;
  await Promise.all([rm(effects, { force: true }), writeFile(runbook, scenario.yaml)]);
  const injuries = planInjuries(lane, random, disks);
  const confirmed = scenario.steps.map(({ id }) => id);
  const task = { runId, folder, runbook, inputs: { file: effects }, confirmed };
  const falsehoods: string[] = [];
  let outcome = 'none';
  for (let lives = 0, looks = 0; ; lives++) {
    const first = await firstLine(folder);
    if (first === 0) await rm(folder, { recursive: true, force: true });
    const end = await lane.live({ ...task, mode: first === 0 ? 'start' : 'resume' }, injuries.onMoment);
    outcome = end.kind === 'ended' ? end.outcome : end.kind;
    if (end.kind === 'killed' && end.tear > 0) {
      await tearJournal(join(folder, 'journal.jsonl'), await firstLine(folder), end.tear).catch(() => undefined);
    }
    if (end.kind === 'bug' || end.kind === 'silent' || lives > mostLives) {
      falsehoods.push(lives > mostLives ? 'it never ends' : whatWasWrong(end));
      break;
    }
    if (end.kind === 'ended' && (outcome !== 'unknown' || looks++ >= mostSecondLooks)) break;
    await lane.calm();
  }
  await injuries.over();
  await lane.calm();
  const judged = await look(scenario, folder, effects);
  await rm(folder, { recursive: true, force: true });
  return { ...judged, falsehoods: [...falsehoods, ...judged.falsehoods], outcome, faults: injuries.happened };
}

function whatWasWrong(end: LifeEnd): string {
  return 'why' in end ? `${end.kind}: ${end.why}` : end.kind;
}

interface Injuries {
  readonly happened: FaultKind[];
  readonly onMoment: () => Promise<void>;
  /** Resolves when none is on its way any more. */
  over(): Promise<void>;
}

/** Some faults, each so many moments after the one before. */
function planInjuries(lane: Lane, random: Random, disks: boolean): Injuries {
  const faults = Array.from({ length: random.between(3, 14) }, () => drawFault(random, disks));
  const happened: FaultKind[] = [];
  const underWay = new Set<Promise<void>>();
  let moments = 0;
  return {
    happened,
    async onMoment() {
      moments += 1;
      const [next] = faults;
      if (next === undefined || moments < next.gap) return;
      faults.shift();
      moments = 0;
      happened.push(next.fault.kind);
      if (next.later === 0) return lane.inject(next.fault);
      const injury = new Promise((resolve) => setTimeout(resolve, next.later)).then(() => lane.inject(next.fault));
      underWay.add(injury);
      void injury.finally(() => underWay.delete(injury));
    },
    over: async () => {
      await Promise.all(underWay);
    },
  };
}

/** Bytes of the journal's first line; 0 where the run has not begun. */
async function firstLine(folder: string): Promise<number> {
  const text = await readFile(join(folder, 'journal.jsonl'), 'utf8').catch(() => '');
  return Buffer.byteLength(text.slice(0, text.indexOf('\n') + 1));
}

async function look(scenario: Scenario, folder: string, effects: string): Promise<ReturnType<typeof judge>> {
  const record = await readFile(effects, 'utf8').catch(() => '');
  const { recorded } = await readJournal(folder);
  const outputs = new Map<string, string>();
  for (const { id } of scenario.steps) {
    for (const stream of ['stdout', 'stderr'] as const) {
      const file = outputFile(folder, { step: id, host: 'host', attempt: 1 }, 'run', stream);
      outputs.set(`${id}.${stream}`, await readFile(file, 'utf8').catch(() => ''));
    }
  }
  return judge({
    scenario,
    recorded,
    effects: record.split('\n').filter((line) => line !== ''),
    output: (step, stream) => outputs.get(`${step}.${stream}`) ?? '',
  });
}
