// Which names of an ssh configuration are hosts that can be offered to a person.
import { describe, expect, test } from 'vitest';
import { listAliases } from '../../../../../src/runbooks/hosts/ssh/config/listAliases.ts';
import { machine, memoryFiles } from './memory.ts';

async function namesOf(config: string, others: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
  const files = memoryFiles({ '/home/me/.ssh/config': config, ...others });
  const listed = await listAliases({ machine, files });
  return 'problem' in listed ? [listed.problem.code] : listed.aliases.map(({ name }) => name);
}

describe('aliases', () => {
  test.each([
    ['no configuration', '', []],
    ['in the order of the file', 'Host web\nHost db\n', ['web', 'db']],
    ['several in a line', 'Host web db\n', ['web', 'db']],
    ['each once', 'Host web\nHost web db\n', ['web', 'db']],
    ['no patterns', 'Host *.example.com !bad web?\nHost good\n', ['good']],
    ['no Match', 'Match host other\n User root\nHost web\n', ['web']],
    ['nothing that is no host name', 'Host -oProxyCommand=x "a b" web\n', ['web']],
    ['an open quote', 'Host "web\nHost db\n', ['db']],
  ])('%s', async (_, config, names) => {
    expect(await namesOf(config)).toEqual(names);
  });

  test('of included files, where they are included', async () => {
    const others = { '/home/me/.ssh/team/a.conf': 'Host a\n', '/home/me/.ssh/team/b.conf': 'Host b\n' };
    expect(await namesOf('Host first\nInclude team/*.conf\nHost last\n', others)).toEqual(['first', 'a', 'b', 'last']);
  });

  test('an Include in a circle is a problem', async () => {
    expect(await namesOf('Include config\n')).toEqual(['hosts.configCycle']);
  });

  test('say where they stand', async () => {
    const listed = await listAliases({
      machine,
      files: memoryFiles({ '/else': '# mine\nHost web' }),
      userConfig: '/else',
    });
    expect(listed).toEqual({ aliases: [{ name: 'web', place: { file: '/else', line: 2 } }] });
  });
});
