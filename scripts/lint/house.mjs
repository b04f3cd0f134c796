// The house as lint rules: what each room may import (an allow-list), and that a module says what it is for.
import { builtinModules } from 'node:module';
import path from 'node:path';

/**
 * A room: the files it holds and what they may import. The first room that holds a file is its room.
 * @typedef {{ name: string, holds: RegExp, folders: RegExp[], packages: string[], node: boolean }} Room
 */

const engine = /^src\/runbooks\//;
const notThePractice = /^src\/runbooks\/(?!hosts\/practice\/)/;
const enginePackages = ['yaml', 'zod', '@marcbachmann/cel-js', 're2js', 'diff'];

/** @type {Room[]} */
export const rooms = [
  {
    name: 'the practice host, which knows nothing of the engine',
    holds: /^src\/runbooks\/hosts\/practice\//,
    folders: [/^src\/runbooks\/hosts\/practice\//, /^src\/runbooks\/texts\//],
    packages: ['ssh2'],
    node: true,
  },
  { name: 'SSH', holds: /^src\/runbooks\/hosts\/ssh\//, folders: [notThePractice], packages: ['ssh2'], node: true },
  {
    name: 'the Markdown view',
    holds: /^src\/runbooks\/views\/markdown\//,
    folders: [notThePractice],
    packages: ['markdown-it'],
    node: false,
  },
  {
    name: 'the pure part of the engine',
    holds:
      /^src\/runbooks\/(?:(?:language|gates|views|redaction|texts)\/|run\/(?:(?:evolve|decide)\/|(?:evolve|decide|RunState|Intent)))/,
    folders: [notThePractice],
    packages: enginePackages,
    node: false,
  },
  { name: "the engine's door", holds: /^src\/runbooks\/index\.ts$/, folders: [engine], packages: [], node: false },
  { name: 'the engine', holds: engine, folders: [notThePractice], packages: enginePackages, node: true },
  {
    name: 'the command line',
    holds: /^src\/cli\//,
    folders: [/^src\/cli\//, /^src\/runbooks\/index\.ts$/, /^package\.json$/],
    packages: [],
    node: true,
  },
  {
    name: 'the extension',
    holds: /^src\/extension\//,
    folders: [/^src\/extension\//, /^src\/runbooks\/index\.ts$/, /^webview\/protocol\.ts$/],
    packages: ['vscode', 'zod'],
    node: true,
  },
  {
    name: "the page's elements",
    holds: /^webview\/ui\/elements\.ts$/,
    folders: [],
    packages: ['@vscode/webview-ui-toolkit'],
    node: false,
  },
  {
    name: 'the page',
    holds: /^webview\/(?!vite\.config)/,
    // Of the engine the view's types, and its pure words: report, terminal and page say the same sentences.
    folders: [
      /^webview\//,
      /^src\/runbooks\/(?:views\/(?:RunView|visible|words\/)|language\/(?:localise|schema)|run\/Event|texts\/(?:say|Message))/,
    ],
    packages: ['lit', 'uplot'],
    node: false,
  },
];

/**
 * Why `file` may not import `specifier`; undefined where it may.
 * @param {string} file the importing file, relative to the checkout, with slashes
 * @param {string} specifier
 * @returns {string | undefined}
 */
export function importRefused(file, specifier) {
  const room = rooms.find(({ holds }) => holds.test(file));
  if (room === undefined) return undefined;
  if (specifier.startsWith('.')) {
    const target = path.posix.join(path.posix.dirname(file), specifier);
    return room.folders.some((folder) => folder.test(target)) ? undefined : `${room.name} must not import ${target}`;
  }
  if (specifier.startsWith('node:')) {
    return room.node ? undefined : `${room.name} touches nothing outside itself, so it must not import ${specifier}`;
  }
  if (builtinModules.includes(specifier)) return `write node:${specifier}`;
  const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
  return room.packages.includes(name) ? undefined : `${room.name} must not import the package ${name}`;
}

/** @typedef {Parameters<import('oxlint/plugins-dev').RuleTester['run']>[1]} Rule */
/** @typedef {ReturnType<NonNullable<Rule['create']>>} Visitor */

/** @type {Rule} */
const imports = {
  meta: { type: 'problem', schema: [], messages: { refused: '{{reason}} (see ARCHITECTURE.md).' } },
  create(context) {
    const file = path.relative(context.cwd, context.filename).split(path.sep).join('/');
    /** @param {Parameters<NonNullable<Visitor['ImportDeclaration' | 'ImportExpression' | 'ExportNamedDeclaration' | 'ExportAllDeclaration']>>[0]} node */
    const look = ({ source }) => {
      if (source?.type !== 'Literal' || typeof source.value !== 'string') return;
      const reason = importRefused(file, source.value);
      if (reason !== undefined) context.report({ node: source, messageId: 'refused', data: { reason } });
    };
    return {
      ImportDeclaration: look,
      ImportExpression: look,
      ExportNamedDeclaration: look,
      ExportAllDeclaration: look,
    };
  },
};

/** @type {Rule} */
const purpose = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: { missing: 'The first line says in a comment what the module is for.' },
  },
  create(context) {
    return {
      Program() {
        const text = context.sourceCode.lines.find((line) => !line.startsWith('#!')) ?? '';
        if (!/^(\/\/|\/\*)/.test(text)) context.report({ loc: { line: 1, column: 0 }, messageId: 'missing' });
      },
    };
  },
};

/** The rules, as a plugin of the linter. */
export default { meta: { name: 'house' }, rules: { imports, purpose } };
