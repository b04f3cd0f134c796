// Reads POSIX sh far enough to know which variables a script uses and assigns: the words, quotes and expansions of its commands.
import { ShellCommand } from './ShellCommand.ts';

/** A use of a variable: `$name`, `${name…}`, in arithmetic, or `export name`; the offsets are those of the bare name. */
export interface NameUse {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** A word of a command as far as it is plain text; `plain` is undefined where something is expanded in it. */
export interface ShellWord {
  readonly plain: string | undefined;
  readonly start: number;
  readonly end: number;
}

/** A here-document whose body begins at the next line end. */
interface HereDocument {
  readonly delimiter: string;
  readonly quoted: boolean;
  readonly tabs: boolean;
}

const namePattern = /[A-Za-z_]\w*/y;
const assignmentPattern = /([A-Za-z_]\w*)\+?=/y;

/** What ends a word that is not quoted. */
const metacharacters = new Set([' ', '\t', '\r', '\n', ';', '&', '|', '(', ')', '<', '>']);

/** One reading of one script, from front to back. Broken scripts are read as far as they make sense. */
export class ShellReader {
  readonly uses: NameUse[] = [];
  readonly assigns = new Set<string>();
  /** Whether the first command is negated. */
  negated = false;
  private readonly text: string;
  private at: number;
  private begun = false;
  private readonly pending: HereDocument[] = [];

  constructor(text: string, from = 0) {
    this.text = text;
    this.at = from;
  }

  /** Reads commands up to the `)` that closes them, or to the end. */
  commands(closing?: ')'): void {
    const command = new ShellCommand(this);
    while (this.at < this.text.length) {
      const character = this.text.charAt(this.at);
      if (character === ' ' || character === '\t' || character === '\r') this.at++;
      else if (this.text.startsWith('\\\n', this.at)) this.at += 2;
      else if (character === '#') this.skipTo('\n');
      else if (character === '\n') {
        this.at++;
        this.hereDocuments();
        command.end();
      } else if (character === ')') {
        this.at++;
        if (!command.closesPattern() && closing) return;
      } else if (character === '(') this.parenthesis(command);
      else if (character === '<' || character === '>') this.redirection(command);
      else if (character === ';' || character === '&' || character === '|') {
        const double = this.text[this.at + 1] === character || this.text.startsWith(';&', this.at);
        this.at += double ? 2 : 1;
        command.end(character === ';' && double);
      } else command.word(this.word());
    }
  }

  private parenthesis(command: ShellCommand): void {
    const definition = /\([ \t]*\)/y;
    definition.lastIndex = this.at;
    if (definition.test(this.text)) {
      this.at = definition.lastIndex;
      command.end();
      return;
    }
    this.at++;
    if (command.opensPattern()) return;
    this.commands(')');
    command.nested();
  }

