// What is hidden, in which forms, and that no way of cutting a text into chunks changes it.
import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { createRedactor, type Redactor } from '../../../src/runbooks/redaction/createRedactor.ts';

// Work is measured in processor time; the clock only has to be patient on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

function streamed(redactor: Redactor, chunks: Iterable<string>): string {
  const stream = redactor.stream();
  let shown = '';
  for (const chunk of chunks) shown += stream.push(chunk);
  return shown + stream.end();
}

/** The text in chunks of the given lengths, over and over. */
function* cut(text: string, lengths: readonly number[]): Iterable<string> {
  for (let at = 0, turn = 0; at < text.length; turn++) {
    const length = Math.max(1, lengths[turn % lengths.length] ?? 1);
    yield text.slice(at, at + length);
    at += length;
  }
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const encodings: Readonly<Record<string, (secret: string) => string>> = {
  'as it is': (secret) => secret,
  base64,
  'base64 behind one byte': (secret) => base64(`:${secret}`),
  'base64 behind two bytes': (secret) => base64(`u:${secret}@`),
  'base64 for URLs': (secret) => Buffer.from(`user:${secret}:x`).toString('base64url'),
  'base64 in a URL': (secret) => encodeURIComponent(base64(`u:${secret}`)),
  'base64 in JSON of PHP': (secret) => base64(`${secret}??>`).replaceAll('/', '\\/'),
  'wrapped base64': (secret) => base64(`${'x'.repeat(70)}${secret}${'y'.repeat(70)}`).replace(/.{64}/g, '$&\n'),
  'wrapped base64 with indentation': (secret) =>
    base64(`${'x'.repeat(61)}${secret}${'y'.repeat(70)}`).replace(/.{76}/g, '$&\r\n    '),
  'in a URL': encodeURIComponent,
  'in a URL in small letters': (secret) => encodeURIComponent(secret).replace(/%../g, (code) => code.toLowerCase()),
  'in a form': (secret) => new URLSearchParams({ s: secret }).toString().slice(2),
  'in a URL twice': (secret) => encodeURIComponent(encodeURIComponent(secret)),
  'in JSON': (secret) => JSON.stringify(secret).slice(1, -1),
  'in JSON in JSON': (secret) => JSON.stringify(JSON.stringify(secret)).slice(3, -3),
  'in JSON as ASCII': (secret) =>
    JSON.stringify(secret)
      .slice(1, -1)
      .replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  'in single quotes of a shell': (secret) => secret.replaceAll("'", "'\\''"),
  'in single quotes another way': (secret) => secret.replaceAll("'", `'"'"'`),
  'in double quotes of a shell': (secret) => secret.replace(/[$`"\\]/g, '\\$&'),
  'by printf %q': (secret) =>
    secret.replace(/[^\w\n]/gu, (character) => (/[ -~]/.test(character) ? `\\${character}` : character)),
  'in HTML': (secret) =>
    secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;'),
};

/** Secrets of 4 to 300 characters, hostile ones too. They begin and end with a letter, so that no trimming is due. */
const secrets = fc
  .tuple(
    fc.constantFrom('k', 'Z', '7'),
    fc.string({
      unit: fc.oneof(
        fc.constantFrom(...Array.from('abcXYZ019+/=-_%&\\\'"$`<>.*?()[]{}|^ ~#@!:,;é世😀')),
        fc.constantFrom('\t', 'Q'),
      ),
      minLength: 4,
      maxLength: 300,
    }),
    fc.constantFrom('w', 'B', '3'),
  )
  .map((parts) => parts.join(''));
const lengths = fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 6 });

