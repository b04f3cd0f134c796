// The terminal view, live, as plain lines and as it is painted.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Recorded } from '../../../src/runbooks/run/Recorded.ts';
import { emptyRun } from '../../../src/runbooks/views/fold/emptyRun.ts';
import { foldRun } from '../../../src/runbooks/views/foldRun.ts';
import type { RunView } from '../../../src/runbooks/views/RunView.ts';
import { createPainter } from '../../../src/runbooks/views/terminal/createPainter.ts';
import { displayWidth } from '../../../src/runbooks/views/terminal/displayWidth.ts';
import { plainLines } from '../../../src/runbooks/views/terminal/plainLines.ts';
import { renderTerminal } from '../../../src/runbooks/views/terminal/renderTerminal.ts';
import { viewRun } from '../../../src/runbooks/views/viewRun.ts';
import { hostile, hostileStory } from './fixtures/hostile.ts';
import { expectGolden } from './fixtures/golden.ts';
import { stories } from './fixtures/stories.ts';

const locales = ['en', 'zh-cn'] as const;
const names = Object.keys(stories);
const sgr = /\u001b\[[\d;]*m/g;
const bare = (line: string): string => line.replace(sgr, '');

function plain(recorded: readonly Recorded[], locale: 'en' | 'zh-cn'): readonly string[] {
  let view: RunView = emptyRun;
  return recorded.flatMap((one) => {
    view = foldRun(view, one);
    return plainLines(one, view, locale);
  });
}

describe('the terminal view', () => {
  it.each(names.flatMap((name) => locales.map((locale) => [name, locale] as const)))('%s in %s', (name, locale) => {
    const view = viewRun(stories[name]!());
    const lines = renderTerminal(view, { width: 80, locale, colour: false, now: view.lastAt + 300 });
    expectGolden(`terminal/${name}.${locale}.txt`, `${lines.join('\n')}\n`);
  });

  it.each(names)('%s in plain lines', (name) => {
    for (const locale of locales)
      expectGolden(`plain/${name}.${locale}.txt`, `${plain(stories[name]!(), locale).join('\n')}\n`);
  });

  it('has no line wider than the terminal, whatever the width, but a command to be copied', () => {
    for (const name of names) {
      const view = viewRun(stories[name]!());
      for (const locale of locales) {
        for (const width of [24, 40, 79, 80, 132]) {
          for (const line of renderTerminal(view, { width, locale, colour: true, now: view.lastAt })) {
            if (/^ +(runbook |--)/.test(bare(line))) continue;
            expect(displayWidth(bare(line)), `${name} ${String(width)} ${line}`).toBeLessThanOrEqual(width);
          }
        }
      }
    }
  }, 60_000);

  it('has the same text with and without colour, and no escape sequence without', () => {
    const view = viewRun(stories['rolledBack']!());
    const options = { width: 80, locale: 'en', now: view.lastAt } as const;
    const coloured = renderTerminal(view, { ...options, colour: true });
    const colourless = renderTerminal(view, { ...options, colour: false });
    expect(coloured.map((line) => bare(line).trimEnd())).toEqual(colourless);
    expect(colourless.join('')).not.toContain('\u001b');
    expect(coloured.join('')).toContain('\u001b[');
  });

  it('says whose agent is waited for, and for which hosts', () => {
    const recorded = stories['waiting']!();
    const at = recorded.at(-1)!.at;
    const asked = viewRun([...recorded, { seq: 99, at, event: { type: 'agentAsked', host: 'games-01', key: 'yubi' } }]);
    const text = renderTerminal(asked, { width: 120, locale: 'en', colour: false, now: at }).join('\n');
    expect(text).toContain('! Waiting for your agent: yubi, for games-01.');
    expect(text).toContain('? Waiting for your agent');
  });

  it('counts the stable window down with the clock', () => {
    const view = viewRun(stories['waiting']!());
    const at = (now: number): string =>
      renderTerminal(view, { width: 80, locale: 'en', colour: false, now }).join('\n');
    const since = view.steps[1]!.cells[0]!.attempts[0]!.gates.at(-1)!.progress.windowSince!;
    expect(at(since + 5000)).toContain('green for 5 s of 10 s');
    expect(at(since + 7000)).toContain('green for 7 s of 10 s');
  });

  it('lets the next command be copied whole, however long its words are', () => {
    const long = 'g'.repeat(300);
    const text = JSON.stringify(stories['blocked']!()).replaceAll('games-01', long);
    const recorded = JSON.parse(text) as readonly Recorded[];
    const view = viewRun(recorded);
    for (const lines of [
      renderTerminal(view, { width: 80, locale: 'en', colour: false, now: view.lastAt }),
      plain(recorded, 'en'),
    ]) {
      const joined = lines.join('\n').replaceAll(/ *\\\n */g, ' ');
      expect(joined).toMatch(new RegExp(`runbook run \\S+ --on node=${long}( --\\S+)*`));
    }
  });

  it('lets nothing through but visible text, \\n and SGR, whatever hosts and authors write', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const recorded = hostileStory(text);
        const view = viewRun(recorded);
        const lines = [
          ...renderTerminal(view, { width: 80, locale: 'en', colour: true, now: view.lastAt }),
          ...plain(recorded, 'zh-cn'),
        ];
        const printed = bare(lines.join('\n'));
        expect(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(printed.replaceAll('\n', ''))).toBe(false);
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});

/** A terminal in so far as the painter uses one: text, newline, cursor up, carriage return, erase below. */
class Screen {
  readonly isTTY = true;
  readonly rows = 24;
  columns = 80;
  readonly lines: string[] = [''];
  // The row of the cursor; above it is the scrollback.
  row = 0;
  highest = 0;

  write(text: string): boolean {
    for (const [token] of text.matchAll(/\u001b\[\d*[A-Za-z]|\u001b\[[\d;]*m|\n|\r|[^\u001b\n\r]+/g)) {
      if (token === '\n') {
        this.row++;
        this.lines[this.row] ??= '';
      } else if (token.endsWith('A') && token.startsWith('\u001b')) {
        this.row -= Number(token.slice(2, -1));
        this.highest = Math.max(this.highest, this.lines.length - this.row);
      } else if (token === '\u001b[0J') {
        this.lines.length = this.row;
        this.lines[this.row] = '';
      } else if (!token.startsWith('\u001b') && token !== '\r') {
        this.lines[this.row] = (this.lines[this.row] ?? '') + token;
      }
    }
    return true;
  }
}

describe('the painter', () => {
  it.each(names)('%s: leaves on a terminal exactly the whole run', (name) => {
    const screen = new Screen();
    let now = 0;
    const painter = createPainter(screen, { locale: 'en', colour: false, now: () => now });
    let view: RunView = emptyRun;
    const recorded = stories[name]!();
    for (const [index, one] of recorded.entries()) {
      view = foldRun(view, one);
      now = one.at;
      painter.paint(one, view);
      if (recorded.length > 100 && index % 50 > 0) continue;
      // A question is asked now and then: the drawing starts below it.
      painter.suspend();
      painter.resume();
    }
    painter.close();
    expect(screen.highest).toBeLessThanOrEqual(screen.rows);
    if (view.outcome === undefined) return;
    const whole = renderTerminal(view, { width: 79, locale: 'en', colour: false, now });
    expect(screen.lines.filter((line) => line !== '').slice(-3)).toEqual(whole.filter((line) => line !== '').slice(-3));
  });

  it('draws in place: what scrolls away is never drawn twice', async () => {
    const screen = new Screen();
    let now = 0;
    const painter = createPainter(screen, { locale: 'en', colour: false, now: () => now });
    let view: RunView = emptyRun;
    const recorded = stories['green']!();
    for (const [index, one] of recorded.entries()) {
      view = foldRun(view, one);
      now = one.at;
      painter.paint(one, view);
      if (index % 9 === 0) await new Promise((resolve) => setTimeout(resolve, 40));
    }
    painter.close();
    const whole = renderTerminal(view, { width: 79, locale: 'en', colour: false, now });
    expect(screen.lines.slice(0, -1)).toEqual(whole);
  });

  it('writes plain lines where there is no terminal, escaped as asked', () => {
    const written: string[] = [];
    const painter = createPainter(
      { write: (text: string) => written.push(text) },
      { locale: 'en', colour: true, now: () => 0, escapeLine: (line) => `> ${line}` },
    );
    let view: RunView = emptyRun;
    for (const one of stories['triage']!()) {
      view = foldRun(view, one);
      painter.paint(one, view);
    }
    painter.close();
    expect(written.join('')).toBe(
      plain(stories['triage']!(), 'en')
        .map((line) => `> ${line}\n`)
        .join(''),
    );
  });
});
