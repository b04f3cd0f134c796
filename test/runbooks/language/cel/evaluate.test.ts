// What expressions yield, what they refuse, and that none runs on for ever.
import { Optional } from '@marcbachmann/cel-js';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { celDuration } from '../../../../src/runbooks/language/cel/celDuration.ts';
import type { CelValue, Scope } from '../../../../src/runbooks/language/cel/CelValue.ts';
import { evaluate } from '../../../../src/runbooks/language/cel/evaluate.ts';

// Work is measured in processor time; the clock only has to be patient on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const scope: Scope = {
  exit: 0n,
  stdout: ' 42 \n',
  text: 'a=1\nb=22\n\nc=oom-kill',
  empty: '',
  percent: '95%',
  answer:
    '{"count": 7, "ratio": 0.5, "big": 9007199254740993, "name": "x", "list": [3, 1, 2], "none": null, "on": true, "deep": {"a": [{"b": "c"}]}}',
  ratio: 1.5,
  settle: celDuration(90_000),
  names: ['b', 'a', 'c'],
  ints: [10n, 9n, -1n],
  hosts: { one: 1n, two: 2n },
  there: Optional.of('yes'),
  missing: Optional.none(),
};

describe('yields', () => {
  const cases: readonly (readonly [expression: string, value: CelValue])[] = [
    ['exit == 0 && whole(stdout) < 95', true],
    ['whole("-007")', -7n],
    ['whole("+9223372036854775807")', 9223372036854775807n],
    ['number(" 1.5e+06 ")', 1_500_000],
    ['number(".5") + number("-3")', -2.5],
    ['lines(text)', ['a=1', 'b=22', '', 'c=oom-kill']],
    ['lines(empty)', []],
    ['lines("\\n")', ['']],
    ['lines("a\\r\\nb\\r\\n")', ['a', 'b']],
    ['lines(text).filter(l, l.contains("oom-kill"))', ['c=oom-kill']],
    ['lines(text).filter(l, l != "").map(l, find(l, "=(.*)"))', ['1', '22', 'oom-kill']],
    ['find(text, "b=\\\\d+")', 'b=22'],
    ['text.matches("^a=\\\\d$")', false],
    ['text.matches("(?m)^a=\\\\d$")', true],
    ['sorted(names)', ['a', 'b', 'c']],
    ['sorted(ints)', [-1n, 9n, 10n]],
    ['sorted(["\u{10000}", "\uffff"])', ['\uffff', '\u{10000}']],
    ['int(json(answer).count)', 7n],
    ['int(json(answer).count) + 1', 8n],
    ['double(json(answer).ratio)', 0.5],
    ['double(json(answer).count)', 7],
    ['string(json(answer).name)', 'x'],
    ['bool(json(answer).on)', true],
    ['json(answer).count == 7', true],
    ['json(answer).count < 8', true],
    ['json(answer).none == null', true],
    ['json(answer).name == null', false],
    ['json(answer).deep.a[0].b == "c"', true],
    ['json(answer).?lost.?part.orValue("d")', 'd'],
    ['json(answer).list.map(n, int(n))', [3n, 1n, 2n]],
    ['sorted(json(answer).list)', [1, 2, 3]],
    ['has(json(answer).deep.a)', true],
    ['has(json(answer).deep.z)', false],
    ['json("[]").size()', 0n],
    ['1 < ratio && ratio < 2', true],
    ['7 / 2 + 7 % 2', 4n],
    ['-9223372036854775808', -(2n ** 63n)],
    ['settle > duration("1m") && settle.getSeconds() == 90', true],
    ['settle - duration("2m") < duration("0s")', true],
    ['string(settle)', '1m30s'],
    ['hosts["one"] + hosts.two', 3n],
    ['hosts.all(h, hosts[h] > 0)', true],
    ['hosts[?"three"].orValue(3)', 3n],
    ['there.orValue("no")', 'yes'],
    ['missing.orValue("no")', 'no'],
    ['missing.or(there).value()', 'yes'],
    ['missing.hasValue() ? 1 : 2', 2n],
    ['names.exists_one(n, n == "a")', true],
    ['names.map(n, n != "b", n + "!").join(",")', 'a!,c!'],
    ['cel.bind(n, whole(stdout), n * n)', 1764n],
    ['"a" in names && !("z" in names) && "one" in hosts', true],
    ['"😀é".size()', 2n],
    ['"a,b".split(",")', ['a', 'b']],
    ['"Ä-A".lowerAscii() + "ä-a".upperAscii()', 'Ä-aä-A'],
    ['"abc".substring(1) + "abc".substring(0, 1)', 'bca'],
    ['{"a": 1, "__proto__": 2}.size()', 2n],
    // One side that decides alone does so, as CEL has it, in either order.
    ['whole(empty) > 0 || exit == 0', true],
    ['exit != 0 && whole(empty) > 0', false],
    ['["x", "1"].exists(t, whole(t) == 1)', true],
  ];
  test.each(cases)('%s', (expression, value) => {
    expect(evaluate(expression, scope)).toEqual({ value });
  });
});