describe('declared secrets', () => {
  test.each(Object.entries(encodings))('%s', (_name, encode) => {
    fc.assert(
      fc.property(secrets, lengths, (secret, splits) => {
        const redactor = createRedactor([secret, 'another-Secret'], []);
        const encoded = encode(secret);
        const text = `first line\n ( ${encoded} ) \nlast line another-Secret`;
        const shown = streamed(redactor, cut(text, splits));
        expect(shown).toBe(redactor.text(text));
        expect(shown).toMatch(/^first line\n \( [^]*\[redacted\][^]* \) \nlast line \[redacted\]$/);
        expect(shown).not.toContain(encoded);
        // Nothing of the secret's own characters is left, whatever is around it in its encoding.
        if (!encoded.includes('\n'))
          expect(shown.length).toBeLessThanOrEqual(text.length - Math.min(encoded.length, secret.length) + 20);
      }),
      { numRuns: 30 },
    );
  });

  test('no bit of it stays in base64, whatever is around', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z]{6,40}$/),
        fc.stringMatching(/^[A-Z]{0,9}$/),
        fc.stringMatching(/^[A-Z]{0,9}$/),
        (secret, before, after) => {
          const encoded = base64(before + secret + after);
          const [head = '', tail = ''] = createRedactor([secret], []).text(encoded).split('[redacted]');
          const [begin, end] = [before.length * 8, (before.length + secret.length) * 8];
          expect(head.length).toBeLessThanOrEqual(Math.floor(begin / 6));
          expect(tail.length).toBeLessThanOrEqual(encoded.length - Math.ceil(end / 6));
        },
      ),
    );
  });

  const cases: readonly (readonly [name: string, secrets: readonly string[], text: string, shown: string])[] = [
    ['twice and overlapping', ['abab-abab'], 'x abab-abab-abab y', 'x [redacted] y'],
    [
      'one within another',
      ['secret-one', 'secret-one-longer'],
      'secret-one-longer secret-one',
      '[redacted] [redacted]',
    ],
    ['side by side', ['aaaa1', 'bbbb2'], 'aaaa1bbbb2', '[redacted]'],
    ['with blanks around it in its file', [' hunter22\n'], 'it is hunter22.', 'it is [redacted].'],
    ['over two lines', ['ab\ncd'], 'x ab\ncd y ab\r\ncd z', 'x [redacted] y [redacted] z'],
    [
      'its lines apart',
      ['first-line\nsecond-line'],
      'log: first-line\nlog: second-line',
      'log: [redacted]\nlog: [redacted]',
    ],
    ['a short one only alone', ['42'], '42 142 a42 (42) x=42', '[redacted] 142 a42 ([redacted]) x=[redacted]'],
    ['an empty one not at all', ['', ' \n'], 'all of it', 'all of it'],
    ['none', [], 'all of it\n', 'all of it\n'],
    ['as a pattern it would be another', ['a.c*d+e'], 'abccdde a.c*d+e', 'abccdde [redacted]'],
  ];
  test.each(cases)('%s', (_name, declared, text, shown) => {
    const redactor = createRedactor(declared, []);
    expect(redactor.text(text)).toBe(shown);
    for (const length of [1, 2, 3, 5]) expect(streamed(redactor, cut(text, [length]))).toBe(shown);
  });

  test('a private key that is declared: whole, line by line, and as base64', () => {
    const key = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const body = key.split('\n')[1] ?? '';
    const redactor = createRedactor([key], []);
    for (const text of [
      key,
      body,
      `prefix ${body} suffix`,
      base64(key),
      base64(key).replace(/.{76}/g, '$&\n'),
      JSON.stringify({ key }),
    ]) {
      const shown = streamed(redactor, cut(text, [7]));
      expect(shown).toContain('[redacted]');
      for (let at = 0; at + 8 < body.length; at++) expect(shown).not.toContain(body.slice(at, at + 8));
    }
  });
});

