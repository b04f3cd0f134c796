// Going to names and renaming them: exact places in every notation, refusals, and the shipped runbooks as a whole.
import { describe, expect, it, vi } from 'vitest';
import { readRunbook } from '../../../../src/runbooks/language/readRunbook.ts';
import { findDefinition, findOccurrences } from '../../../../src/runbooks/language/service/findSymbol.ts';
import { namesInExpression } from '../../../../src/runbooks/language/service/namesInExpression.ts';
import { findRenameable, renameSymbol } from '../../../../src/runbooks/language/service/renameSymbol.ts';
import { Study } from '../../../../src/runbooks/language/service/Study.ts';
import { symbolTable } from '../../../../src/runbooks/language/service/usesOf.ts';
import { namesInScript } from '../../../../src/runbooks/language/namesInScript.ts';
import { shippedRunbooks } from '../../../shipped/shippedRunbooks.ts';
import { applyEdits } from './applyEdits.ts';
import { atCursor } from './atCursor.ts';

vi.setConfig({ testTimeout: 120_000 });

/** A runbook whose names are used in every way there is. */
const TEXT = `schema: runbook/v1
title: { en: 'Restart {{ unit }} twice, {{ unit + "unit" }}', zh-cn: '重启 {{ unit }}' }
inputs:
  unit: { type: string, default: unit }
  "settle": { type: duration, default: 5s }
targets: { node: { count: 1 }, peer: {} }
guards:
  - { target: node, run: 'test -n "$unit"', during: [look, 'restart'] }
steps:
  - id: look
    target: [node]
    effect: read
    run: |
      # $unit in a comment
      echo "\${unit:-x}" '$unit' "it's $unit" "$node_host" \\
        "\${unit%.*}"
    capture:
      found: lines(stdout).filter(unit_line, unit_line.contains(unit))
  - id: "restart"
    target: node
    when: "size(found) > 0 && unit != \\"unit\\" && node.host != ''"
    run: "systemctl restart \\"$unit\\"; echo $found"
    verify:
      - title: >-
          {{ unit }} runs,
          and {{ unit }} goes on
        target: node
        run: 'echo ''$unit'' "$unit"'
        expect: >-
          exit == 0 &&
          stdout.contains(unit)
        stableFor: "{{ settle }}"
  - { id: rolling, each: peer, steps: [{ id: inner, run: 'echo "$peer_hosts"', verify: [{ run: 'true' }] }] }
verdicts:
  - { id: done, when: 'found.exists(unit, unit == "x")', title: 'Of {{ peer.hosts.size() }}', next: linux/other }
`;
/** As many uses as a person counts, without the declaration. */
const counts: readonly (readonly [name: string, uses: number])[] = [
  ['unit', 14],
  ['settle', 1],
  ['node', 6],
  ['peer', 3],
  ['look', 1],
  ['restart', 1],
  ['found', 3],
  ['inner', 0],
];

function declared(name: string, text = TEXT): { study: Study; position: { line: number; character: number } } {
  const study = new Study(text);
  const symbol = symbolTable(study).symbols.find((one) => one.name === name)!;
  return { study, position: study.positions.positionAt(symbol.span.start) };
}
function renamed(name: string, to: string, text = TEXT): ReturnType<typeof renameSymbol> {
  return renameSymbol({ uri: 'x', text }, declared(name, text).position, to);
}

