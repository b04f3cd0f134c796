// A run as the lines of a terminal: pure.
import type { RunView } from '../RunView.ts';
import { ansi } from './ansi.ts';
import { terminalBlocks } from './terminalBlocks.ts';
import type { TerminalOptions } from './TerminalOptions.ts';

/** The whole run, top to bottom, no line wider than `width` but the next command, where a word of it is. */
export function renderTerminal(view: RunView, options: TerminalOptions): readonly string[] {
  return terminalBlocks(view, options).flatMap((block) => block.lines.map((line) => ansi(line, options.colour)));
}
