// A deep link can't lead out of a workspace folder.
import { describe, expect, it } from 'vitest';
import { isPlainPath } from '../../../src/extension/runs/isPlainPath.ts';

describe('the path of a link', () => {
  it.each(['runbooks/a.yaml', 'mcsmanager/recover-daemon', 'a b/ü.yaml', '..a/b..'])('may be %s', (path) => {
    expect(isPlainPath(path)).toBe(true);
  });
  it.each(['', '/etc/passwd', '../x', 'a/../../x', 'a/..', '\\\\host\\x', 'a\\..\\x', 'C:/x', 'file:x', 'a\0b'])(
    'may not be %j',
    (path) => {
      expect(isPlainPath(path)).toBe(false);
    },
  );
});
