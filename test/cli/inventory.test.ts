// Groups and values of a team's hosts.yaml, as the command takes them: everything up to the first connection.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { tempFolder } from '../support/tempFolder.ts';
import { typeCommand } from './support/typeCommand.ts';

const runbook = `schema: runbook/v1
title: By host
inputs: { data: { type: string, perHost: true } }
targets: { node: { count: 1 } }
steps: [{ id: look, title: Look, effect: read, run: 'ls "$data"' }]
`;
const hosts = `schema: hosts/v1
hosts: { web1: { values: { data: /a } }, web2: }
groups: { pair: [web1, web2], second: [web2] }
`;

async function team(files: Readonly<Record<string, string>>): Promise<string> {
  const made = await tempFolder();
  onTestFinished(() => made.remove());
  const folder = made.path;
  for (const [name, text] of Object.entries({ 'look.yaml': runbook, ...files }))
    await writeFile(join(folder, name), text);
  return folder;
}

describe('hosts.yaml', () => {
  it.each([
    { on: 'node=@pair', says: 'takes 1 host(s), 2 were given' },
    { on: 'node=@second', says: 'has no value for web2' },
    { on: '@secnod', says: 'Did you mean @second?' },
  ])('$on: $says', async ({ on, says }) => {
    const folder = await team({ 'hosts.yaml': hosts });
    const { code, err } = await typeCommand(['plan', 'look.yaml', '--on', on], { folder });
    expect(code).toBe(4);
    expect(err).toContain(says);
  });

  it('is taken from where --hosts says', async () => {
    const folder = await team({ 'team.yaml': hosts });
    const words = ['plan', 'look.yaml', '--on', '@second'];
    expect((await typeCommand(words, { folder })).err).toContain('There is no hosts.yaml here');
    expect((await typeCommand([...words, '--hosts', 'team.yaml'], { folder })).err).toContain('has no value for web2');
    expect((await typeCommand([...words, '--hosts', 'other.yaml'], { folder })).err).toContain('other.yaml');
  });

  it('with errors stops what would take something from it, and nothing else', async () => {
    const folder = await team({ 'hosts.yaml': 'hosts: { web1: { port: 22 } }' });
    const { code, err } = await typeCommand(['plan', 'look.yaml', '--on', '@pair'], { folder });
    expect(code).toBe(4);
    expect(err).toContain('Write `Port` in `~/.ssh/config`');
  });

  it('is checked with the runbooks beside it, and is no runbook', async () => {
    const folder = await team({ 'hosts.yaml': 'schema: hosts/v1\nhosts: { 10.0.0.1: }\n' });
    const { code, out } = await typeCommand(['check', '.'], { folder });
    expect(code).toBe(4);
    expect(out).toContain('`10.0.0.1` is an address');
    expect((await typeCommand(['list', '.'], { folder })).out).not.toContain('hosts.yaml');
  });

  it('has a schema', async () => {
    const { code, out } = await typeCommand(['schema', 'hosts']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toHaveProperty(['$defs', 'inventory', 'properties', 'groups']);
  });
});