describe('what says itself that it is secret', () => {
  const token = 'x'.repeat(10) + '9Z'.repeat(10);
  const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc-DEF_123';
  const cases: readonly (readonly [text: string, shown: string])[] = [
    [`push ghp_${token} done`, 'push [redacted] done'],
    [`github_pat_${token}_${token}`, '[redacted]'],
    [`glpat-${token}`, '[redacted]'],
    ['slack xoxb-123456789012-abcdef', 'slack [redacted]'],
    ['id AKIAIOSFODNN7EXAMPLE.', 'id [redacted].'],
    [`jwt ${jwt} end`, 'jwt [redacted] end'],
    ['Authorization: Digest username="x", response=1', 'Authorization: [redacted]"x", response=1'],
    ['> authorization: Bearer abc', '> authorization: [redacted]'],
    ['"Authorization": "Basic dXNlcjpwYXNz",', '"Authorization": "[redacted]",'],
    ["curl -H 'Authorization: token abc' -v", "curl -H 'Authorization: [redacted]' -v"],
    ['Set-Cookie: session=abc; Path=/', 'Set-Cookie: [redacted]'],
    ['sent bearer dXNlcjpwYXNz=', 'sent bearer [redacted]'],
    ['git clone https://me:s3cr3t@example.org/x', 'git clone https://me:[redacted]@example.org/x'],
    ['postgres://:pw@db/x', 'postgres://:[redacted]@db/x'],
    ['password=hunter2 user=me', 'password=[redacted] user=me'],
    ['DB_PASSWORD="a \\" b" next', 'DB_PASSWORD="[redacted]" next'],
    ["passwd: 'a b'", "passwd: '[redacted]'"],
    ['"client_secret": "abc",', '"client_secret": "[redacted]",'],
    ['{\\"token\\":\\"abc\\",\\"n\\":1}', '{\\"token\\":\\"[redacted]\\",\\"n\\":1}'],
    ['{"key":"9f8e7d6c5b4a39281706","port":24444}', '{"key":"[redacted]","port":24444}'],
    ['Access Key: 9f8e7d6c5b4a39281706', 'Access Key: [redacted]'],
    ['apiKey => abcdefgh1', 'apiKey => [redacted]'],
    ['/x?token=abc&n=1', '/x?token=[redacted]&n=1'],
    ['mysql --password hunter2 -u me', 'mysql --password [redacted] -u me'],
    [
      'a\n-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNza\nAAAA\n-----END OPENSSH PRIVATE KEY-----\nb',
      'a\n[redacted]\nb',
    ],
    [
      'Nov 22 h x: -----BEGIN RSA PRIVATE KEY-----\nNov 22 h x: MIIE\nNov 22 h x: -----END RSA PRIVATE KEY-----\nb',
      'Nov 22 h x: [redacted]\nb',
    ],
    ['{"pem":"-----BEGIN PRIVATE KEY-----\\nMIIE\\n-----END PRIVATE KEY-----\\n"}', '{"pem":"[redacted]\\n"}'],
    ['-----BEGIN PRIVATE KEY-----\nMIIE never closed', '[redacted]'],
  ];
  test.each(cases)('%s', (text, shown) => {
    const redactor = createRedactor([], []);
    expect(redactor.text(text)).toBe(shown);
    for (const length of [1, 4, 11]) expect(streamed(redactor, cut(text, [length]))).toBe(shown);
  });

  const harmless = [
    '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----',
    'monkey: banana-and-more',
    '{"key": "port"}',
    'the basic authentication of the bearer of this',
    'http://127.0.0.1:24444/ and ssh://git@example.org:22/x',
    'passed: 3, tokens used: 5',
    'Active: active (running) since Mon 2026-11-23 10:00:00 UTC; 5s ago',
    'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    'Password:\nPassword: ',
  ];
  test.each(harmless)('%s stays', (text) => {
    expect(createRedactor([], []).text(text)).toBe(text);
  });

  test('a private key without an end hides 32 Ki characters and no more', () => {
    const shown = createRedactor([], []).text(`-----BEGIN PRIVATE KEY-----\n${'line\n'.repeat(10_000)}`);
    expect(shown).toMatch(/^\[redacted\][line\n]+$/);
    expect(shown).toHaveLength(28 + 50_000 - 32 * 1024 + 10);
  });
});

describe('the patterns of a runbook', () => {
  test('group 1 where there is one, else all, within lines', () => {
    const redactor = createRedactor([], ['session (\\w+) of', '\\d{4}-\\d{4}', 'x(y)?z', 'a\\sb']);
    const text = 'session abc of 1234-5678\nxz xyz\na\nb a b\n';
    const shown = 'session [redacted] of [redacted]\n[redacted] x[redacted]z\na\nb [redacted]\n';
    expect(redactor.text(text)).toBe(shown);
    expect(streamed(redactor, cut(text, [1]))).toBe(shown);
  });

  test('one that does not compile is no redactor', () => {
    expect(() => createRedactor([], ['('])).toThrow(/does not compile/);
    expect(() => createRedactor([], ['(?=x)'])).toThrow(/does not compile/);
  });

  test('one that matches the empty text hides nothing and ends', () => {
    expect(createRedactor([], ['x*']).text('axxb')).toBe('a[redacted]b');
  });
});

