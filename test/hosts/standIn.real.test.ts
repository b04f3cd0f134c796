// The stand-in daemon beside what the real one was seen to answer, log and do: byte for byte, but for what differs from start to start.
import { execFile } from 'node:child_process';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../support/tempFolder.ts';

const guest = fileURLToPath(new URL('guest/', import.meta.url));
const key = 'canary4d1f00c9e7ab3d24';
const uuid = '74cb371ee7364fdf9d18f3792c4d86c0';
const instanceEnds = 'read -r word\nsleep 3.4\n';

/** What differs from start to start, or with the machine it is started on. */
const varying: readonly (readonly [RegExp, string])[] = [
  [/\r/g, ''],
  [/\[\d\d\/\d\d \d\d:\d\d:\d\d\]/g, '[TIME]'],
  [/^(Date: ).*$/gm, '$1DATE'],
  [/\d+ ms\b/g, 'N ms'],
  [/"sid":"[\w-]{20}"/g, '"sid":"SID"'],
  [/^ *\d+ +\d+ [DRS]s?l? +\d+ +\d+ /gm, 'PROCESS '],
  [/^(LISTEN .*:)\d+( .*?) *(users.*)?$/gm, '$1PORT$2'],
  [/(PORT *0\.0\.0\.0:\*) +$/gm, '$1'],
  [/MEM: \d+MB\/\d+MB CPU: \d+% Heap: \d+MB\/\d+MB RSS: \d+MB/g, 'REPORT'],
  [/^((?:.*REPORT\n)+)/gm, '[TIME] [INFO] [Resource Report] REPORT\n'],
  [/^total \d+$/gm, 'total N'],
  [/^(-rw-------) .* (\S+\.log)$/gm, '$1 $2'],
  [/connect=[\d.]+ total=[\d.]+/g, 'connect=N total=N'],
  [/timed out after \d+ milliseconds/g, 'timed out after N milliseconds'],
  [/after \d+ ms: (?:Couldn't|Could not)/g, "after N ms: Couldn't"],
  [/\d{4}-\d+-\d+_\d+-\d+-\d+/g, 'RENAMED'],
  [/PID: \d+/g, 'PID: N'],
  [/Copyright \d+/g, 'Copyright YEAR'],
  [/Access Key: .*/g, 'Access Key: KEY'],
  [/^ {4}at .*\n/gm, ''],
  [/^Node\.js v.*\n/gm, ''],
  [/24445/g, '24444'],
  [/<!DOCTYPE html>.*(<title>[^<]*<\/title>).*/g, '<!DOCTYPE html> $1'],
];

/** The parts of a capture by their headings, each without what varies. */
function partsOf(capture: string): Readonly<Record<string, string>> {
  const plain = varying.reduce((text, [pattern, by]) => text.replace(pattern, by), `${capture}\n`);
  const parts = plain.split(/^(?=[#$] )/m).map((part) => {
    const [heading = '', ...body] = part.split('\n');
    return [heading, body.join('\n').trim()] as const;
  });
  return Object.fromEntries(parts);
}

async function capture(version: string, generationPort: string): Promise<string> {
  const place = await tempFolder('stand-in');
  const folder = place.path;
  const instances = join(folder, 'data/InstanceConfig');
  await mkdir(instances, { recursive: true });
  await mkdir(join(folder, 'data/Config'), { recursive: true });
  await copyFile(join(guest, 'mcsm-daemon.js'), join(folder, 'app.js'));
  await writeFile(join(folder, 'package.json'), JSON.stringify({ version }));
  const global = await readFile(join(guest, 'global.json'), 'utf8');
  await writeFile(
    join(folder, 'data/Config/global.json'),
    global.replace('[the access key]', key).replace('24444', generationPort),
  );
  if (version === '4.18.2') {
    // The captured one runs `python3 /srv/fake_mc.py`, which needs more than three seconds to save.
    await writeFile(join(folder, 'python3'), `#!/bin/sh\n${instanceEnds}`, { mode: 0o755 });
    const instance = await readFile(join(guest, 'instance.json'), 'utf8');
    await writeFile(
      join(instances, `${uuid}.json`),
      instance.replace('"python3 ', `"${folder}/python3 `).replaceAll('/opt/mcsmanager/daemon', folder),
    );
  }
  // A network of its own: whatever its settings say, it gets the port.
  const script = 'ip link set lo up && exec sh "$@"';
  const { stdout } = await promisify(execFile)(
    'unshare',
    ['--user', '--map-root-user', '--net', 'sh', '-c', script, 'sh', join(guest, 'capture.sh'), generationPort, key],
    { cwd: folder, timeout: 55_000 },
  );
  await place.remove();
  return stdout
    .replaceAll(`/bin/sh ${folder}/python3`, 'python3')
    .replaceAll(`${folder}/python3`, 'python3')
    .replaceAll(folder, '/opt/mcsmanager/daemon');
}

describe.concurrent.each([
  ['4.18.2', '24444'],
  ['4.4.1', '24445'],
] as const)('the stand-in for daemon %s', (version, port) => {
  it('answers, logs and ends as the real one was captured to', async () => {
    const real = partsOf(await readFile(join(guest, `captures/daemon-${version}.txt`), 'utf8'));
    const ours = partsOf(await capture(version, port));
    expect(ours).toEqual(real);
  });
});