describe('names', () => {
  it('are those of a sound runbook', () => {
    expect(readRunbook({ uri: 'x', text: TEXT }).diagnostics.map(({ code }) => code)).toEqual([]);
  });

  it.each(counts)('%s is found wherever it is used', (name, uses) => {
    const { study, position } = declared(name);
    const found = findOccurrences({ uri: 'x', text: TEXT }, position);
    expect(found).toHaveLength(uses + 1);
    for (const { range } of found) {
      const line = TEXT.split('\n')[range.start.line]!;
      expect(line.slice(range.start.character, range.end.character)).toBe(name);
      const definition = findDefinition({ uri: 'x', text: TEXT }, range.start);
      expect(definition).toMatchObject({ kind: 'here', from: range, name: found[0]!.range });
      expect(findDefinition({ uri: 'x', text: TEXT }, range.end)).toEqual(definition);
    }
    expect(study.sound).toBe(true);
  });

  it.each([
    ['in a comment', '# $unit in', 3],
    ['in single quotes', "'$unit' \"it", 3],
    ['in a text of an expression', '\\"unit\\"', 3],
    ['that a macro binds', 'exists(unit', 8],
    ['in the middle of another', 'unit_line.', 3],
  ])('are not taken for one %s', (_, where, at) => {
    const study = new Study(TEXT);
    const position = study.positions.positionAt(TEXT.indexOf(where) + at);
    expect(findDefinition({ uri: 'x', text: TEXT }, position)).toBeUndefined();
  });

  it('lead to other runbooks', () => {
    const at = (text: string): ReturnType<typeof findDefinition> => {
      const { source, position } = atCursor(text);
      return findDefinition(source, position);
    };
    expect(at('verdicts:\n  - next: linux/ot|her')).toMatchObject({ kind: 'runbook', path: 'linux/other' });
    expect(at('steps:\n  - id: x\n    use: ./ot|her.yaml')).toMatchObject({ kind: 'file', path: './other.yaml' });
    expect(at('preconditions:\n  - use: sub/ot|her.yaml')).toMatchObject({ kind: 'file', path: 'sub/other.yaml' });
    for (const path of ['../other.yaml', '/etc/other.yaml', 'file:///x.yaml', 'a/../../x.yaml', '..%2fx.yaml']) {
      expect(at(`steps:\n  - use: ${path}|`)).toBeUndefined();
    }
  });

  it('are found while an expression is unfinished', () => {
    const names = (text: string): string[] => namesInExpression(text).map(({ name }) => name);
    expect(names('a.b == "c" && size(d) > ')).toEqual(['a', 'd']);
    expect(names('x in [1, y')).toEqual(['x', 'y']);
    expect(names("'un' + whole(z")).toEqual(['z']);
    expect(names('cel.bind(q, a, q + b) && c.map(q, q)')).toEqual(['a', 'b', 'c']);
  });
});

