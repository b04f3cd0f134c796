// Which names a script uses and sets, through all of sh's quoting.
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { namesInScript } from '../../../src/runbooks/language/namesInScript.ts';
import { templatesInScript } from '../../../src/runbooks/language/templatesInScript.ts';

// Work is measured in processor time; the clock only has to be patient on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

/** Script, names used in order, names assigned. */
const cases: readonly (readonly [script: string, uses: string, assigns: string])[] = [
  ['systemctl restart "$unit"', 'unit', ''],
  ['echo $a ${b} "$c" "${d}" \'$e\' \\$f "\\$g"', 'a b c d', ''],
  ['echo $1 $@ $? $$ $# $! $- $* ${1} ${#} ${10}', '', ''],
  ['echo ${a:-$b} ${c:="$d"} ${e%%/*} ${#f} ${g:+x} ${h-${i}}', 'a b c d e f g h i', 'c'],
  ['echo "${a:-it\'s $b}" "${c%\'$d\'}"', 'a b c', ''],
  ['echo $((a + 1)) $(( $b * c )) $((0x1F + 10#d)) "$((e))"', 'a b c d e', ''],
  ['echo $((x = y + 1, z += 1, w == 1))', 'x y z w', 'x z'],
  ['n=$(wc -l < "$file"); echo "$n"', 'file n', 'n'],
  ['n=`wc -l < "$file"`; m=`echo \\$deep \\`echo $deeper\\``', 'file deep deeper', 'n m'],
  ['a=1 b=$a env', 'a', 'a b'],
  ['env a=1 echo b=2', '', ''],
  ['# it\'s $nothing\necho "#$a" b#$c # $d', 'a c', ''],
  ['for f in "$dir"/*; do echo "$f"; done', 'dir f', 'f'],
  ['for f do echo "$f"; x=1; done', 'f', 'f x'],
  ['for f\ndo x=$f\ndone', 'f', 'f x'],
  ['while read -r a b; do echo "$a"; done < "$file"', 'a file', 'a b'],
  ['IFS=: read -r user rest', '', 'IFS user rest'],
  ['export unit', 'unit', ''],
  ['export a=1 b="$c"; readonly d; local e f=1; unset g', 'c d', 'a b e f g'],
  ['while getopts ab: flag; do echo "$OPTARG"; done', 'OPTARG', 'flag OPTARG OPTIND'],
  ['f() { local x=$1; echo "$x" "$y"; }\nf "$z"', 'x y z', 'x'],
  ['awk -v p="$port" \'{ print $1, $port, p }\' "$file"', 'port file', ''],
  ['sed -e \'s/$a/b/\' -e "s/$c/d/"', 'c', ''],
  ['cat <<EOF\n$a ${b} \\$c `echo $d` $(echo $e)\nEOF\necho $f', 'a b d e f', ''],
  ["cat <<'EOF' > \"$file\"\n$a it's\nEOF\necho $f", 'file f', ''],
  ['cat <<\\EOF\n$a "\nEOF\necho $f', 'f', ''],
  ['cat <<-EOF\n\t$a\n\tEOF\necho $f', 'a f', ''],
  ['cat <<A <<"B"\n$a\nA\n$b\nB\necho $c', 'a c', ''],
  ['x=$(cat <<EOF\n$a )\nEOF\n) ; echo $b', 'a b', 'x'],
  ['cat <<EOF\n$a never closed', 'a', ''],
  ['case $a in x|y) b=1 ;; (z) c=$d ;; *) echo ")" ;; esac; e=2', 'a d', 'b c e'],
  ['x=$(case $a in b) echo "$c" ;; esac); echo $d', 'a c d', 'x'],
  ['case $a in\n  in) in=1 ;;\n  esac=*) b=1\nesac\nc=1', 'a', 'in b c'],
  ['(cd "$a" && b=1) && { c=1; }', 'a', 'b c'],
  ['if a=1; then b=2; elif ! c=3; then d=4; else e=5; fi', '', 'a b c d e'],
  ['echo hi >"$a" 2>&1 <$b; 2>/dev/null c=1', 'a b', 'c'],
  ['cmd && x=1 || y=2; p | q=3 r & s=4', '', 'x y q s'],
  ['eval \'echo $a\' "x=\\$b"; trap \'rm "$tmp"\' EXIT', 'a b tmp', 'x'],
  ['a=$b\\\nc; echo $d', 'b d', 'a'],
  ['docker inspect -f \'{{.State}}\' "$c"', 'c', ''],
  ['echo "a $(echo "b $(echo "$c")") $d"', 'c d', ''],
  ['python3 - <<"P"\nx = "$y"\nP', '', ''],
  ['a="$b', 'b', 'a'],
  ["echo 'open $a", '', ''],
  ['echo $(', '', ''],
  ['echo ${', '', ''],
  ['echo "$((" $a', 'a', ''],
  ['', '', ''],
];

