import { type TierFound, tierRuns } from '../../../src/customer/portrait/tier-history';

const found = (...tiers: readonly TierFound['tier'][]): readonly TierFound[] =>
  tiers.map((tier, index) => ({ day: `2025-0${index + 1}-01`, tier }));

test.each([
  ['nothing', [], []],
  ['never a tier', [null, null], []],
  ['one judging', ['GOLD'], [['GOLD', '2025-01-01', null]]],
  ['the same throughout', ['GOLD', 'GOLD', 'GOLD'], [['GOLD', '2025-01-01', null]]],
  [
    'up and down again',
    ['SILVER', 'GOLD', 'SILVER'],
    [
      ['SILVER', '2025-03-01', null],
      ['GOLD', '2025-02-01', '2025-03-01'],
      ['SILVER', '2025-01-01', '2025-02-01'],
    ],
  ],
  [
    'the same tier before and after a stretch without one',
    ['GOLD', null, null, 'GOLD'],
    [
      ['GOLD', '2025-04-01', null],
      ['GOLD', '2025-01-01', '2025-02-01'],
    ],
  ],
  ['no tier at last', ['BRONZE', 'BRONZE', null], [['BRONZE', '2025-01-01', '2025-03-01']]],
] as const)('%s', (_title, tiers, runs) => {
  expect(tierRuns(found(...tiers)).map(({ tier, from, to }) => [tier, from, to])).toEqual(runs);
});
