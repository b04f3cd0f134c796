// Words to options: what is right is kept in order, what is wrong is named with what was meant.
import { describe, expect, it } from 'vitest';
import type { Command } from '../../src/cli/Command.ts';
import { CommandError } from '../../src/cli/CommandError.ts';
import { parseCommandLine } from '../../src/cli/parseCommandLine.ts';

const command: Command = {
  name: 'run',
  summary: 'cli.run.summary',
  usage: 'RUNBOOK',
  arity: { least: 1, most: 1 },
  options: {
    on: { value: 'ROLE=HOST', repeated: true, help: 'cli.option.on' },
    runs: { value: 'DIR', help: 'cli.option.runs' },
    quiet: { help: 'cli.option.noColor' },
  },
  run: () => Promise.resolve(0),
};

describe('a command line', () => {
  it('keeps repeated options in order, wherever they stand', () => {
    const line = parseCommandLine(command, ['--on', 'a=1', 'book', '--on=b=2', '--quiet', '--runs', '/r']);
    expect(line.positionals).toEqual(['book']);
    expect(line.values('on')).toEqual(['a=1', 'b=2']);
    expect(line.value('runs')).toBe('/r');
    expect(line.has('quiet')).toBe(true);
    expect(line.has('help')).toBe(false);
    expect(line.values('report')).toEqual([]);
  });

  it('takes what follows -- as arguments', () => {
    expect(parseCommandLine(command, ['--', '--on']).positionals).toEqual(['--on']);
  });

  it('needs no arguments when only help is wanted', () => {
    expect(parseCommandLine(command, ['-h']).has('help')).toBe(true);
  });

  it.each([
    { words: ['book', '--onn', 'x'], codes: ['cli.usage.unknownOptionNear', 'cli.usage.argumentExtra'] },
    { words: ['book', '--zzzzzz'], codes: ['cli.usage.unknownOption'] },
    { words: ['book', '-x'], codes: ['cli.usage.unknownOption'] },
    { words: ['book', '--runs'], codes: ['cli.usage.valueMissing'] },
    { words: ['book', '--runs', '--quiet'], codes: ['cli.usage.valueMissing'] },
    { words: ['book', '--quiet=yes'], codes: ['cli.usage.noValue'] },
    { words: ['book', '--runs', 'a', '--runs', 'b'], codes: ['cli.usage.twice'] },
    { words: [], codes: ['cli.usage.argumentMissing'] },
    { words: ['book', 'another'], codes: ['cli.usage.argumentExtra'] },
  ])('says what is wrong with $words', ({ words, codes }) => {
    const error = errorOf(() => parseCommandLine(command, words));
    expect(error.code).toBe(4);
    expect(error.messages.map(({ code }) => code)).toEqual([...codes, 'cli.usage.seeHelp']);
  });

  it('takes a value that begins with a dash when it is written with =', () => {
    expect(parseCommandLine(command, ['book', '--runs=-dash']).value('runs')).toBe('-dash');
  });
});

function errorOf(work: () => unknown): CommandError {
  try {
    work();
  } catch (error) {
    if (error instanceof CommandError) return error;
    throw error;
  }
  throw new Error('it was taken');
}
