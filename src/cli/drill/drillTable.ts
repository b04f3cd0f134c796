// What a drill has proven of a runbook, as a table of its steps and gates.
import { visibleLine, type DrillReport } from '../../runbooks/index.ts';
import type { Terminal } from '../terminal/Terminal.ts';

/** The lines; the last says how much is proven. */
export function drillTable({ steps, gates, runs, sound }: DrillReport, terminal: Terminal): readonly string[] {
  const mark = (proven: boolean | undefined): string => (proven === undefined ? '–' : proven ? '✔' : '✘');
  const stepRows = steps.map(({ step, title, done, dropped, undone, branches }) => {
    const ways = branches.map(({ branch, seen }) => `${mark(seen)} ${terminal.say(`cli.drill.branch.${branch}`)}`);
    return [mark(done), mark(dropped), mark(undone), ways.join('  '), visibleLine(`${step}: ${title}`)];
  });
  const gateRows = gates.map(({ gate, title, green, red, injected, greenBefore }) => {
    const flag = greenBefore ? `  ⚠ ${terminal.say('cli.drill.greenBefore')}` : '';
    return [mark(green), mark(red), mark(injected), visibleLine(`${gate}: ${title}`) + flag];
  });
  const proven = [
    ...steps.flatMap(({ done, undone, branches }) => [done, undone, ...branches.map(({ seen }) => seen)]),
    ...gates.flatMap(({ green, injected }) => [green, injected === true]),
  ].filter((one) => one !== undefined);
  const args = { proven: proven.filter(Boolean).length, all: proven.length, runs: runs.length };
  return [
    '',
    ...columns([
      (['done', 'dropped', 'undone', 'branches', 'step'] as const).map((head) =>
        terminal.say(`cli.drill.head.${head}`),
      ),
      ...stepRows,
    ]),
    '',
    ...columns([
      (['green', 'red', 'injected', 'gate'] as const).map((head) => terminal.say(`cli.drill.head.${head}`)),
      ...gateRows,
    ]),
    '',
    terminal.say(sound ? 'cli.drill.sound' : 'cli.drill.unsound', args),
  ];
}

function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
