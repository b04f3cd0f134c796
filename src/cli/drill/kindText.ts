// What is done to a run of a drill, in words.
import { visibleLine, type DrillKind } from '../../runbooks/index.ts';
import type { Terminal } from '../terminal/Terminal.ts';

export function kindText(kind: DrillKind, terminal: Terminal): string {
  return kind.is === 'gate'
    ? terminal.say('cli.drill.kind.gate', { gate: visibleLine(kind.gate) })
    : terminal.say(`cli.drill.kind.${kind.is}`);
}
