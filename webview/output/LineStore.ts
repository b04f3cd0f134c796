// What a script printed as rows for the eyes: a million of them in little memory, no row wider than a screen can bear.

/** Where a row comes from; `gap` says how much is not here. */
export type RowKind = 'stdout' | 'stderr' | 'gap';

export interface Row {
  readonly text: string;
  readonly kind: RowKind;
  /** Goes on from the row before, whose line was too long for one row. */
  readonly continued: boolean;
}

/** A longer line becomes several rows: what a row holds is drawn as a whole. */
const widest = 1000;
const blockRows = 4096;
/** Beyond either the oldest rows go: a scroll area has a greatest height, and memory an end. */
const mostRows = 1_400_000;
const mostCharacters = 300_000_000;
const longestCarry = 64;
const longestEscape = 24;
const sgr = /\u001b\[[\d;:]*m/g;
const reset = /^\u001b\[(?:0*[;:])*0*m$/;

/** Rows in the order in which they came. Their indexes never change; the oldest may go. */
export class LineStore {
  readonly #blocks: Row[][] = [];
  #first = 0;
  #closed = 0;
  #characters = 0;
  #open: Row | undefined;
  // Colours that the line before left on, as a terminal would carry them over.
  #carry = '';

  /** Index of the oldest row that is still here. */
  get first(): number {
    return this.#first;
  }

  /** One beyond the last row that does not grow any more. */
  get closed(): number {
    return this.#closed;
  }

  /** One beyond the index of the last row. */
  get end(): number {
    return this.#closed + (this.#open === undefined ? 0 : 1);
  }

  /** The row at `index`; undefined where there is none any more. */
  row(index: number): Row | undefined {
    if (index === this.#closed) return this.#open;
    const at = index - this.#first;
    return at < 0 ? undefined : this.#blocks[Math.floor(at / blockRows)]?.[at % blockRows];
  }

  /** Adds what was printed; a line may come in pieces. */
  append(kind: 'stdout' | 'stderr', text: string): void {
    if (text === '') return;
    if (this.#open !== undefined && this.#open.kind !== kind) this.#endLine(this.#open.text, this.#open.kind);
    const lines = text.split('\n');
    const last = lines.length - 1;
    lines.forEach((piece, index) => {
      const line = (this.#open?.text ?? '') + piece;
      if (index < last) this.#endLine(line.endsWith('\r') ? line.slice(0, -1) : line, kind);
      else this.#keepOpen(line, kind);
    });
    this.#forget();
  }

  /** Says in a row of its own that something is not here. */
  gap(text: string): void {
    if (this.#open !== undefined) this.#endLine(this.#open.text, this.#open.kind);
    this.#push({ text, kind: 'gap', continued: false });
  }

  // Ends the line that is open, which `line` is the whole of.
  #endLine(line: string, kind: RowKind): void {
    this.#push(this.#cut(line, kind));
    this.#open = undefined;
  }

  #keepOpen(line: string, kind: RowKind): void {
    if (line === '') return;
    this.#open = this.#cut(line, kind);
  }

  // Pushes all but the last row of a line, which is given back.
  #cut(line: string, kind: RowKind): Row {
    let from = 0;
    let continued = this.#open?.continued ?? false;
    while (line.length - from > widest) {
      const to = cutAt(line, from + widest);
      this.#push({ text: line.slice(from, to), kind, continued });
      from = to;
      continued = true;
    }
    return { text: from === 0 ? line : line.slice(from), kind, continued };
  }

  #push(row: Row): void {
    const text = this.#carry + row.text;
    if (text.includes('\u001b[')) this.#carry = carried(text);
    const block = this.#blocks.at(-1);
    const kept = text === row.text ? row : { ...row, text };
    if (block === undefined || block.length === blockRows) this.#blocks.push([kept]);
    else block.push(kept);
    this.#closed += 1;
    this.#characters += text.length;
  }

  #forget(): void {
    while (this.#closed - this.#first > mostRows || this.#characters > mostCharacters) {
      const oldest = this.#blocks.length > 1 ? this.#blocks.shift() : undefined;
      if (oldest === undefined) return;
      this.#first += oldest.length;
      for (const { text } of oldest) this.#characters -= text.length;
    }
  }
}

// Neither within a colour's escape nor between the halves of a character.
function cutAt(line: string, at: number): number {
  const tail = line.slice(at - longestEscape, at);
  const escape = tail.lastIndexOf('\u001b[');
  const within = escape >= 0 && !/^\u001b\[[\d;:]*m/.test(tail.slice(escape));
  const to = within ? at - longestEscape + escape : at;
  const code = line.charCodeAt(to - 1);
  return code >= 0xd800 && code <= 0xdbff ? to - 1 : to;
}

function carried(text: string): string {
  let carry = '';
  for (const [code] of text.matchAll(sgr)) carry = reset.test(code) ? '' : carry + code;
  return carry.length > longestCarry ? '' : carry;
}
