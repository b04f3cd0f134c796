// One text on its way through. It is read in units of whole lines, so that what is hidden does not depend on how it was cut up.
import type { RedactingStream } from './createRedactor.ts';
import { privateKeyBegin, privateKeyEnd, longestPrivateKey } from './shapes.ts';
import type { Finder } from './Finder.ts';
import type { TextRange } from './TextRange.ts';

/** What stands in place of what is hidden. */
const mark = '[redacted]';
/** A line that is longer than both together is read in windows of this length … */
const windowLength = 16 * 1024;
/** … in which a match may be as long as this; what is still longer is hidden up to a blank, quote or separator. */
const overlap = 8 * 1024;
/** So much of what was read already is kept, for what a match looks at before itself. */
const context = 128;
const unquoted = /[^\s"'<>,;&]*/y;

/**
 * Holds back the line that is not finished (24 Ki characters at most), what may be the beginning of a secret of several lines or
 * of wrapped base64, and nothing else.
 */
export class RedactingText implements RedactingStream {
  private readonly finder: Finder;
  private held = '';
  /** Offsets into `held`: up to here all is out, … */
  private shown = 0;
  /** … and up to here the shapes were looked for. */
  private read = 0;
  private ranges: TextRange[] = [];
  /** Where the last mark stands for text up to; a range that begins there needs no further mark. */
  private marked = -1;
  /** The beginning of a private key whose end was not seen yet. */
  private key: number | undefined;
  /** The end of a match that reached the end of its window and may go on. */
  private running: number | undefined;

  constructor(finder: Finder) {
    this.finder = finder;
  }

  push(text: string): string {
    this.held += text;
    return this.drain(false);
  }

  end(): string {
    return this.drain(true);
  }

  private drain(last: boolean): string {
    let safe = '';
    for (let unit = this.nextUnit(last); unit; unit = this.nextUnit(last)) {
      this.readUnit(unit);
      safe += this.showSafe(unit.end, unit.next, unit.cut);
    }
    if (last) safe += this.showSafe(this.held.length, this.held.length, true);
    this.forget();
    return safe;
  }

  /** Looks for the secrets in what was read, and shows it as far as none of them can begin in it and go on. */
  private showSafe(end: number, next: number, all: boolean): string {
    const from = Math.max(0, this.shown - context);
    const text = this.held.slice(from, end);
    const until = all ? next : Math.max(this.shown, from + this.finder.unfinished(text));
    for (const { start, end } of this.finder.secrets(text, this.shown - from, until - from))
      this.ranges.push({ start: start + from, end: end + from });
    return this.show(until);
  }

  /** The lines that are complete, or a window of one that is too long; none while there is neither. */
  private nextUnit(last: boolean): Unit | undefined {
    const available = this.held.length - this.read;
    if (available === 0) return undefined;
    const limit = this.read + Math.min(available, windowLength + overlap);
    const lines = this.held.slice(this.read, limit);
    const end = Math.max(lines.lastIndexOf('\n'), lines.lastIndexOf('\r')) + 1;
    if (end > 0) return { start: this.read, end: this.read + end, next: this.read + end, cut: false };
    if (available > windowLength + overlap)
      return { start: this.read, end: limit, next: this.read + windowLength, cut: true };
    return last ? { start: this.read, end: limit, next: limit, cut: false } : undefined;
  }

  private readUnit(unit: Unit): void {
    const from = Math.max(0, unit.start - context);
    const text = this.held.slice(from, unit.end);
    this.runOn(unit);
    this.privateKeys(unit);
    for (const found of this.finder.inLines(text, unit.start - from, unit.next - from)) {
      const range = { start: found.start + from, end: found.end + from };
      this.ranges.push(range);
      if (unit.cut && range.end === unit.end) this.running = Math.max(this.running ?? 0, range.end);
    }
    this.read = unit.next;
  }

  private runOn(unit: Unit): void {
    if (this.running === undefined) return;
    unquoted.lastIndex = Math.max(this.running, unit.start);
    unquoted.test(this.held.slice(0, unit.end));
    const end = unquoted.lastIndex;
    this.ranges.push({ start: unit.start, end });
    this.running = unit.cut && end === unit.end ? end : undefined;
  }

  /** Hides private keys over any number of lines. */
  private privateKeys(unit: Unit): void {
    const text = this.held.slice(0, unit.end);
    let from = unit.start;
    for (;;) {
      if (this.key === undefined) {
        privateKeyBegin.lastIndex = from;
        const begin = privateKeyBegin.exec(text);
        if (!begin || begin.index >= unit.next) return;
        this.key = begin.index;
      }
      privateKeyEnd.lastIndex = Math.max(this.key, from - context);
      const end = privateKeyEnd.exec(text);
      const close = Math.min(end ? privateKeyEnd.lastIndex : Infinity, this.key + longestPrivateKey);
      this.ranges.push({ start: this.key, end: Math.min(close, unit.end) });
      if (close > unit.end) return;
      this.key = undefined;
      from = close;
    }
  }

  /** All up to `until`, with marks for what is hidden. */
  private show(until: number): string {
    let safe = '';
    let at = this.shown;
    for (const range of this.ranges.toSorted((a, b) => a.start - b.start)) {
      if (range.start >= until) break;
      if (range.end <= at) continue;
      if (range.start > at) safe += this.held.slice(at, range.start);
      at = Math.max(at, range.start);
      if (this.marked !== at) safe += mark;
      at = Math.min(range.end, until);
      this.marked = at;
    }
    if (at < until) safe += this.held.slice(at, until);
    this.shown = until;
    this.ranges = this.ranges.filter((range) => range.end > until);
    return safe;
  }

  private forget(): void {
    const gone = Math.max(0, Math.min(this.shown, this.read) - context);
    if (gone === 0) return;
    this.held = this.held.slice(gone);
    this.shown -= gone;
    this.read -= gone;
    this.marked -= gone;
    if (this.key !== undefined) this.key -= gone;
    if (this.running !== undefined) this.running -= gone;
    this.ranges = this.ranges.map(({ start, end }) => ({ start: start - gone, end: end - gone }));
  }
}

/** A part of the held text: matches that begin before `next` are found by looking as far as `end`. */
export interface Unit {
  readonly start: number;
  readonly end: number;
  readonly next: number;
  /** Whether it ends in the middle of a line. */
  readonly cut: boolean;
}
