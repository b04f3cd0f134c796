// Names at every place: which there are, what they are, and what an expression or a script may do with them.
import { describe, expect, it } from 'vitest';
import { readRunbook } from '../../../src/runbooks/language/readRunbook.ts';

function problems(text: string): string[] {
  const lines = text.split('\n');
  return readRunbook({ uri: 'file:///r.yaml', text }).diagnostics.map(({ code, range }) => {
    const { start, end } = range;
    return `${code.replace('language.', '')} ${lines[start.line]?.slice(start.character, end.character) ?? ''}`;
  });
}

const one = 'schema: runbook/v1\ntitle: T\ntargets: { node: { count: 1 } }\n';
const many = 'schema: runbook/v1\ntitle: T\ntargets: { node: {} }\n';
const two = 'schema: runbook/v1\ntitle: T\ntargets: { node: { count: 1 }, peer: {} }\n';

describe('captures', () => {
  const make = (more = ''): string =>
    `  - { id: make, effect: read, run: df, capture: { free: whole(stdout) }${more} }\n`;
  const use = (more = ''): string => `  - { id: use, effect: read, run: 'echo "$free"', when: free > 1${more} }\n`;
  const verdict = "verdicts: [{ id: v, when: free > 1, title: '{{ free }}', because: { Free: free } }]\n";
  const none: string[] = [];
  const inVerdict = ['captureByHost free', 'captureByHost free', 'captureByHost free'];

  it.each([
    ['one host', `${one}steps:\n${make()}${use()}${verdict}`, none],
    ['several hosts: this host’s own', `${many}steps:\n${make()}${use()}`, none],
    ['several hosts: a map where there is no host', `${many}steps:\n${make()}${verdict}`, inVerdict],
    ['made once: one value everywhere', `${many}steps:\n${make(', once: true')}${use()}${verdict}`, none],
    ['made on the role of one host', `${two}steps:\n${make(', target: node')}${use(', target: peer')}${verdict}`, none],
    [
      'made on the role of several, used on the other',
      `${two}steps:\n${make(', target: peer')}${use(', target: node')}`,
      ['captureByHost free', 'captureByHost free'],
    ],
    [
      'made on both, used on one of them',
      `${two}steps:\n${make(', target: [node, peer]')}${use(', target: peer')}`,
      none,
    ],
    [
      'made on one of both, used on both',
      `${two}steps:\n${make(', target: peer')}${use(', target: [node, peer]')}`,
      ['captureByHost free', 'captureByHost free'],
    ],
    [
      'in each: of this host',
      `${many}steps:\n  - id: all\n    each: node\n    steps:\n    ${make()}    ${use()}`.replaceAll(
        '\n      -',
        '\n    -',
      ),
      none,
    ],
    [
      'in each: a map after it',
      `${many}steps:\n  - id: all\n    each: node\n    steps:\n    ${make()}${verdict}`,
      inVerdict,
    ],
  ])('%s', (_, text, expected) => {
    expect(problems(text)).toEqual(expected);
  });

  it.each([
    ['a when', ", when: host == 'x'", true],
    ['a check', ', check: test -e x', true],
    ['a failure that is passed', ', onFailure: { then: continue }', true],
    ['a failure that is not', ', onFailure: { then: stop }', false],
  ])('may be missing after %s', (_, more, optional) => {
    const expected = optional ? ['mayBeUnset free', 'mayBeSkipped free'] : [];
    expect(problems(`${one}steps:\n${make(more)}${use()}`)).toEqual(expected);
  });

  it.each([
    ['a when', ", when: host == 'x'", ['mayBeSkipped free', 'mayBeSkipped free', 'mayBeSkipped free']],
    // Without it the row is undecided, and that is what it should be.
    ['a failure that is passed', ', onFailure: { then: continue }', none],
  ])('may be missing from a verdict after %s', (_, more, expected) => {
    expect(problems(`${one}steps:\n${make(more)}${verdict}`)).toEqual(expected);
  });

  it('may be missing where what holds their step may be skipped', () => {
    const text = `${one}steps:\n  - { id: all, each: node, when: node.host == 'x', steps: [{ id: make, effect: read, run: df, capture: { free: whole(stdout) } }] }\n${use()}`;
    expect(problems(text)).toEqual(['mayBeUnset free', 'mayBeSkipped free']);
  });

  it('have the type of their expression, for those after them too', () => {
    const text = `${one}steps:
  - { id: a, effect: read, run: df, capture: { list: lines(stdout), text: stdout, ok: exit == 0 } }
  - { id: b, effect: read, run: df, when: list.size() > 1 && ok, capture: { n: whole(text), wrong: text + 1 } }
  - { id: c, effect: read, run: df, when: n.orValue(0) > 1 && text > 1 }
`;
    expect(problems(text)).toEqual([
      expect.stringMatching(/^cel\.\w+ text \+ 1$/),
      expect.stringMatching(/^cel\.\w+ text > 1$/),
    ]);
  });

  it('are there for the verify of their own step, and not for what comes before its script', () => {
    const step = (part: string): string =>
      `${one}steps:\n  - { id: a, run: df, capture: { free: whole(stdout) }, ${part} }\n`;
    const gate = '[{ run: df, expect: whole(stdout) > free }]';
    expect(problems(step(`verify: ${gate}`))).toEqual([]);
    expect(problems(step(`verify: [{ run: df }], require: ${gate}`))).toEqual(['notCapturedYet free']);
    expect(problems(step(`verify: [{ run: df }], undo: { run: df, verify: ${gate} }`))).toEqual([
      'undoUsesCapture free',
    ]);
    expect(problems(step('verify: [{ run: df }], title: "{{ free }}"'))).toEqual(['notCapturedYet free']);
  });
});

