// The scripts of a file step under the shells they will meet: look, write, restore, and refuse.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { quote } from '../../../../src/runbooks/hosts/ssh/quote.ts';
import {
  inspectFileScript,
  restoreFileScript,
  writeFileScript,
} from '../../../../src/runbooks/run/file/fileScripts.ts';

const shells: readonly (readonly string[])[] = [['dash'], ['bash', '--posix'], ['busybox', 'sh']];

let home: string;
let path: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'file-step-'));
  path = join(home, 'etc', 'deep', 'a file.conf');
});
afterEach(() => {
  rmSync(home, { recursive: true });
});

describe.each(shells)('a file step under %s %s', (...shell) => {
  const run = (
    script: string,
    variables: Record<string, string> = {},
  ): { code: number | null; stdout: string; stderr: string } => {
    const all = {
      gr_path: path,
      gr_content: 'new\n\nx',
      gr_mode: '0640',
      gr_owner: '',
      gr_absent: '',
      gr_backup: 'r1.step.1.run',
      ...variables,
    };
    // The state folder is the login's, so that the test leaves the machine's own alone.
    const text = Object.entries(all)
      .map(([name, value]) => `${name}=${quote(value)}`)
      .concat(script.replace('[ "$(id -u)" = 0 ]', 'false'))
      .join('\n');
    const [program = 'sh', ...args] = shell;
    const ended = spawnSync(program, args, {
      input: text,
      env: { PATH: process.env['PATH'], HOME: home },
      encoding: 'utf8',
    });
    return { code: ended.status, stdout: ended.stdout, stderr: ended.stderr };
  };
  const put = (content: string, mode = 0o604): void => {
    mkdirSync(join(home, 'etc', 'deep'), { recursive: true });
    writeFileSync(path, content);
    chmodSync(path, mode);
  };

  it('makes a file that was absent, with its folders, and takes all of it away again', () => {
    expect(run(inspectFileScript)).toMatchObject({ code: 0, stdout: 'absent - -\n' });
    expect(run(writeFileScript)).toMatchObject({ code: 0, stderr: '' });
    expect(readFileSync(path, 'utf8')).toBe('new\n\n');
    expect(statSync(path).mode & 0o777).toBe(0o640);
    expect(run(inspectFileScript)).toMatchObject({ stdout: 'same\n' });
    expect(run(restoreFileScript)).toMatchObject({ code: 0, stderr: '' });
    expect(existsSync(join(home, 'etc'))).toBe(false);
  });

  it('replaces a file and restores content, mode and times, byte for byte', () => {
    put('old\nwithout newline at the end');
    const before = statSync(path);
    expect(run(inspectFileScript).stdout).toMatch(/^file 604 \S+:\S+\nold\nwithout newline at the end$/);
    expect(run(writeFileScript)).toMatchObject({ code: 0 });
    expect(readFileSync(path, 'utf8')).toBe('new\n\n');
    expect(run(restoreFileScript)).toMatchObject({ code: 0, stderr: '' });
    expect(readFileSync(path, 'utf8')).toBe('old\nwithout newline at the end');
    expect(statSync(path).mode).toBe(before.mode);
    expect(statSync(path).mtimeMs).toBe(before.mtimeMs);
  });

  it('keeps the first original when it writes twice', () => {
    put('old');
    run(writeFileScript);
    run(writeFileScript);
    run(restoreFileScript);
    expect(readFileSync(path, 'utf8')).toBe('old');
  });

  it('does not restore over what changed since', () => {
    put('old');
    run(writeFileScript);
    writeFileSync(path, 'somebody else');
    expect(run(restoreFileScript)).toMatchObject({ code: 75 });
    expect(readFileSync(path, 'utf8')).toBe('somebody else');
  });

  it('has nothing to restore where nothing was written', () => {
    put('old');
    expect(run(restoreFileScript)).toMatchObject({ code: 0, stdout: 'nothing was written\n' });
    expect(readFileSync(path, 'utf8')).toBe('old');
  });

  it('takes a file away and puts it back', () => {
    put('old');
    expect(run(writeFileScript, { gr_absent: 'yes' })).toMatchObject({ code: 0 });
    expect(existsSync(path)).toBe(false);
    expect(run(inspectFileScript, { gr_absent: 'yes' })).toMatchObject({ stdout: 'same\n' });
    run(restoreFileScript, { gr_absent: 'yes' });
    expect(readFileSync(path, 'utf8')).toBe('old');
  });

  it.each(['symlink', 'folder', 'other'])('refuses a %s and leaves it', (kind) => {
    mkdirSync(join(home, 'etc', 'deep'), { recursive: true });
    if (kind === 'symlink') symlinkSync('/etc/passwd', path);
    if (kind === 'folder') mkdirSync(path);
    if (kind === 'other') execFileSync('mkfifo', [path]);
    expect(run(inspectFileScript).stdout).toBe(`${kind} - -\n`);
    expect(run(writeFileScript)).toMatchObject({ code: 73 });
    expect(lstatSync(path).isFile()).toBe(false);
  });

  it('leaves the old file whole and nothing beside it when it cannot write', () => {
    put('old');
    const full = run(`trap '' XFSZ; ulimit -f 16\n${writeFileScript}`, { gr_content: 'n'.repeat(100_000) });
    expect(full.code).not.toBe(0);
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(execFileSync('ls', ['-A', join(home, 'etc', 'deep')], { encoding: 'utf8' })).toBe('a file.conf\n');
  });
});
