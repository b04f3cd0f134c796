// Types without values: what is accepted and of which type, what is refused, where exactly and with what advice.
import { describe, expect, test } from 'vitest';
import { checkExpression } from '../../../../src/runbooks/language/cel/checkExpression.ts';
import { say } from '../../../../src/runbooks/texts/say.ts';

const names = {
  exit: 'int',
  stdout: 'string',
  stderr: 'string',
  value: 'int',
  ratio: 'double',
  settle: 'duration',
  pause: 'google.protobuf.Duration',
  oom_killed: 'bool',
  oom_lines: 'list<string>',
  skipped: 'optional<int>',
  by_host: 'map<string, int>',
  peer: 'map<string, string>',
  skipped_by_host: 'map<string, optional<list<string>>>',
};

describe('accepts', () => {
  const cases: readonly (readonly [expression: string, type: string, uses: readonly string[]])[] = [
    ['exit == 0 && whole(stdout) < 95', 'bool', ['exit', 'stdout']],
    ['lines(stdout).filter(l, l.contains("x"))', 'list<string>', ['stdout']],
    ['lines(stdout).map(l, whole(l))', 'list<int>', ['stdout']],
    ['oom_lines.map(stdout, stdout.size())', 'list<int>', ['oom_lines']],
    ['json(stdout).a.b[0]', 'dyn', ['stdout']],
    ['int(json(stdout).a)', 'int', ['stdout']],
    ['double(json(stdout).a) / 2.0', 'double', ['stdout']],
    ['string(json(stdout).a)', 'string', ['stdout']],
    ['bool(json(stdout).?a.orValue(false))', 'bool', ['stdout']],
    ['json(stdout).a == "x" && json(stdout).b < 5', 'bool', ['stdout']],
    ['value < 1.5 && ratio > 2', 'bool', ['value', 'ratio']],
    ['double(value) * ratio', 'double', ['value', 'ratio']],
    ['settle + pause > duration("1m")', 'bool', ['settle', 'pause']],
    ['skipped.orValue(3) + 1', 'int', ['skipped']],
    ['skipped', 'optional<int>', ['skipped']],
    ['skipped.hasValue() ? skipped.value() : 0', 'int', ['skipped']],
    ['by_host.all(h, by_host[h] == 1)', 'bool', ['by_host']],
    ['peer.host', 'string', ['peer']],
    ['skipped_by_host["a"].orValue([])', 'list<string>', ['skipped_by_host']],
    ['skipped_by_host.?a', 'optional<optional<list<string>>>', ['skipped_by_host']],
    ['sorted(oom_lines) == ["a"]', 'bool', ['oom_lines']],
    ['[] == oom_lines', 'bool', ['oom_lines']],
    ['[1, 2] + []', 'list<int>', []],
    ['stdout in ["inactive", "failed"]', 'bool', ['stdout']],
    ['find(stdout, "a(b)c")', 'string', ['stdout']],
    ['cel.bind(n, whole(stdout), n > 1 && n < 5)', 'bool', ['stdout']],
    ['optional.of(1).or(optional.none()).orValue(2)', 'int', []],
    ['json(stdout).xs.map(x, int(x))', 'list<int>', ['stdout']],
    ['json(stdout).n + 1', 'int', ['stdout']],
    ['oom_killed ? "yes" : "no"', 'string', ['oom_killed']],
    ['-value', 'int', ['value']],
    ['-9223372036854775808', 'int', []],
    ['{"a": 1}.a', 'int', []],
    ['has(json(stdout).a)', 'bool', ['stdout']],
  ];
  test.each(cases)('%s', (expression, type, uses) => {
    const checked = checkExpression(expression, names);
    expect(checked).toEqual({ type, uses: new Set(uses) });
  });
});

