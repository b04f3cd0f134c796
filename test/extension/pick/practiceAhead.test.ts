// What a caller of Run… may choose ahead: only what runs on the practice host.
import { expect, it } from 'vitest';
import { practiceAhead } from '../../../src/extension/pick/practiceAhead.ts';

it('takes inputs for the practice host', () => {
  expect(practiceAhead({ practice: { settle: '10s', port: 1 } })).toEqual({
    hosts: { practice: ['practice'] },
    inputs: { settle: '10s' },
    reviewed: true,
  });
});

it.each([undefined, null, 'practice', ['practice'], { hosts: { node: ['web1'] } }, { practice: 'yes' }])(
  'chooses nothing for %j',
  (value) => {
    expect(practiceAhead(value)).toEqual({});
  },
);
