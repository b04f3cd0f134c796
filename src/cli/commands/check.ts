// `runbook check`: reads runbooks, and the team's hosts.yaml, and says everything that is wrong with them.
import { stat } from 'node:fs/promises';
import { basename, relative, resolve } from 'node:path';
import { formatDiagnostics, readInventory, readRunbooks, type Diagnostic, type Source } from '../../runbooks/index.ts';
import type { Command } from '../Command.ts';
import { CommandError } from '../CommandError.ts';
import { engineVersion } from '../engineVersion.ts';
import { exitCodes } from '../exitCodes.ts';
import { oneOf } from '../oneOf.ts';
import { findRunbook } from '../runbooks/findRunbook.ts';
import { inventoryFile } from '../runbooks/inventoryFile.ts';
import { listYaml } from '../runbooks/listYaml.ts';
import { readSource } from '../runbooks/readSource.ts';
import { readUsed } from '../runbooks/readUsed.ts';
import type { Terminal } from '../terminal/Terminal.ts';

const formats = ['text', 'json', 'github', 'sarif'] as const;

export const check: Command = {
  name: 'check',
  summary: 'cli.check.summary',
  usage: 'PATH…',
  arity: { least: 1, most: Infinity },
  options: { format: { value: formats.join('|'), help: 'cli.check.format' } },
  async run(invocation, terminal) {
    const format = oneOf(formats, '--format', invocation.value('format') ?? 'text');
    const files = (await Promise.all(invocation.positionals.map((given) => filesAt(given, terminal)))).flat();
    const read = await Promise.all(files.map(checkFile));
    // What several use is checked with each of them, and said once.
    const sources = [...new Map(read.flatMap((one) => one.sources).map((source) => [source.uri, source])).values()];
    const said = new Map(
      read.flatMap((one) => one.diagnostics).map((diagnostic) => [JSON.stringify(diagnostic), diagnostic]),
    );
    const diagnostics = [...said.values()];
    const { locale, colour } = terminal;
    const options = { format, locale, colour, version: engineVersion };
    terminal.print(formatDiagnostics(diagnostics, sources, options).trimEnd());
    return diagnostics.some(({ severity }) => severity === 'error') ? exitCodes.invalid : exitCodes.good;
  },
};

interface YamlFile {
  readonly path: string;
  readonly name: string;
}

interface Checked {
  readonly sources: readonly Source[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What is wrong with a file. That it, or one that it uses, can't be read is one thing more, and keeps no other from being checked. */
async function checkFile({ path, name: uri }: YamlFile): Promise<Checked> {
  try {
    const source = await readSource(path, uri);
    if (basename(path) === inventoryFile) return { sources: [source], diagnostics: readInventory(source).diagnostics };
    return await readRunbooks(source, readUsed(uri, path));
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    const start = { line: 0, character: 0 };
    const diagnostics = error.messages.map(
      ({ code, args = {} }) => ({ code, severity: 'error', uri, range: { start, end: start }, args }) as const,
    );
    return { sources: [{ uri, text: '' }], diagnostics };
  }
}

/** The runbooks that `given` means: a folder's, or the one of a path or name. Named from the terminal's folder, as editors and CI want it. */
async function filesAt(given: string, { folder }: Terminal): Promise<readonly YamlFile[]> {
  const path = resolve(folder, given);
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) {
    const found = await findRunbook(given, folder);
    return [{ path: found.path, name: relative(folder, found.path).replaceAll('\\', '/') }];
  }
  const files = await listYaml(path);
  if (files.length === 0)
    throw new CommandError(exitCodes.invalid, { code: 'cli.check.empty', args: { folder: given } });
  return files.map((file) => ({ path: file, name: relative(folder, file).replaceAll('\\', '/') }));
}