describe('refuses', () => {
  // «» around the place.
  const cases: readonly (readonly [marked: string, code: string, english: RegExp])[] = [
    ['«int(stdout)» < 95', 'cel.intOfText', /whole\(…\)/],
    ['«double(stdout)» < 95', 'cel.doubleOfText', /number\(…\)/],
    ['exit == 0 && «stdout < 95»', 'cel.textAndNumber', /`<`.*string and int.*whole/],
    ['«stdout == 95»', 'cel.textAndNumber', /whole/],
    ['«value + ratio»', 'cel.mixedNumbers', /double\(…\)/],
    ['«value == 1.0»', 'cel.mixedNumbers', /double\(…\)/],
    ['«ratio % 2.0»', 'cel.operands', /double and double/],
    ['«stdout < stderr»', 'cel.orderedTexts', /"100" would come before "95"/],
    ['«oom_killed < true»', 'cel.operands', /bool/],
    ['«settle < 5»', 'cel.operands', /duration and int/],
    ['«stdot» == ""', 'cel.unknownNameMeant', /Did you mean `stdout`/],
    ['«zebra» == ""', 'cel.unknownName', /no `zebra`/],
    ['lines(stdout).filter(l, «m» == "")', 'cel.unknownName', /`m`/],
    ['oom_lines.exists(l, true) && «l» == ""', 'cel.unknownName', /`l`/],
    ['stdout.«contians»("x")', 'cel.unknownFunctionMeant', /`contains`/],
    ['stdout == "" || (stdout)  .«frobnicate»()', 'cel.unknownFunction', /frobnicate/],
    ['«jsn»(stdout).a', 'cel.unknownFunctionMeant', /`json`/],
    ['«timestamp»("2020-01-01T00:00:00Z") != null', 'cel.unknownFunction', /timestamp/],
    ['«dyn»(stdout) < 95', 'cel.unknownFunction', /dyn/],
    ['«type»(stdout) == 1', 'cel.unknownFunction', /type/],
    ['stdout.«lines»()', 'cel.notMethod', /lines\(string\)/],
    ['«contains»(stdout, "x")', 'cel.notFunction', /string\.contains\(string\)/],
    ['«whole(value)» == 1', 'cel.arguments', /whole\(string\): int/],
    ['«stdout.contains(1)»', 'cel.arguments', /\(string, int\)/],
    ['«whole()»', 'cel.arguments', /whole/],
    ['«skipped» > 1', 'cel.mayBeMissing', /`skipped\.orValue\(…\)`/],
    ['whole(string(«skipped»)) > 1', 'cel.mayBeMissing', /orValue/],
    ['«skipped_by_host["a"]».size() > 1', 'cel.mayBeMissing', /orValue/],
    ['skipped.orValue(«"x"»)', 'cel.branches', /int and string/],
    ['«exit» && true', 'cel.notBool', /int/],
    ['!«exit»', 'cel.notBool', /int/],
    ['«exit» ? 1 : 2', 'cel.notBool', /int/],
    ['oom_lines.all(l, «l»)', 'cel.notBool', /string/],
    ['«oom_killed ? 1 : "x"»', 'cel.branches', /int and string/],
    ['[1, «"a"»]', 'cel.mixedElements', /int and string/],
    ['{«1»: 2}', 'cel.keyNotText', /int/],
    ['«stdout».map(c, c)', 'cel.notList', /string/],
    ['«stdout.size»', 'cel.noParts', /string has no part size/],
    ['«oom_lines["a"]»', 'cel.noParts', /"a"/],
    ['«-stdout»', 'cel.operand', /string/],
    ['«b"x"» == stdout', 'cel.unsupportedLiteral', /Bytes/],
    ['«5u» == value', 'cel.unsupportedLiteral', /unsigned/],
    ['value < «9223372036854775808»', 'cel.badNumber', /9223372036854775808/],
    ['has(«value»)', 'cel.hasWhat', /has\(answer/],
    ['exit «=» 0', 'cel.writeInstead', /`==`/],
    ['oom_killed «and» exit == 0', 'cel.writeInstead', /`&&`/],
    ['exit == 0 && «not» oom_killed', 'cel.writeInstead', /`!`/],
    ['stdout == «‘»x’', 'cel.writeInstead', /`'`/],
    ['exit ==«»', 'cel.unfinished', /early/],
    ['(exit == 0«»', 'cel.unfinished', /early/],
    ['stdout == «"x»', 'cel.unclosedText', /not closed/],
    ['stdout == "x«\n»"', 'cel.lineEndInText', /\\n/],
    ['stdout.matches("«\\d»")', 'cel.badEscape', /r"…"/],
    ['exit == 0 «}»', 'cel.unexpected', /`}`/],
    ['«for» == 1', 'cel.reservedWord', /`for`/],
    ['oom_lines.map(«1», 2)', 'cel.elementName', /item/],
  ];
  test.each(cases)('%s', (marked, code, english) => {
    const [start, end] = [marked.indexOf('«'), marked.indexOf('»') - 1];
    const problem = checkExpression(marked.replace(/[«»]/g, ''), names);
    expect(problem).toMatchObject({ problem: { code }, start, end });
    if ('problem' in problem) {
      expect(say('en', problem.problem)).toMatch(english);
      expect(say('en', problem.problem)).not.toMatch(/\{\w+\}/);
      expect(say('zh-cn', problem.problem)).not.toMatch(/\{\w+\}/);
    }
  });

  test('what is too long, too deep or too large, without a throw', () => {
    const hostile = [
      'a'.repeat(9000),
      '('.repeat(4000),
      '!'.repeat(8000) + 'oom_killed',
      Array(450).fill('value').join('+'),
      '['.repeat(4000),
      `[${'1,'.repeat(600)}]`,
      Array(3000).fill('1').join('+'),
    ];
    const codes = hostile.map((expression) => {
      const checked = checkExpression(expression, names);
      return 'problem' in checked ? checked.problem.code : checked.type;
    });
    expect(codes).toEqual([
      'cel.tooLong',
      'cel.tooComplex',
      'cel.tooComplex',
      'int',
      'cel.tooComplex',
      'cel.tooComplex',
      'cel.tooComplex',
    ]);
  });
});
