// What a drill has proven of a runbook, as tables of its steps, gates and verdicts.
import { visibleLine, type DrillReport } from '../../runbooks/index.ts';
import type { Terminal } from '../terminal/Terminal.ts';

/** The lines; the last says how much is proven. */
export function drillTable(
  { steps, gates, verdicts, runs, sound }: DrillReport,
  terminal: Terminal,
): readonly string[] {
  const mark = (proven: boolean | undefined): string => (proven === undefined ? '–' : proven ? '✔' : '✘');
  const stepRows = steps.map(({ step, title, done, dropped, undone, branches, onFailure }) => {
    const ways = branches.map(({ branch, seen }) => `${mark(seen)} ${terminal.say(`cli.drill.branch.${branch}`)}`);
    const failing = onFailure.map(({ way, seen }) => `${mark(seen)} ${terminal.say(`cli.drill.onFailure.${way}`)}`);
    return [
      mark(done),
      mark(dropped),
      mark(undone),
      ways.join('  '),
      failing.join('  '),
      visibleLine(`${step}: ${title}`),
    ];
  });
  const gateRows = gates.map(({ gate, title, green, red, injected, greenBefore }) => {
    const flag = greenBefore ? `  ⚠ ${terminal.say('cli.drill.greenBefore')}` : '';
    return [mark(green), mark(red), mark(injected), visibleLine(`${gate}: ${title}`) + flag];
  });
  const verdictRows = verdicts.map(({ verdict, title, reached }) => [
    mark(reached),
    visibleLine(`${verdict}: ${title}`),
  ]);
  const proven = [
    ...steps.flatMap(({ done, undone, branches, onFailure }) => [
      done,
      undone,
      ...[...branches, ...onFailure].map(({ seen }) => seen),
    ]),
    ...verdicts.map(({ reached }) => reached),
    ...gates.flatMap(({ green, injected }) => [green, injected === true]),
  ].filter((one) => one !== undefined);
  const args = { proven: proven.filter(Boolean).length, all: proven.length, runs: runs.length };
  return [
    '',
    ...columns([
      (['done', 'dropped', 'undone', 'branches', 'onFailure', 'step'] as const).map((head) =>
        terminal.say(`cli.drill.head.${head}`),
      ),
      ...stepRows,
    ]),
    '',
    ...columns([
      (['green', 'red', 'injected', 'gate'] as const).map((head) => terminal.say(`cli.drill.head.${head}`)),
      ...gateRows,
    ]),
    ...(verdictRows.length === 0
      ? []
      : [
          '',
          ...columns([
            (['reached', 'verdict'] as const).map((head) => terminal.say(`cli.drill.head.${head}`)),
            ...verdictRows,
          ]),
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
