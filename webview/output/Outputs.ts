// The outputs that are looked at. Pieces of others are left to the host, which has them all on disk.
import type { OutputPiece, OutputRef } from '../protocol.ts';
import { OutputLog } from './OutputLog.ts';
import type { OutputLogOptions } from './OutputLog.ts';

/** More outputs than this would fill the memory: the one that was not drawn for longest is forgotten. */
const mostLogs = 64;

export interface OutputsOptions extends OutputLogOptions {
  /** Asks the host for everything of a script. */
  readonly want: (ref: OutputRef) => void;
}

/** Logs by script. */
export class Outputs {
  readonly #options: OutputsOptions;
  readonly #logs = new Map<string, OutputLog>();

  constructor(options: OutputsOptions) {
    this.#options = options;
  }

  /** The log of a script. The first look at it asks the host. */
  open(ref: OutputRef): OutputLog {
    const key = keyOf(ref);
    const known = this.#known(key);
    if (known !== undefined) return known;
    const log = new OutputLog(this.#options);
    this.#keep(key, log);
    const { step, host, attempt, undo } = ref;
    this.#options.want({ step, host, attempt, undo });
    return log;
  }

  /** A log of what a probe printed, all of it known. */
  still(ref: OutputRef, text: string): OutputLog {
    const key = `${keyOf(ref)} ${text.length}`;
    const known = this.#known(key);
    if (known !== undefined) return known;
    const log = new OutputLog(this.#options);
    log.push({ stream: 'stdout', offset: 0, text });
    this.#keep(key, log);
    return log;
  }

  /** Takes a piece of a script that is looked at. */
  push(piece: OutputPiece): void {
    this.#logs.get(keyOf(piece))?.push(piece);
  }

  // A map keeps the order of setting: what is drawn goes to its end.
  #known(key: string): OutputLog | undefined {
    const log = this.#logs.get(key);
    if (log === undefined) return undefined;
    this.#logs.delete(key);
    this.#logs.set(key, log);
    return log;
  }

  #keep(key: string, log: OutputLog): void {
    this.#logs.set(key, log);
    const [oldest] = this.#logs.keys();
    if (this.#logs.size > mostLogs && oldest !== undefined) this.#logs.delete(oldest);
  }
}

function keyOf({ step, host, attempt, undo }: OutputRef): string {
  return JSON.stringify([step, host, attempt, undo]);
}