describe('has no value, and says why', () => {
  const cases: readonly (readonly [expression: string, code: string])[] = [
    ['whole(empty)', 'cel.notWhole'],
    ['whole(percent)', 'cel.notWhole'],
    ['whole("0x10")', 'cel.notWhole'],
    ['whole("1_000")', 'cel.notWhole'],
    ['whole("1e3")', 'cel.notWhole'],
    ['whole("1 2")', 'cel.notWhole'],
    ['whole("1\\n2")', 'cel.notWhole'],
    ['whole("٣")', 'cel.notWhole'],
    ['whole("9223372036854775808")', 'cel.notWhole'],
    ['number(empty)', 'cel.notNumber'],
    ['number("NaN")', 'cel.notNumber'],
    ['number("Infinity")', 'cel.notNumber'],
    ['number("1e999")', 'cel.notNumber'],
    ['number("1e-999")', 'cel.notNumber'],
    ['number("0x1p3")', 'cel.notNumber'],
    ['number("1,5")', 'cel.notNumber'],
    ['number("5.")', 'cel.notNumber'],
    ['int(stdout)', 'cel.intOfText'],
    ['double(stdout)', 'cel.doubleOfText'],
    ['int(json(answer).name)', 'cel.intOfText'],
    ['int(json(answer).ratio)', 'cel.notExact'],
    ['int(json(answer).big)', 'cel.notExact'],
    ['int(json(answer).none)', 'cel.arguments'],
    ['string(json(answer).none)', 'cel.arguments'],
    ['string(json(answer).list)', 'cel.arguments'],
    ['bool(json(answer).count)', 'cel.arguments'],
    ['bool("1")', 'cel.notTrueOrFalse'],
    ['json(empty)', 'cel.notJson'],
    ['json("{")', 'cel.notJson'],
    ['json(answer).lost', 'cel.noKey'],
    ['json(answer).toString', 'cel.noKey'],
    ['json(answer).name.x', 'cel.noParts'],
    ['json(answer).name < 5', 'cel.operands'],
    ['json(answer).name != 5', 'cel.operands'],
    ['json(answer).name in [5]', 'cel.operands'],
    ['json(answer).name < "y"', 'cel.orderedTexts'],
    ['json(answer).count + 1', 'cel.operands'],
    ['json(answer).name.all(c, c == "x")', 'cel.notList'],
    ['names[3]', 'cel.noElement'],
    ['names[-1]', 'cel.noElement'],
    ['find(text, "zzz")', 'cel.notFound'],
    ['find(text, "(")', 'cel.badPattern'],
    ['find(text, "(?=a)")', 'cel.badPattern'],
    ['1 / 0', 'cel.dividedByZero'],
    ['1.0 / 0.0', 'cel.dividedByZero'],
    ['1 + 1.0', 'cel.operands'],
    ['9223372036854775807 + 1', 'cel.overflow'],
    ['1e308 * 10.0', 'cel.overflow'],
    ['-(-9223372036854775807 - 1)', 'cel.overflow'],
    ['nobody', 'cel.noValue'],
    ['constructor', 'cel.noValue'],
    ['exit ? 1 : 2', 'cel.notBool'],
    ['exit && true', 'cel.notBool'],
    ['missing.value()', 'cel.empty'],
    ['whole(empty) > 0 && exit == 0', 'cel.notWhole'],
    ['whole(empty) > 0 || exit != 0', 'cel.notWhole'],
    ['["x"].exists(t, whole(t) == 1)', 'cel.notWhole'],
    ['duration("90")', 'cel.notDuration'],
    ['"abc".substring(4)', 'cel.outOfRange'],
    ['timestamp("2020-01-01T00:00:00Z")', 'cel.unknownFunction'],
    ['b"x"', 'cel.unsupportedLiteral'],
    ['exit ==', 'cel.unfinished'],
  ];
  test.each(cases)('%s', (expression, code) => {
    expect(evaluate(expression, scope)).toMatchObject({ problem: { code } });
  });
});

