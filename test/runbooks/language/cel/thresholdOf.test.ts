// The line in a gate's drawing.
import { expect, test } from 'vitest';
import { thresholdOf, type Threshold } from '../../../../src/runbooks/language/cel/thresholdOf.ts';

const cases: readonly (readonly [expect: string, threshold: Threshold | undefined])[] = [
  ['value < 95', { op: '<', number: 95 }],
  ['95 > value', { op: '<', number: 95 }],
  ['-1.5 <= value', { op: '>=', number: -1.5 }],
  ['exit == 0 && value >= 0.5 && stdout != ""', { op: '>=', number: 0.5 }],
  ['value == 3', { op: '==', number: 3 }],
  ['exit == 0', undefined],
  ['value < 95 || exit == 0', undefined],
  ['value < previous', undefined],
  ['values.all(v, v < 3)', undefined],
  ['value <', undefined],
];
test.each(cases)('%s', (expression, threshold) => {
  expect(thresholdOf(expression)).toEqual(threshold);
});