  private redirection(command: ShellCommand): void {
    const operator = /<<-?|[<>]{1,2}[&|>]?/y;
    operator.lastIndex = this.at;
    const text = operator.exec(this.text)?.[0] ?? '<';
    this.at += text.length;
    if (text !== '<<' && text !== '<<-') {
      command.redirected();
      return;
    }
    const blanks = /[ \t]*/y;
    blanks.lastIndex = this.at;
    blanks.test(this.text);
    this.at = blanks.lastIndex;
    const word = this.word();
    const source = this.text.slice(word.start, word.end);
    this.pending.push({ delimiter: word.plain ?? source, quoted: /['"\\]/.test(source), tabs: text === '<<-' });
  }

  private hereDocuments(): void {
    for (const { delimiter, quoted, tabs } of this.pending.splice(0)) {
      const start = this.at;
      let end = this.text.length;
      for (let line = start; line < this.text.length; line = this.lineEnd(line) + 1) {
        const content = this.text.slice(line, this.lineEnd(line));
        if ((tabs ? content.replace(/^\t+/, '') : content) === delimiter) {
          end = line;
          break;
        }
      }
      if (!quoted) {
        while (this.at < end) this.expandable();
      }
      this.at = Math.min(this.text.length, end === this.text.length ? end : this.lineEnd(end) + 1);
    }
  }

  private lineEnd(from: number): number {
    const found = this.text.indexOf('\n', from);
    return found < 0 ? this.text.length : found;
  }

  /** Reads one word with its quotes and expansions. */
  private word(): ShellWord {
    const start = this.at;
    let plain: string | undefined = '';
    while (this.at < this.text.length && !metacharacters.has(this.text.charAt(this.at))) {
      const character = this.text.charAt(this.at);
      if (character === "'") {
        const from = this.at + 1;
        this.at++;
        this.skipTo("'");
        plain = plain === undefined ? plain : plain + this.text.slice(from, this.at);
        this.at++;
      } else if (character === '"') {
        const inner = this.doubleQuoted();
        plain = plain === undefined || inner === undefined ? undefined : plain + inner;
      } else if (character === '\\') {
        plain = plain === undefined ? plain : plain + this.text.charAt(this.at + 1).replace('\n', '');
        this.at += 2;
      } else if (character === '$' || character === '`') {
        if (this.expandable()) plain = undefined;
        else if (plain !== undefined) plain += character;
      } else {
        this.at++;
        if (plain !== undefined) plain += character;
      }
    }
    this.at = Math.min(Math.max(this.at, start + 1), this.text.length);
    return { plain, start, end: this.at };
  }

  /** Reads `"…"`; its text where nothing is expanded in it. */
  private doubleQuoted(): string | undefined {
    const from = ++this.at;
    let expanded = false;
    while (this.at < this.text.length && this.text[this.at] !== '"') {
      if (this.expandable()) expanded = true;
    }
    const inner = this.text.slice(from, this.at);
    this.at++;
    return expanded ? undefined : inner;
  }

  /** Reads one character, or the whole expansion that begins here; says whether it was one. */
  private expandable(): boolean {
    const character = this.text.charAt(this.at);
    if (character === '\\') this.at += 2;
    else if (character === '`') return this.backquoted();
    else if (character === '$') return this.dollar();
    else this.at++;
    return false;
  }

  private dollar(): boolean {
    this.at++;
    if (this.text.startsWith('((', this.at)) return this.arithmetic();
    if (this.text[this.at] === '(') {
      this.at++;
      this.commands(')');
      return true;
    }
    if (this.text[this.at] === '{') return this.braced();
    if (this.name()) return true;
    if (!/[@*#?$!0-9-]/.test(this.text.charAt(this.at))) return false;
    this.at++;
    return true;
  }

  /** Notes a use of the name that stands here. */
  private name(): string | undefined {
    namePattern.lastIndex = this.at;
    const name = namePattern.exec(this.text)?.[0];
    if (name === undefined) return undefined;
    this.use(name, this.at);
    this.at += name.length;
    return name;
  }

  /** Notes a use. */
  use(name: string, start: number): void {
    this.uses.push({ name, start, end: start + name.length });
  }

  /** `${name…}`, with whatever is expanded in its word. */
  private braced(): true {
    this.at++;
    if (/[#!]/.test(this.text.charAt(this.at)) && /[A-Za-z_]/.test(this.text.charAt(this.at + 1))) this.at++;
    const name = this.name();
    const assigning = /:?=/y;
    assigning.lastIndex = this.at;
    if (name !== undefined && assigning.test(this.text)) this.assigns.add(name);
    // Single quotes quote only in the patterns of `%` and `#`; elsewhere it depends on what is around, so what is in them counts.
    const pattern = /[%#]/.test(this.text.charAt(this.at));
    while (this.at < this.text.length && this.text[this.at] !== '}') {
      if (this.text[this.at] === '"') this.doubleQuoted();
      else if (pattern && this.text[this.at] === "'") {
        this.at++;
        this.skipTo("'");
        this.at++;
      } else this.expandable();
    }
    this.at++;
    return true;
  }

  /** `$((…))`: bare names are uses. */
  private arithmetic(): true {
    this.at += 2;
    for (let depth = 2; depth > 0 && this.at < this.text.length;) {
      const character = this.text.charAt(this.at);
      if (character === '(') depth++;
      if (character === ')') depth--;
      const number = /[0-9]\w*/y;
      number.lastIndex = this.at;
      if (number.test(this.text)) this.at = number.lastIndex;
      else {
        const name = this.name();
        const assigning = /\s*(?:[-+*/%&|^]|<<|>>)?=(?!=)/y;
        assigning.lastIndex = this.at;
        if (name === undefined) this.expandable();
        else if (assigning.test(this.text)) this.assigns.add(name);
      }
    }
    return true;
  }

  /** `` `…` ``: one backslash is taken away inside before it is read. */
  private backquoted(): true {
    const from = ++this.at;
    while (this.at < this.text.length && this.text[this.at] !== '`') this.at += this.text[this.at] === '\\' ? 2 : 1;
    const end = Math.min(this.at, this.text.length);
    const inner = this.text.slice(0, end).replace(/\\([$`\\])/g, ' $1');
    this.include(new ShellReader(inner, from));
    this.at = end + 1;
    return true;
  }

  private include(inner: ShellReader): void {
    inner.commands();
    this.uses.push(...inner.uses);
    for (const name of inner.assigns) this.assigns.add(name);
  }

  /** The first word of the script: `!` negates it. */
  begin(word: ShellWord): void {
    const source = this.text.slice(word.start, word.end);
    if (this.begun || source === '{') return;
    this.begun = true;
    this.negated = source === '!';
  }

  /** The name that a word assigns, as in `name=value`, if it does. */
  assigned(word: ShellWord): string | undefined {
    assignmentPattern.lastIndex = word.start;
    return assignmentPattern.exec(this.text)?.[1];
  }

  /** A word that is run as a script later (`eval`, `trap`): whatever looks like a name in it counts, even in single quotes. */
  evaluated(word: ShellWord): void {
    const known = new Set(this.uses.map((use) => use.start));
    for (const match of this.text.slice(word.start, word.end).matchAll(/(?<=\$\{?)[A-Za-z_]\w*/g)) {
      const start = word.start + match.index;
      if (!known.has(start)) this.use(match[0], start);
    }
    for (const match of this.text.slice(word.start, word.end).matchAll(/([A-Za-z_]\w*)=/g))
      this.assigns.add(match[1] ?? '');
  }

  /** Whether a redirection follows at once, which makes digits its descriptor and no word of the command. */
  redirects(): boolean {
    return this.text[this.at] === '<' || this.text[this.at] === '>';
  }

  private skipTo(character: string): void {
    const found = this.text.indexOf(character, this.at);
    this.at = found < 0 ? this.text.length : found;
  }
}