describe('is bounded in time', () => {
  const long = 'x'.repeat(64 * 1024);
  const manyLines = Array.from({ length: 32 * 1024 }, (_, index) => String.fromCharCode(97 + (index % 26))).join('\n');
  const hostile: readonly (readonly [name: string, expression: string, stdout: string])[] = [
    ['nested macros', 'lines(stdout).all(a, lines(stdout).all(b, a == a))', manyLines],
    ['macros nested thrice', 'lines(stdout).map(a, lines(stdout).map(b, lines(stdout).map(c, c)))', manyLines],
    ['membership in a macro', 'lines(stdout).filter(l, !(l + "!" in lines(stdout)))', manyLines],
    ['contains in a macro', 'lines(stdout).filter(l, (stdout + stdout).contains(l + "!"))', manyLines],
    ['doubling texts', doubling('a + a'), long],
    ['doubling lists', doubling('[a, a].map(x, x)').replace('stdout', 'lines(stdout)'), long],
    ['pattern in a macro', 'lines(stdout).filter(l, stdout.matches("(a?){50}a{50}c" + l))', manyLines],
    ['catastrophic pattern', 'stdout.matches("(x+x+)+y") || stdout.matches("(x*)*y")', long],
    ['splitting in a macro', 'lines(stdout).map(l, stdout.split(""))', manyLines],
    ['sorting in a macro', 'lines(stdout).map(l, sorted(lines(stdout)))', manyLines],
    ['joining in a macro', 'lines(stdout).map(l, lines(stdout).join(stdout))', manyLines],
    [
      'json in a macro',
      'lines(stdout).map(l, json("[" + stdout + "]"))',
      '1,'.repeat(16_000) + '\n'.repeat(16_000) + '1',
    ],
    ['deep json compared', 'json(stdout) == json(stdout)', '['.repeat(30_000) + ']'.repeat(30_000)],
    ['errors in a macro', 'lines(stdout).exists(a, lines(stdout).exists(b, whole(b) == 1))', manyLines],
  ];
  test.each(hostile)('%s', (_name, expression, stdout) => {
    const started = process.cpuUsage();
    const result = evaluate(expression, { stdout });
    const { user, system } = process.cpuUsage(started);
    // Of this process alone, in microseconds: twice the promise, for slower machines.
    expect(user + system).toBeLessThan(2_000_000);
    if ('problem' in result)
      expect(result.problem.code).toMatch(/^cel\.(tooMuchWork|tooComplex|notJson|notWhole|arguments)$/);
  });

  test('what used up the work is not ignored by ||', () => {
    const result = evaluate('lines(stdout).all(a, lines(stdout).all(b, true)) || true', { stdout: manyLines });
    expect(result).toMatchObject({ problem: { code: 'cel.tooMuchWork' } });
  });

  test('sensible work over the largest output is not refused', () => {
    const stdout = 'key value 123\n'.repeat(4600);
    const result = evaluate(
      'lines(stdout).filter(l, l.matches("^key .* [0-9]+$")).map(l, whole(find(l, "([0-9]+)$"))).all(n, n == 123)',
      { stdout },
    );
    expect(result).toEqual({ value: true });
  });
});

function doubling(step: string): string {
  let expression = 'a.size()';
  for (let round = 0; round < 30; round++) expression = `cel.bind(a, ${round === 29 ? 'stdout' : step}, ${expression})`;
  return expression;
}

describe('numbers out of any text', () => {
  test('whole() gives the number that was printed, or none', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }),
        fc.constantFrom('', ' ', '\n', '\t\r\n'),
        (value, blank) => {
          const result = evaluate('whole(text)', { text: `${blank}${value}${blank}` });
          if (BigInt.asIntN(64, value) === value) expect(result).toEqual({ value });
          else expect(result).toMatchObject({ problem: { code: 'cel.notWhole' } });
        },
      ),
    );
  });

  test('number() gives what was printed', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(evaluate('number(text)', { text: String(value) })).toEqual({ value: Object.is(value, -0) ? 0 : value });
      }),
    );
  });

  test('no text that is no number becomes one', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        if (/^[ \t\r\n]*[+-]?[\d.]/.test(text)) return;
        expect(evaluate('whole(text)', { text })).toHaveProperty('problem');
        expect(evaluate('number(text)', { text })).toHaveProperty('problem');
      }),
    );
  });
});