describe('uses and assigns', () => {
  test.each(cases)('%j', (script, uses, assigns) => {
    const names = namesInScript(script);
    expect(names.uses.map((use) => use.name).join(' ')).toBe(uses);
    expect([...names.assigns].sort().join(' ')).toBe(assigns.split(' ').sort().join(' '));
    for (const use of names.uses) expect(script.slice(use.start, use.end)).toBe(use.name);
  });
});

test('any text is read to its end without a throw, each use at its place', () => {
  const pieces = fc.array(
    fc.constantFrom(
      '$',
      '{',
      '}',
      '(',
      ')',
      '((',
      '))',
      '"',
      "'",
      '`',
      '\\',
      '\n',
      ' ',
      ';',
      ';;',
      '<<',
      'EOF',
      'case',
      'in',
      'esac',
      '#',
      '=',
      'name',
      '<',
      '>',
      '|',
      '&',
      '1',
      ':-',
    ),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(pieces, (written) => {
      const script = written.join('');
      for (const use of namesInScript(script).uses) expect(script.slice(use.start, use.end)).toBe(use.name);
    }),
    { numRuns: 2000 },
  );
});

test('a long script is read in no time', () => {
  const script = 'for f in $(ls "$dir"); do case "$f" in *.log) rm -- "$f" ;; esac; done # `"\n'.repeat(12_000);
  const started = process.cpuUsage();
  expect(namesInScript(script).uses).toHaveLength(36_000);
  expect(process.cpuUsage(started).user).toBeLessThan(2_000_000);
});

const beginnings: readonly (readonly [script: string, negated: boolean])[] = [
  ['! grep -q x /etc/passwd', true],
  ['\n# really\n  ! grep -q x f', true],
  ['{ ! grep -q x f; }', true],
  ['(! grep -q x f)', true],
  ['grep -q ! f', false],
  ['[ ! -e f ]', false],
  ['!x', false],
  ['"!" x', false],
  ['', false],
];
test.each(beginnings)('%j is negated: %s', (script, negated) => {
  expect(namesInScript(script).negated).toBe(negated);
});

describe('templates in scripts', () => {
  const scripts: readonly (readonly [script: string, templates: readonly string[]])[] = [
    ['systemctl restart {{ unit }}', ['{{ unit }}']],
    ['curl "http://127.0.0.1:{{port}}/{{ unit.size() }}"', ['{{port}}', '{{ unit.size() }}']],
    ['echo {{ whole(port) }} {{ "a" + unit }}', ['{{ whole(port) }}', '{{ "a" + unit }}']],
    ['echo {{ unit | upper }}', ['{{ unit | upper }}']],
    ['echo {{ unit', ['{{ unit']],
    ["docker inspect -f '{{.State}} {{ .port }} {{json .Config}} {{end}}'", []],
    ["awk '{{print $1}}' f; echo {{ port }}", ['{{ port }}']],
    ['echo {{ other }} {{ units }}', []],
  ];
  test.each(scripts)('%j', (script, templates) => {
    const found = templatesInScript(script, ['unit', 'port']);
    expect(found.map(({ start, end }) => script.slice(start, end))).toEqual(templates);
  });
});
