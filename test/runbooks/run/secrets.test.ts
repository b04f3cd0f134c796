// A script that prints the secret it was given, in any form and cut anywhere: nothing that the run keeps, shows or sends has it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reportFormats, reportOf, viewRun } from '../../../src/runbooks/index.ts';
import { planOf, runToEnd, simulate } from './support/simulation.ts';

const plan = planOf(
  `schema: runbook/v1
title: Keep it
inputs: { token: { type: secret } }
targets: { node: { count: 1 } }
guards: [{ title: It serves, run: serves, value: stdout }]
preconditions: [{ title: It is there, run: pre, value: stdout, expect: exit == 0 }]
steps:
  - { id: look, effect: read, run: look, evidence: look.txt, capture: { seen: stdout, lines: stdout.split(" ") } }
  - id: change
    effect: destructive
    confirm: { message: 'Go on with {{ seen }}?', show: [{ title: What is there, run: show }], type: go }
    run: change
    capture: { said: stdout }
    verify: [{ title: It is so, run: ok, value: stdout, expect: exit == 0 }]
    undo: { run: undo, verify: [{ run: undone, value: stdout, expect: exit == 0 }] }
  - { id: file, file: { path: /etc/kept, content: 'token {{ seen }}' }, onFailure: { then: rollback } }
verdicts: [{ id: found, when: seen != "", title: 'Found {{ seen }}', because: { Seen: seen, Said: said, Lines: lines } }]
`,
  ['web1'],
  {},
  ['token'],
);

const encodings: Readonly<Record<string, (secret: string) => string>> = {
  plain: (secret) => secret,
  base64: (secret) => Buffer.from(secret).toString('base64'),
  basic: (secret) => Buffer.from(`user:${secret}`).toString('base64'),
  url: encodeURIComponent,
};
/** Of signs that no form of a report writes in another way; those that it does are for the redactor's own tests. */
const secrets = fc
  .string({ unit: fc.constantFrom(...Array.from('abcXYZ019+/=%世é😀')), minLength: 8, maxLength: 60 })
  .map((text) => `k${text}w`);

describe('a secret that a script prints', () => {
  it('is in nothing that the run keeps, shows or sends', async () => {
    await fc.assert(
      fc.asyncProperty(
        secrets,
        fc.constantFrom(...Object.keys(encodings)),
        fc.integer({ min: 1, max: 90 }),
        fc.constantFrom(0, 1),
        async (secret, form, chunk, code) => {
          const printed = `seen ${encodings[form]?.(secret) ?? ''} end\n`;
          const copies = new Map<string, Buffer>();
          const simulation = simulate({
            script: ({ script }) => ({ stdout: printed, stderr: printed, chunk, code: script === 'ok' ? code : 0 }),
            prepared: { change: 'go' },
            secrets: { token: secret },
            copies,
          });
          const recorded = await runToEnd(plan, simulation);
          const everything = [
            ...recorded.map((one) => JSON.stringify(one)),
            ...simulation.outputs.values(),
            ...[...copies.values()].map(String),
            ...reportFormats.flatMap((format) =>
              (['en', 'zh-cn'] as const).map((locale) => reportOf(recorded, format, locale)),
            ),
            JSON.stringify(viewRun(recorded)),
          ];
          expect(recorded.some(({ event }) => event.type === 'stepExited')).toBe(true);
          expect(everything.join('\n')).toContain('[redacted]');
          for (const [name, encode] of Object.entries(encodings)) {
            const found = everything.find((text) => text.includes(encode(secret)));
            expect(found?.slice(0, 300), `printed as ${form}, found as ${name}`).toBeUndefined();
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