describe('roles', () => {
  it.each([
    ["when: 'peer.hosts.exists(h, h != host)'", []],
    ["when: peer.host == 'a'", ['roleMember peer.host']],
    ["when: node.host == 'a'", []],
    ["when: node == 'a'", [expect.stringMatching(/^cel\.\w+ node == 'a'$/)]],
    ['title: "{{ node.host }} and {{ peer.hosts }}"', []],
  ])('in expressions: %s', (part, expected) => {
    expect(problems(`${two}steps: [{ id: a, target: node, effect: read, run: df, ${part} }]\n`)).toEqual(expected);
  });

  it('in scripts', () => {
    const text = `${two}steps: [{ id: a, target: node, effect: read, run: 'echo "$node_host$node_hosts$peer_hosts$peer_host$node"' }]\n`;
    expect(problems(text)).toEqual(['unknownVariableMeant peer_host', 'unknownVariableMeant node']);
  });
});

describe('measures', () => {
  const gate = (value: string, expected: string): string =>
    `${one}steps: [{ id: a, effect: read, run: df }]\npostconditions:\n  - run: df\n    value: ${value}\n    expect: ${expected}\n`;

  it.each([
    ['whole(stdout)', 'value < 95 && value <= previous && first >= 0', []],
    ['whole(stdout)', 'value < 9.5', []],
    ['whole(stdout)', 'value == "95"', [expect.stringMatching(/^cel\.\w+ value == "95"$/)]],
    ['number(stdout)', 'value + 1 > 0', [expect.stringMatching(/^cel\.\w+ value \+ 1/)]],
    ['value', 'exit == 0', ['valueNotHere value']],
    ['json(stdout).load', 'double(value) < 1.0', ['notConverted json(stdout).load']],
  ])('value: %s, expect: %s', (value, expected, found) => {
    expect(problems(gate(value, expected))).toEqual(found);
  });
});

describe('gates that assert nothing', () => {
  const asserts = (expected: string): boolean =>
    !problems(
      `${one}steps: [{ id: a, effect: read, run: df }]\npostconditions:\n  - run: df\n    expect: ${JSON.stringify(expected)}\n`,
    ).some((problem) => problem.startsWith('assertsNothing'));

  it.each([
    ...[
      'true',
      '!false',
      '1 < 2',
      'run_id != ""',
      'exit == exit',
      '( exit ) == exit',
      'exit <= exit',
      '!(exit != exit)',
    ],
    ...['exit == 0 || true', 'true || exit == 0', 'exit >= 0', 'exit > -1', '0 <= exit', 'exit == 0 ? true : true'],
    ...[
      'exit == exit && stdout == stdout',
      'lines(stdout).size() == lines(stdout).size()',
      'true ? exit == exit : exit == 0',
    ],
  ])('%s', (expected) => {
    expect(asserts(expected)).toBe(false);
  });

  it.each([
    ...[
      'exit == 0',
      'exit != 0',
      'stdout == stderr',
      'true && exit == 0',
      'exit > 0',
      'exit >= 1',
      'exit == 0 ? true : stdout == ""',
    ],
    ...[
      'stdout.contains(run_id)',
      'lines(stdout).all(l, l == l && l != "")',
      'exit == 0 || stdout == ""',
      'false || exit == 0',
    ],
    ...[
      'lines(stdout).size() == lines(stderr).size()',
      '[exit, 1] == [1, exit]',
      'stdout.startsWith("a") == stdout.endsWith("a")',
    ],
  ])('but not %s', (expected) => {
    expect(asserts(expected)).toBe(true);
  });
});

describe('scripts', () => {
  const script = (text: string, inputs = ''): string[] =>
    problems(
      `${one}inputs: { unit: { type: string }, token: { type: secret }${inputs} }\nsteps:\n  - id: a\n    effect: read\n    run: |\n${text.replace(/^/gm, '      ')}\n`,
    );

  it.each([
    ['inputs, secrets and the engine’s own', 'echo "$unit" "$token" "$host" "$run_id" "$step_id"', []],
    ['what the shell and the login set', 'echo "$HOME" "$PATH" "$1" "$?" "$#" "$LANG"', []],
    ['what it sets itself', 'x=1; read -r y; for z in a; do echo "$x$y$z"; done; : "${w:=1}"; echo "$w"', []],
    ['programs in other languages', "awk '{ print $field }' /etc/passwd; sed 's/$x/y/' f", []],
    ['other programs’ templates', "docker ps --format '{{.Names}} {{ json .Labels }}'", []],
    ['a name that nobody set', 'echo "$nothing_of_the_kind"', ['unknownVariable nothing_of_the_kind']],
    ['said once for each name', 'echo "$unti"; echo "$unti"', ['unknownVariableMeant unti']],
    ['a template, wherever it is', 'cat <<EOF\n{{ unit }}\nEOF', ['templateInScript {{ unit }}']],
  ])('%s', (_, text, expected) => {
    expect(script(text)).toEqual(expected);
  });
});

describe('times', () => {
  it('may be templates of a duration', () => {
    const text = (duration: string): string =>
      `${one}inputs: { settle: { type: duration }, n: { type: integer } }\nsteps: [{ id: a, effect: read, run: df }]\npostconditions: [{ run: df, stableFor: '${duration}' }]\n`;
    expect(problems(text('{{ settle }}'))).toEqual([]);
    expect(problems(text('{{ n }}m'))).toEqual([]);
    expect(problems(text('{{ n }}'))).toEqual(['notDuration n']);
    expect(problems(text('{{ settel }}'))).toEqual(['cel.unknownNameMeant settel']);
    expect(problems(text('{{ settle'))).toEqual(['cel.unclosedTemplate {{']);
  });
});
