// Draws a run on a stream as it happens: in place on a terminal, line by line elsewhere.
import type { Recorded } from '../../run/Recorded.ts';
import { say } from '../../texts/say.ts';
import type { Locale } from '../../texts/say.ts';
import { emptyRun } from '../fold/emptyRun.ts';
import type { RunView } from '../RunView.ts';
import { ansi } from './ansi.ts';
import { fitLine, lineWidth, words } from './Line.ts';
import type { Line } from './Line.ts';
import { plainLines } from './plainLines.ts';
import { terminalBlocks } from './terminalBlocks.ts';

/** What of a writable stream is used; `process.stdout` is one. */
export interface PaintedStream {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  readonly rows?: number | undefined;
}

export interface PainterOptions {
  readonly locale: Locale;
  /** Off under NO_COLOR. */
  readonly colour: boolean;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Makes a written line safe for where it goes, such as a CI log with workflow commands. Used where it is no terminal. */
  readonly escapeLine?: (line: string) => string;
}

export interface Painter {
  /** Draws `view`, which is the fold up to and including `recorded`. */
  paint(recorded: Recorded, view: RunView): void;
  /** Draws once more and leaves the cursor below, so that a question can be asked there. Nothing moves until `resume`. */
  suspend(): void;
  resume(): void;
  /** Draws the last state and stops. */
  close(): void;
}

const frame = 100;
const usualColumns = 80;
const usualRows = 24;

/** A painter for `stream`; on a terminal it keeps countdowns and the spinner moving until it is closed. */
export function createPainter(stream: PaintedStream, options: PainterOptions): Painter {
  return stream.isTTY === true ? livePainter(stream, options) : linePainter(stream, options);
}

function linePainter(stream: PaintedStream, options: PainterOptions): Painter {
  const escape = options.escapeLine ?? ((line: string): string => line);
  return {
    paint(recorded, view) {
      for (const line of plainLines(recorded, view, options.locale)) stream.write(`${escape(line)}\n`);
    },
    suspend: () => undefined,
    resume: () => undefined,
    close: () => undefined,
  };
}

function livePainter(stream: PaintedStream, options: PainterOptions): Painter {
  const scrolled = new Set<string>();
  let view = emptyRun;
  // Widths of the lines that are drawn over next time.
  let drawn: readonly number[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let state: 'open' | 'suspended' | 'closed' = 'open';

  const draw = (): void => {
    // The last column stays free: some terminals wrap when it is written.
    const width = Math.max(20, (stream.columns ?? usualColumns) - 1);
    const height = Math.max(4, (stream.rows ?? usualRows) - 1);
    const blocks = terminalBlocks(view, {
      width,
      height,
      locale: options.locale,
      colour: options.colour,
      now: options.now(),
    });
    const text = erase(drawn, width + 1);
    const settled: Line[] = [];
    const live: Line[][] = [];
    for (const block of blocks) {
      if (scrolled.has(block.key)) continue;
      if (live.length === 0 && block.settled) {
        scrolled.add(block.key);
        settled.push(...block.lines);
      } else {
        live.push([...block.lines]);
      }
    }
    const moving = clip(live, height, width, options.locale);
    drawn = moving.map(lineWidth);
    stream.write(text + [...settled, ...moving].map((line) => `${ansi(line, options.colour)}\n`).join(''));
  };
  const schedule = (delay: number): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      draw();
      schedule(frame);
    }, delay);
    timer.unref();
  };
  const stop = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (view.plan !== undefined) draw();
  };
  return {
    paint(_recorded, next) {
      view = next;
      // Thousands of events come in one turn; a frame soon is enough for all of them.
      if (state === 'open') schedule(frame / 4);
    },
    suspend() {
      if (state !== 'open') return;
      state = 'suspended';
      stop();
      drawn = [];
    },
    resume() {
      if (state !== 'suspended') return;
      state = 'open';
      schedule(0);
    },
    close() {
      if (state === 'closed') return;
      state = 'closed';
      stop();
    },
  };
}

// A narrower window has wrapped what was drawn, so a line may take several rows by now.
function erase(widths: readonly number[], columns: number): string {
  const rows = widths.reduce((sum, width) => sum + Math.max(1, Math.ceil(width / columns)), 0);
  return rows === 0 ? '' : `\u001b[${rows}A\r\u001b[0J`;
}

// What does not fit into the window can't be drawn over; the last block says what is going on, so it stays.
function clip(live: readonly (readonly Line[])[], height: number, width: number, locale: Locale): readonly Line[] {
  const lines = live.flat();
  if (lines.length <= height) return lines;
  const last = (live.at(-1) ?? []).slice(-Math.max(1, height - 2));
  const above = live.slice(0, -1).flat();
  const kept = above.slice(0, Math.max(0, height - last.length - 1));
  const more = say(locale, { code: 'views.lines.more', args: { count: above.length - kept.length } });
  return [...kept, fitLine(words(`  ${more}`, { dim: true }), width), ...last];
}
