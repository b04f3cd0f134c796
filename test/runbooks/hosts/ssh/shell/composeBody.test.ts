// What of a command is sent, and what is refused.
import { describe, expect, test } from 'vitest';
import { HostRefusal } from '../../../../../src/runbooks/hosts/HostRefusal.ts';
import { composeBody } from '../../../../../src/runbooks/hosts/ssh/shell/composeBody.ts';
import { quote } from '../../../../../src/runbooks/hosts/ssh/quote.ts';
import { exitOfStatus } from '../../../../../src/runbooks/hosts/ssh/shell/exitOfStatus.ts';

describe('composeBody', () => {
  test.each([
    { script: 'echo "$unit"', sent: true },
    { script: 'echo "${unit:-x}"', sent: true },
    { script: "export unit; sh -c 'echo $unit'", sent: true },
    { script: 'echo $((unit + 1))', sent: true },
    { script: 'echo "$units" "$my_unit" unit2', sent: false },
    { script: 'true', sent: false },
  ])('$script', ({ script, sent }) => {
    expect(composeBody({ script, variables: { unit: 'VALUE' } }).includes('VALUE')).toBe(sent);
  });

  test.each([
    { what: 'a value', command: { script: 'echo "$a"', variables: { a: 'x\0y' } }, name: 'a' },
    { what: 'the script', command: { script: 'echo \0', variables: {} }, name: 'run' },
  ])('a NUL in $what is refused by name', ({ command, name }) => {
    expect(() => composeBody(command)).toThrow(HostRefusal);
    try {
      composeBody(command);
    } catch (error) {
      expect((error as HostRefusal).refusal).toEqual({ code: 'shell.nul', args: { name } });
    }
  });
});

test('quote refuses what a shell would drop', () => {
  expect(quote("it's")).toBe(String.raw`'it'\''s'`);
  expect(() => quote('\0')).toThrow(RangeError);
});

test.each([
  [0, { code: 0 }],
  [127, { code: 127 }],
  [128, { code: 128 }],
  [137, { signal: 'SIGKILL' }],
  [143, { signal: 'SIGTERM' }],
  [255, { code: 255 }],
])('status %i', (status, exit) => {
  expect(exitOfStatus(status)).toEqual(exit);
});
