// From one end to the other on a real sshd: text that is meant to harm arrives as it is and does nothing, and a secret is in nothing that is kept.
import { randomBytes } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installCommand, type Ended, type InstalledCommand } from './support/installCommand.ts';
import { realHost, type RealHost } from './support/realHost.ts';

const runbook = `schema: runbook/v1
title: Take what is given
inputs:
  traces: { type: string }
  text: { type: string }
  password: { type: secret }
targets: { node: {} }
steps:
  - { id: echo, effect: read, run: 'printf "%s" "$text"', evidence: text.log, capture: { heard: stdout } }
  - id: keep
    title: Keep {{ text }}
    run: |
      printf '%s' "$text" > "$traces/text"
      printf '%s' "$heard" > "$traces/heard"
      printf '%s' "$password" | wc -c > "$traces/length"
      ps axww -o args= > "$traces/ps"
      cat /proc/$$/environ /proc/$PPID/environ > "$traces/environ"
      echo "plain $password; url user:$password@host"
      printf '%s' "$password" | base64 -w 0; echo
      printf 'u:%s' "$password" | base64 -w 0; echo
      printf '%s' "$password" | cut -c 1-9 | tr -d '\\n'; sleep 0.4; printf '%s' "$password" | cut -c 10-; echo
      echo "error $password" >&2
    verify: [{ title: It is there, run: 'echo "$password"; test -e "$traces/text"' }]
    undo: { run: 'echo "undo $password"', verify: [{ run: 'true' }] }
  - id: settings
    title: Write a file of a strange name
    file: { path: "{{ traces }}/a 'b' $(c) \\\\ é漢.conf", content: "{{ text }}" }
    verify: [{ title: It is there, run: 'ls "$traces" | grep -c conf' }]
`;

const texts = [
  `'; touch pwned; '`,
  '$(touch pwned) `touch pwned` ${HOME} "quoted" \\ | & ; < > * ? ~ # !',
  'first\nsecond\r\n\tthird\n\n',
  '\u202eevil\u202c \u2066x\u2069 \u200b \ufeff é漢😀',
  '-n -e --help %s%n\\0',
  '{{ 1 + 1 }} {{ secret }}',
  '\u001b[31mred\u001b[2J\u0007',
];

let command: InstalledCommand;
let host: RealHost;

beforeAll(async () => {
  command = await installCommand();
  host = await realHost(command);
  await writeFile(join(command.folder, 'hostile.yaml'), runbook);
});
afterAll(async () => {
  await host.stop();
  await command.remove();
});

const run = (text: string, secret: string, ...words: string[]): Promise<Ended> =>
  command.run(
    ['run', 'hostile.yaml', '--on', 'web', '--input', `traces=${host.traces}`, '--input', `text=${text}`, ...words],
    { ...host.environment, RUNBOOK_SECRET_PASSWORD: secret },
  );

/** Every file below, in one text. */
async function allText(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return (await Promise.all(files.map((file) => readFile(file, 'latin1')))).join('\n');
}

describe('text that is meant to harm', () => {
  it.each(texts)(
    '%j arrives as it is',
    async (text) => {
      const { code, out, err } = await run(text, 'a-secret-of-the-test');
      expect({ code, err }, out).toEqual({ code: 0, err: '' });
      const read = (name: string): Promise<string> => readFile(join(host.traces, name), 'utf8');
      expect(await read('text')).toBe(text);
      expect(await read('heard')).toBe(text.replace(/\n+$/, ''));
      expect(await read("a 'b' $(c) \\ é漢.conf")).toBe(text);
      expect(await readdir(host.traces)).not.toContain('pwned');
      // What is not seen is shown, and nothing moves the terminal.
      expect(out).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b\u0007]|\u001b\[2J/);
    },
    60_000,
  );
});

describe('a secret', () => {
  it('is in nothing that is kept, shown, or seen by others on the host', async () => {
    const secret = `p-${randomBytes(12).toString('base64url')}'"$x&<é`;
    const reports = ['html', 'md', 'json', 'xml'].flatMap((form) => ['--report', `report.${form}`]);
    const { code, out, err } = await run('text', secret, ...reports);
    expect(code, err).toBe(0);
    const pack = await command.run(['report', 'last', '--pack', 'pack.tar.gz']);
    expect(pack.code).toBe(0);
    expect(Number(await readFile(join(host.traces, 'length'), 'utf8'))).toBe(Buffer.byteLength(secret));
    const unpacked = gunzipSync(await readFile(join(command.folder, 'pack.tar.gz'))).toString('latin1');
    const kept = {
      terminal: out + err,
      state: await allText(command.home),
      reports: await allText(command.folder),
      pack: unpacked,
      host: await allText(host.sshd.home),
      ps: await readFile(join(host.traces, 'ps'), 'latin1'),
      environment: await readFile(join(host.traces, 'environ'), 'latin1'),
    };
    const bytes = Buffer.from(secret);
    const forms = [
      secret,
      bytes.toString('latin1'),
      secret.slice(0, 12),
      bytes.toString('base64').replace(/=+$/, '').slice(0, -1),
      Buffer.from(`u:${secret}`).toString('base64').slice(4, 24),
      encodeURIComponent(secret),
      JSON.stringify(secret).slice(1, -1),
    ];
    const found = Object.entries(kept).flatMap(([where, text]) =>
      forms.filter((form) => text.includes(form)).map((form) => `${where}: ${form}`),
    );
    expect(found).toEqual([]);
    // It was printed, and hidden: the outputs are there.
    expect(unpacked).toContain('plain ');
  }, 60_000);
});
