// Runs the tests of a tier: quick (types, lint, format, pure tests), default (real parts too), all (full matrices, real VS Code).
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { abilities } from './lib/machine.mjs';
import { root } from './lib/root.mjs';
import { SetupError, setUp } from './setup.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */
/** @typedef {{ assertionResults: { status: string, fullName: string }[], status: string, name: string }} TestFile the part of vitest's JSON report that is read */

const tiers = ['quick', 'default', 'all'];
const { values } = parseArgs({ options: { tier: { type: 'string', default: 'default' } } });
const strict = process.env['CI'] === 'true';
/** What failed, to be named once more at the end: a log may be read from there only. */
const failures = /** @type {string[]} */ ([]);
const scratch = mkdtempSync(path.join(tmpdir(), 'gated-runbooks-test-'));

/** The environment of the tests: a home of their own, never the person's agent, no settings of theirs. */
function cleanEnvironment() {
  const personal = /^(SSH_|SUDO_|XDG_|LC_|RUNBOOK_|LANGUAGE$|NO_COLOR$|FORCE_COLOR$|EDITOR$|PAGER$)/;
  const kept = Object.entries(process.env).filter(([name]) => !personal.test(name));
  return {
    ...Object.fromEntries(kept),
    HOME: scratch,
    USERPROFILE: scratch,
    LANG: 'C.UTF-8',
    // Built images are kept between runs and shared by checkouts, so they stay where the person's caches are.
    XDG_CACHE_HOME: process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'),
    TEST_MATRIX: values.tier === 'all' ? 'all' : 'default',
  };
}

/**
 * Runs a program of node_modules in the checkout; whether it exited with 0.
 * @param {string} program its JavaScript file
 * @param {readonly string[]} args
 * @returns {Promise<boolean>}
 */
function runs(program, args) {
  const child = spawn(process.execPath, [path.join(root, program), ...args], {
    cwd: root,
    env: cleanEnvironment(),
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => {
      resolve(code === 0);
    });
  });
}

/**
 * One check that passes or fails as a whole. It runs beside others, so what it prints is shown when it has ended.
 * @param {string} title
 * @param {string} program its JavaScript file
 * @param {readonly string[]} args
 * @returns {Promise<Counts>}
 */
async function check(title, program, args) {
  const start = Date.now();
  const child = spawn(process.execPath, [path.join(root, program), ...args], {
    cwd: root,
    env: cleanEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [code, ...printed] = await Promise.all([
    new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('exit', resolve);
    }),
    text(child.stdout),
    text(child.stderr),
  ]);
  const good = code === 0;
  if (!good) failures.push(title);
  console.log(
    `\n── ${title}: ${good ? 'passed' : 'FAILED'} (${seconds(start)} s)\n${printed.join('').trimEnd()}`.trimEnd(),
  );
  return { passed: good ? 1 : 0, failed: good ? 0 : 1, skipped: 0 };
}

/**
 * The tests of some of vitest's projects. A file that can't be loaded, or a report that isn't there, is a failure.
 * @param {readonly string[]} projects
 * @returns {Promise<Counts>}
 */
async function tests(projects) {
  const report = path.join(scratch, `${projects.join('-')}.json`);
  const args = ['run', '--passWithNoTests', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const named = projects.flatMap((project) => ['--project', project]);
  const good = await timed(`${projects.join(' and ')} tests`, () =>
    runs('node_modules/vitest/vitest.mjs', [...args, ...named]),
  );
  if (!existsSync(report)) return { passed: 0, failed: good ? 0 : 1, skipped: 0 };
  const { testResults } = /** @type {{ testResults: TestFile[] }} */ (JSON.parse(readFileSync(report, 'utf8')));
  const cases = testResults.flatMap((file) => file.assertionResults);
  const skipped = cases.filter(({ status }) => status !== 'passed' && status !== 'failed');
  for (const { fullName } of skipped) console.log(`skipped: ${fullName}`);
  const failedCases = cases.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName);
  const brokenFiles = testResults
    .filter((file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'))
    .map(({ name }) => path.relative(root, name));
  failures.push(...failedCases, ...brokenFiles);
  const failed = failedCases.length + brokenFiles.length;
  if (failed === 0 && !good) failures.push(`${projects.join(' and ')}: an error outside of any test`);
  return {
    passed: cases.filter(({ status }) => status === 'passed').length,
    failed: failed === 0 && !good ? 1 : failed,
    skipped: skipped.length,
  };
}

/**
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
async function timed(title, work) {
  console.log(`\n── ${title}`);
  const start = Date.now();
  try {
    return await work();
  } finally {
    console.log(`── ${title}: ${seconds(start)} s`);
  }
}

/** @param {number} since */
function seconds(since) {
  return ((Date.now() - since) / 1000).toFixed(1);
}

function showAbilities() {
  console.log('What this machine can do:');
  const width = Math.max(...abilities.map(({ name }) => name.length));
  for (const { name, neededFor, missing, cure } of abilities) {
    const reason = missing();
    console.log(
      reason === undefined
        ? `  ✔ ${name.padEnd(width)}  ${neededFor}`
        : `  ✘ ${name.padEnd(width)}  ${neededFor}: ${reason}. Cure: ${cure}`,
    );
  }
}

/** @returns {Promise<Counts>} */
async function runTier() {
  // Nothing of these waits for the clock, so that they may share the machine; real parts get it for themselves.
  const parts = await Promise.all([
    check('types', 'scripts/types.mjs', []),
    check('lint', 'node_modules/oxlint/bin/oxlint', ['.']),
    check('format', 'node_modules/prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']),
    tests(['quick']),
  ]);
  if (values.tier !== 'quick') parts.push(await tests(['real']), await tests(['hosts']));
  // Seven minutes more, for which a release waits, and a commit does not yet.
  if (values.tier === 'all') parts.push(await tests(['vscode']));
  return parts.reduce((sum, part) => ({
    passed: sum.passed + part.passed,
    failed: sum.failed + part.failed,
    skipped: sum.skipped + part.skipped,
  }));
}

try {
  if (!tiers.includes(values.tier))
    throw new SetupError(`There is no tier ${values.tier}; there are ${tiers.join(', ')}.`);
  await setUp(values.tier === 'quick' ? [] : ['tests', 'hosts'], values.tier === 'all');
  showAbilities();
  const { passed, failed, skipped } = await runTier();
  const skippedFails = strict && skipped > 0;
  if (skippedFails) console.log('\nA skipped test is a failure here, since CI=true.');
  if (failures.length > 0) console.log(`\n${failures.map((name) => `failed: ${name}`).join('\n')}`);
  console.log(
    `\n${String(passed)} passed, ${String(failed)} failed${skipped > 0 ? `, ${String(skipped)} skipped` : ''}`,
  );
  process.exitCode = failed > 0 || skippedFails ? 1 : 0;
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
