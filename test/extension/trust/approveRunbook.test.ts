// Approval by digest: asked the first time and after any change, for exactly the bytes that run.
import { describe, expect, it } from 'vitest';
import * as engine from '../../../src/runbooks/index.ts';
import type { RunbookFile } from '../../../src/extension/files/RunbookFile.ts';
import { PersonProblem } from '../../../src/extension/PersonProblem.ts';
import { createTexts } from '../../../src/extension/texts/Texts.ts';
import { createApprovedTexts, type ApprovalStore } from '../../../src/extension/trust/ApprovedTexts.ts';
import { approveRunbook } from '../../../src/extension/trust/approveRunbook.ts';
import { uriOf } from '../uriOf.ts';

const good = `schema: runbook/v1
title: Look
targets: { node: {} }
steps:
  - { id: look, title: Look, effect: read, run: uptime }
`;
const file: RunbookFile = { uri: uriOf('file:///team/runbooks/look.yaml'), name: 'runbooks/look.yaml', shipped: false };
const texts = createTexts('en', () => engine);

function bench(): {
  readonly files: Map<string, string>;
  readonly asked: (readonly [string, string | undefined])[];
  readonly approve: (
    text: string | Error,
    answer?: boolean,
    of?: RunbookFile,
    hosts?: string,
  ) => ReturnType<typeof approveRunbook>;
} {
  const files = new Map<string, string>();
  const store: ApprovalStore = {
    read: (name) => Promise.resolve(files.get(name)),
    write: (name, text) => Promise.resolve(void files.set(name, text)),
  };
  const asked: (readonly [string, string | undefined])[] = [];
  return {
    files,
    asked,
    approve: (text, answer = true, of = file, hosts) =>
      approveRunbook(of, {
        engine,
        texts,
        approved: createApprovedTexts(store, engine.digestOf),
        read: () => (text instanceof Error ? Promise.reject(text) : Promise.resolve(text)),
        readInventory: () => Promise.resolve(hosts === undefined ? undefined : { path: 'hosts.yaml', text: hosts }),
        readUsed: () => Promise.resolve('missing'),
        ask: (_file, shown, before) => {
          asked.push([shown, before]);
          return Promise.resolve(answer);
        },
      }),
  };
}

describe('a runbook of the workspace', () => {
  it('is asked for once', async () => {
    const { approve, asked } = bench();
    expect((await approve(good))?.sources).toEqual([{ path: file.name, text: good }]);
    await approve(good);
    expect(asked).toEqual([[good, undefined]]);
  });

  it('is asked for again after any change, beside what was approved', async () => {
    const { approve, asked } = bench();
    const changed = good.replace('uptime', 'uptime; id');
    await approve(good);
    expect((await approve(changed))?.sources[0]?.text).toBe(changed);
    await approve(good);
    expect(asked).toEqual([
      [good, undefined],
      [changed, good],
      [good, changed],
    ]);
  });

  it('that is declined is not remembered', async () => {
    const { approve, asked } = bench();
    expect(await approve(good, false)).toBeUndefined();
    await approve(good);
    expect(asked.length).toBe(2);
  });

  it('is asked for at each place: the same text elsewhere is another runbook', async () => {
    const { approve, asked } = bench();
    await approve(good);
    await approve(good, true, { ...file, uri: uriOf('file:///other/runbooks/look.yaml') });
    expect(asked.length).toBe(2);
  });

  it('is not approved by a store that somebody scribbled in', async () => {
    const { approve, asked, files } = bench();
    await approve(good);
    for (const name of files.keys()) files.set(name, '{"digest": tru');
    await approve(good);
    expect(asked.length).toBe(2);
  });

  it.each([
    ['has errors', good.replace('title: Look\n', 'titel: Look\n'), /has errors/],
    ['cannot be read', new Error('gone away'), /gone away/],
  ])('that %s is refused with a sentence, and nobody is asked', async (_what, text, sentence) => {
    const { approve, asked } = bench();
    const error = await approve(text).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(PersonProblem);
    expect((error as Error).message).toMatch(sentence);
    expect(asked).toEqual([]);
  });
});

it('a shipped runbook is approved by the extension', async () => {
  const { approve, asked } = bench();
  expect((await approve(good, false, { ...file, shipped: true }))?.runbook.title).toBe('Look');
  expect(asked).toEqual([]);
});

describe('the hosts.yaml of a runbook', () => {
  const hosts = 'schema: hosts/v1\nhosts: { web1: { values: { data: /a } } }\ngroups: { web: [web1] }\n';
  const byHost = good.replace('targets:', 'inputs: { data: { type: string, perHost: true } }\ntargets:');
  const shipped = { ...file, name: 'linux/look', shipped: true };

  it('is approved with it, shown with it, and asked for again after a change', async () => {
    const { approve, asked } = bench();
    const approved = await approve(good, true, file, hosts);
    expect(approved?.sources).toEqual([
      { path: file.name, text: good },
      { path: 'hosts.yaml', text: hosts },
    ]);
    expect(approved?.inventory?.groups).toEqual({ web: ['web1'] });
    await approve(good, true, file, hosts);
    expect(asked).toEqual([[`# ${file.name}\n${good}\n# hosts.yaml\n${hosts}`, undefined]]);
    await approve(good, true, file, hosts.replace('/a', '/b'));
    expect(asked.length).toBe(2);
  });

  it('is asked for alone where a shipped runbook takes values from it', async () => {
    const { approve, asked } = bench();
    expect((await approve(good, true, shipped, hosts))?.sources.length).toBe(1);
    expect(asked).toEqual([]);
    expect((await approve(byHost, true, shipped, hosts))?.inventory).toBeDefined();
    expect(asked).toEqual([[hosts, undefined]]);
  });

  it('with errors keeps its runbook from running', async () => {
    const { approve } = bench();
    await expect(approve(good, true, file, 'hosts: [web1]')).rejects.toBeInstanceOf(PersonProblem);
  });
});
