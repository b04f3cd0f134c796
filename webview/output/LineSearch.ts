// Finds a text in rows, a slice at a time, so that a million of them hold nothing up.
import { visible } from '../../src/runbooks/views/visible.ts';
import type { LineStore } from './LineStore.ts';

/** More hits than this are only counted as "more". */
const mostHits = 100_000;
const sliceRows = 512;

/** A search over a store that may still grow. */
export class LineSearch {
  readonly query: string;
  readonly #rows: LineStore;
  readonly #exact: boolean;
  readonly #hits: number[] = [];
  #next: number;

  /** Capitals in the query make it tell them apart. */
  constructor(rows: LineStore, query: string) {
    this.query = query;
    this.#rows = rows;
    this.#exact = query !== query.toLowerCase();
    this.#next = rows.first;
  }

  /** Indexes of rows with the text, in order. */
  get hits(): readonly number[] {
    return this.#hits;
  }

  /** Whether there are more than are listed. */
  get full(): boolean {
    return this.#hits.length >= mostHits;
  }

  /** Looks on for at most `budget` milliseconds; whether there is more to look at. */
  look(budget: number, now: () => number = () => performance.now()): boolean {
    const until = now() + budget;
    const end = this.#rows.closed;
    while (this.#next < end && !this.full) {
      const to = Math.min(end, this.#next + sliceRows);
      for (; this.#next < to; this.#next += 1) this.#try(this.#next);
      if (now() >= until) return this.#next < end;
    }
    // The open row may still grow: it is looked at now, and again when it has ended.
    if (end < this.#rows.end) this.#try(end);
    return false;
  }

  /** Where the query is in `text`: the beginnings. */
  places(text: string): readonly number[] {
    const hay = this.#exact ? text : text.toLowerCase();
    const places: number[] = [];
    if (this.query === '') return places;
    for (let at = hay.indexOf(this.query); at >= 0; at = hay.indexOf(this.query, at + this.query.length))
      places.push(at);
    return places;
  }

  #try(index: number): void {
    if (this.#hits.at(-1) === index) return;
    const text = this.#rows.row(index)?.text ?? '';
    const seen = text.includes('\u001b') ? visible(text) : text;
    if ((this.#exact ? seen : seen.toLowerCase()).includes(this.query)) this.#hits.push(index);
  }
}
