// Text of an ssh_config → its lines, each with keyword and arguments.
import { keywordOf } from './keywords.ts';
import type { Place } from './Place.ts';
import { splitArguments } from './splitArguments.ts';

export interface ConfigLine {
  readonly place: Place;
  /** Lower case, older names replaced. */
  readonly keyword: string;
  /** As it is written. */
  readonly written: string;
  /** Undefined where a quote is left open. */
  readonly args: readonly string[] | undefined;
  /** All after the keyword, unsplit: what a command's value is. */
  readonly rest: string;
}

/** The lines that say something, in order. */
export function parseConfig(file: string, text: string): readonly ConfigLine[] {
  return text.split(/\r?\n/).flatMap((raw, index): ConfigLine[] => {
    const line = raw.replace(/^\uFEFF/, '').trim();
    const [, quoted, bare, rest = ''] = /^(?:"([^"]*)"|([^\s=#"]+))\s*=?\s*(.*)$/s.exec(line) ?? [];
    const written = quoted ?? bare;
    if (written === undefined || written === '') return [];
    return [
      { place: { file, line: index + 1 }, keyword: keywordOf(written), written, args: splitArguments(rest), rest },
    ];
  });
}