describe('a stream', () => {
  const pieces = fc.constantFrom(
    'hunter2-Correct',
    'hunter2-',
    'Correct',
    'multi-line\nsecret!',
    'multi-line\r\nsecret!',
    'multi-line',
    '\n',
    '\r\n',
    '\r',
    ' ',
    'password=',
    '"',
    "'",
    'token: abc',
    '-----BEGIN PRIVATE KEY-----',
    '-----END PRIVATE KEY-----',
    base64('hunter2-Correct'),
    base64('..hunter2-Correct..').slice(0, 12),
    base64('..hunter2-Correct..').slice(12),
    base64('x'.repeat(57)),
    'eyJhbGciOiJI.eyJzdWIiOi',
    'https://a:b@c',
    'session ',
    '世😀',
    'x'.repeat(300),
  );

  test('cut up in any way shows the same', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), lengths, (written, splits) => {
        const redactor = createRedactor(['hunter2-Correct', 'multi-line\nsecret!', '42'], ['session (\\S+)']);
        const text = written.join('');
        const whole = redactor.text(text);
        expect(streamed(redactor, cut(text, splits))).toBe(whole);
        expect(whole).not.toContain('hunter2-Correct');
      }),
      { numRuns: 250 },
    );
  });

  test('the same in lines of many windows', () => {
    const long = fc.array(
      fc.oneof(
        pieces.filter((piece) => !/[\r\n]/.test(piece)),
        fc.integer({ min: 1, max: 12_000 }).map((count) => 'y '.repeat(count)),
        fc.integer({ min: 1, max: 30_000 }).map((count) => 'Ab9'.repeat(count)),
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(
        long,
        fc.array(fc.integer({ min: 1, max: 40_000 }), { minLength: 1, maxLength: 5 }),
        (written, splits) => {
          const redactor = createRedactor(['hunter2-Correct', 'multi-line\nsecret!'], ['session (\\S+)']);
          const text = `${written.join('')}\nend\n`;
          const whole = redactor.text(text);
          expect(streamed(redactor, cut(text, splits))).toBe(whole);
          expect(whole).not.toContain('hunter2-Correct');
          expect(whole.endsWith('\nend\n') || whole.includes('[redacted]')).toBe(true);
        },
      ),
      { numRuns: 30 },
    );
  });

  test('a value of any length is hidden to its end', () => {
    const redactor = createRedactor([], []);
    for (const length of [5_000, 20_000, 24_570, 200_000]) {
      const text = `${'. '.repeat(7000)}password=${'Ab9'.repeat(length)} end\n`;
      expect(streamed(redactor, cut(text, [4096]))).toBe(`${'. '.repeat(7000)}password=[redacted] end\n`);
    }
  });

  test('shows each line as soon as it is complete', () => {
    const stream = createRedactor(['hunter2-Correct', 'two\nlines'], []).stream();
    expect(stream.push('Restarting')).toBe('');
    expect(stream.push(' the daemon\n')).toBe('Restarting the daemon\n');
    expect(stream.push('50%\r')).toBe('50%\r');
    expect(stream.push('two\n')).toBe('');
    expect(stream.push('harmless\n')).toBe('two\nharmless\n');
    expect(stream.push(`${'A'.repeat(64)}\n`).length).toBeLessThan(65);
    expect(stream.end()).toMatch(/A\n$/);
  });

  test('holds back a bounded part of a line without an end', () => {
    const stream = createRedactor(['hunter2-Correct'], []).stream();
    let shown = 0;
    for (let pushed = 1000; pushed <= 1_000_000; pushed += 1000) {
      shown += stream.push('words and '.repeat(100)).length;
      expect(pushed - shown).toBeLessThanOrEqual(24 * 1024 + 1000);
    }
  });

  test('is fast over much output, hostile output too', () => {
    const hostile = [
      '-',
      'eyJ',
      '://',
      '\\',
      '--password ',
      'basic  ',
      'a',
      'key',
      '-----BEGIN PRIVATE KEY-----\n',
      'A'.repeat(76) + '\n',
      '\r',
      '=',
    ];
    for (const piece of hostile) {
      const redactor = createRedactor(['hunter2-Correct', 'aaaaaaaaaaaaaaaa'], []);
      const text = piece.repeat(Math.ceil(1_000_000 / piece.length));
      const started = process.cpuUsage();
      streamed(redactor, cut(text, [65_536]));
      expect(process.cpuUsage(started).user, piece).toBeLessThan(2_000_000);
    }
  });
});