describe('renaming', () => {
  it('writes the new name in every notation', () => {
    const result = renamed('unit', 'service') as { edits: never[] };
    const text = applyEdits(TEXT, result.edits);
    expect(text).toContain(
      `title: { en: 'Restart {{ service }} twice, {{ service + "unit" }}', zh-cn: '重启 {{ service }}' }`,
    );
    expect(text).toContain('  service: { type: string, default: unit }');
    expect(text).toContain(`run: 'test -n "$service"'`);
    expect(text).toContain(`echo "\${service:-x}" '$unit' "it's $service"`);
    expect(text).toContain('"${service%.*}"');
    expect(text).toContain('filter(unit_line, unit_line.contains(service))');
    expect(text).toContain('service != \\"unit\\" &&');
    expect(text).toContain(`run: "systemctl restart \\"$service\\"; echo $found"`);
    expect(text).toContain('{{ service }} runs,\n          and {{ service }} goes on');
    expect(text).toContain(`run: 'echo ''$unit'' "$service"'`);
    expect(text).toContain('stdout.contains(service)');
    expect(text).toContain('found.exists(unit, unit == "x")');
    expect(text).toContain('# $unit in a comment');
  });

  it('keeps quotes, and the parts of a role’s variables', () => {
    const of = (name: string, to: string): string => applyEdits(TEXT, (renamed(name, to) as { edits: never[] }).edits);
    expect(of('restart', 'begin')).toContain('- id: "begin"');
    expect(of('restart', 'begin')).toContain("during: [look, 'begin']");
    expect(of('settle', 'calm')).toContain('"calm": { type: duration');
    expect(of('node', 'host_of_it')).toContain('"$host_of_it_host"');
    expect(of('peer', 'others')).toContain('{{ others.hosts.size() }}');
    expect(of('peer', 'others')).toContain('each: others, steps: [{ id: inner, run: \'echo "$others_hosts"\'');
  });

  it.each(counts)('%s and back gives the same text', (name) => {
    const { edits } = renamed(name, 'brand_new') as { edits: never[] };
    const text = applyEdits(TEXT, edits);
    expect(text).not.toBe(TEXT);
    expect(readRunbook({ uri: 'x', text }).diagnostics).toEqual([]);
    expect(applyEdits(text, (renamed('brand_new', name, text) as { edits: never[] }).edits)).toBe(TEXT);
  });

  it.each([
    ['unit', 'Unit', 'language.badName'],
    ['unit', 'a-b', 'language.badName'],
    ['unit', '', 'language.badName'],
    ['unit', 'x'.repeat(65), 'language.badName'],
    ['unit', 'stdout', 'language.reservedName'],
    ['unit', 'found', 'service.rename.taken'],
    ['found', 'node', 'service.rename.taken'],
    ['unit', 'peer_hosts', 'language.roleVariableTaken'],
    ['look', 'inner', 'language.duplicateStep'],
    ['unit', 'unit_line', 'service.rename.clash'],
  ])('%s to %s is refused', (name, to, code) => {
    expect(renamed(name, to)).toMatchObject({ problem: { code } });
  });

  it('lets a step have the name of an input', () => {
    expect(renamed('look', 'unit')).toHaveProperty('edits');
  });

  it.each([
    ['unit=x; echo "$unit"', 'sets it'],
    ['export unit; python3 x', 'exports it'],
    ['for unit in a b; do :; done', 'loops over it'],
  ])('is refused where a script does this: %s', (script) => {
    const text = TEXT.replace('systemctl restart \\"$unit\\"', script.replaceAll('"', '\\"'));
    expect(renamed('unit', 'service', text)).toMatchObject({
      problem: { code: 'service.rename.setInScript', args: { line: 22 } },
    });
    expect(findRenameable({ uri: 'x', text }, declared('unit', text).position)).toHaveProperty('problem');
  });

  it.each([
    ['of a script', 'service', '$found"', '$service$found"'],
    ['of the environment', 'http_proxy', '$found"', '$http_proxy$found"'],
  ])('is refused where the new name is one %s', (_, to, from, by) => {
    expect(renamed('unit', to, TEXT.replace(from, by))).toMatchObject({ problem: { code: 'service.rename.clash' } });
  });

  it('is refused where a part can’t be read', () => {
    for (const text of [TEXT.replace('verdicts:', 'verdicts: ['), TEXT.replace('effect: read', 'efect: read')]) {
      expect(renamed('unit', 'service', text)).toMatchObject({ problem: { code: 'service.rename.damaged' } });
    }
  });

  it('is nothing where no name stands', () => {
    const { source, position } = atCursor(TEXT.replace('effect: read', 'eff|ect: read'));
    expect(findRenameable(source, position)).toBeUndefined();
    expect(renameSymbol(source, position, 'x')).toBeUndefined();
  });
});

describe.each(shippedRunbooks.map(({ name, text }) => [name, text] as const))('%s', (_, text) => {
  const study = new Study(text);
  const { symbols, uses, contested } = symbolTable(study);

  it('has every name resolved', () => {
    const known = new Set(symbols.map(({ name }) => name));
    const engine = /^(exit|stdout|stderr|host|value|values|previous|first|verdict|run_id|step_id)$/;
    for (const place of study.places) {
      const names =
        place.notation === 'cel'
          ? namesInExpression(place.text).map(({ name }) => name)
          : place.notation === 'sh'
            ? namesInScript(place.text)
                .uses.map(({ name }) => name)
                .filter((name) => place.names.get(name)?.inShell === true)
            : [];
      expect(names.filter((name) => !known.has(name.replace(/_hosts?$/, '')) && !engine.test(name))).toEqual([]);
    }
    expect(uses.length).toBeGreaterThan(10);
    expect(contested).toEqual([]);
  });

  it('has every use where it is written', () => {
    for (const { symbol, span } of uses) expect(text.slice(span.start, span.end)).toBe(symbol.name);
  });

  it('goes round with any of its names', () => {
    for (const [index, symbol] of symbols.entries()) {
      // Each takes a while; a third of them has every kind.
      if (index % 3 !== 0) continue;
      const { edits } = renamed(symbol.name, 'brand_new', text) as { edits: never[] };
      const there = applyEdits(text, edits);
      expect(applyEdits(there, (renamed('brand_new', symbol.name, there) as { edits: never[] }).edits)).toBe(text);
    }
  });
});
