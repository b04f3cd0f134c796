// Where in a command of sh a word stands, and so what it does to variables.
import type { ShellReader, ShellWord } from './ShellReader.ts';

/** Words after which a command begins. */
const leading = new Set(['if', 'then', 'else', 'elif', 'do', 'while', 'until', '!', '{', 'time']);
/** Words that set variables named by their arguments. */
const declaring = new Set(['local', 'declare', 'typeset', 'readonly', 'export', 'unset', 'read']);

/** Follows the words of commands; one for each list of commands that parentheses enclose. */
export class ShellCommand {
  private readonly reader: ShellReader;
  /** The command's name once it was read; `undefined` while it may still come, '' where it was expanded. */
  private name: string | undefined;
  private arguments = 0;
  private target = false;
  /** The `case` commands around, innermost last. */
  private readonly cases: ('subject' | 'pattern' | 'body')[] = [];

  constructor(reader: ShellReader) {
    this.reader = reader;
  }

  /** A command ends here; `;;` ends a branch of `case` too. */
  end(branch = false): void {
    this.name = undefined;
    this.arguments = 0;
    this.target = false;
    if (branch && this.cases.at(-1) === 'body') this.cases[this.cases.length - 1] = 'pattern';
  }

  /** Whether this `)` ends the pattern of a `case`. */
  closesPattern(): boolean {
    if (this.cases.at(-1) !== 'pattern') return false;
    this.cases[this.cases.length - 1] = 'body';
    this.end();
    return true;
  }

  /** Whether this `(` begins the pattern of a `case`. */
  opensPattern(): boolean {
    return this.cases.at(-1) === 'pattern';
  }

  /** Commands in parentheses ended here. */
  nested(): void {
    this.name ??= '';
  }

  /** The next word is the file of a redirection. */
  redirected(): void {
    this.target = true;
  }

  /** Takes a word. */
  word(word: ShellWord): void {
    this.reader.begin(word);
    if (this.target) this.target = false;
    else if (word.plain !== undefined && /^\d+$/.test(word.plain) && this.reader.redirects()) return;
    else if (this.inCase(word)) return;
    else if (this.name === undefined) this.first(word);
    else this.argument(word);
  }

  private inCase(word: ShellWord): boolean {
    const state = this.cases.at(-1);
    if (state === 'subject' && word.plain === 'in') this.cases[this.cases.length - 1] = 'pattern';
    if (state === 'pattern' && word.plain === 'esac') {
      this.cases.pop();
      this.name = '';
    }
    return state === 'subject' || state === 'pattern';
  }

  private first(word: ShellWord): void {
    const assigned = this.reader.assigned(word);
    if (assigned !== undefined) this.reader.assigns.add(assigned);
    else if (word.plain === 'case') this.cases.push('subject');
    else if (word.plain === 'esac') {
      this.cases.pop();
      this.name = '';
    } else if (word.plain === undefined || !leading.has(word.plain)) this.name = word.plain ?? '';
  }

  private argument(word: ShellWord): void {
    this.arguments++;
    const name = word.plain !== undefined && /^[A-Za-z_]\w*$/.test(word.plain) ? word.plain : undefined;
    const command = this.name ?? '';
    if (command === 'eval' || command === 'trap') this.reader.evaluated(word);
    else if (command === 'for' && this.arguments === 1 && name !== undefined) this.reader.assigns.add(name);
    else if (command === 'for' && this.arguments === 2 && name === 'do') this.end();
    else if (command === 'getopts' && this.arguments === 2 && name !== undefined) {
      for (const assigned of [name, 'OPTARG', 'OPTIND']) this.reader.assigns.add(assigned);
    } else if (declaring.has(command)) this.declared(command, name, word);
  }

  /** `export name` and `readonly name` use the value that the name has; all others set it. */
  private declared(command: string, name: string | undefined, word: ShellWord): void {
    const assigned = name === undefined ? this.reader.assigned(word) : undefined;
    if (assigned !== undefined) this.reader.assigns.add(assigned);
    else if (name !== undefined && (command === 'export' || command === 'readonly')) this.reader.use(name, word.start);
    else if (name !== undefined) this.reader.assigns.add(name);
  }
}
