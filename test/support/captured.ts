// What the real VerneMQ printed, from the captures of its runs.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The captures of one experiment: `06-leave`. */
export function capture(name: string): string {
  return readFileSync(fileURLToPath(new URL(`../shipped/captures/vernemq/${name}.txt`, import.meta.url)), 'utf8');
}

/** What followed the first prompt that begins so (`[vmq-a]# vmq-admin cluster show`), up to the next one. */
export function captured(name: string, prompt: string): string {
  const text = capture(name);
  const at = text.indexOf(prompt);
  if (at < 0) throw new Error(`${name} has no ${prompt}`);
  const from = text.indexOf('\n', at) + 1;
  const to = /^(\[vmq-[ab]\]# |rc=)/m.exec(text.slice(from))?.index ?? text.length;
  return text.slice(from, from + to);
}

/** The lines of a captured console.log in it, moved in time so that the last is from `at` (milliseconds since the epoch). */
export function capturedLog(name: string, at: number, format: '1.x' | '2.x' = '1.x'): string {
  const pattern = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d\.\d{3}) (\[\w+\]) (<[\d.]+>)@?(\S*) (.*)$/;
  const lines = capture(name)
    .split('\n')
    .flatMap((line) => {
      const found = pattern.exec(line);
      return found === null ? [] : [{ time: Date.parse(`${found[1] ?? ''}T${found[2] ?? ''}Z`), found }];
    })
    .sort((one, other) => one.time - other.time);
  const shift = at - (lines.at(-1)?.time ?? at);
  return lines
    .map(({ time, found: [, , , level = '', process = '', place = '', text = ''] }) => {
      const iso = new Date(time + shift).toISOString();
      return format === '1.x'
        ? `${iso.slice(0, 10)} ${iso.slice(11, 23)} ${level} ${process}@${place} ${text}\n`
        : `${iso.slice(0, 23)}169+00:00 ${level} ${process} ${place.replace(/:\{(\d+),\d+\}$/, '/1:$1')}: ${text}\n`;
    })
    .join('');
}
