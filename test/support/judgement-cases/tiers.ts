// Tiers: ties at every cut, one customer, nobody, everybody lost.
import { atEndOfJune, type Expected, interaction, judgementCase, order } from './judgement-case';

const name = (place: number): string => `c${String(place).padStart(2, '0')}`;

/** One order each on 1 June, so that the contribution alone tells them apart. The first has the least. */
const contributing = (contributions: readonly number[]) =>
  contributions.map((amount, index) => order(name(index + 1), '2025-06-01', { revenue: String(amount) }));

const tiers = (byPlace: Readonly<Record<number, string>>): Record<string, Expected> =>
  Object.fromEntries(Object.entries(byPlace).map(([place, tier]) => [name(Number(place)), { tier }]));

const [platinum, gold, silver, bronze] = ['PLATINUM', 'GOLD', 'SILVER', 'BRONZE'] as const;

export const tierCases = [
  judgementCase({
    name: 'twenty who differ: 1, 4 and 10 of them are exactly a twentieth, a fifth and half',
    rows: {
      transactions: contributing([
        10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120, 130, 140, 150, 160, 170, 180, 190, 200,
      ]),
    },
    judged: atEndOfJune({
      ...tiers({ 18: gold, 19: gold, 16: silver, 15: silver, 12: silver, 9: bronze }),
      // Rank 19.5 / 20; equal orders and days rank .5; without a model: (.4 x .975 + .2 x .5 + .2 x .5) / .8.
      c20: { tier: platinum, tierScore: 0.7375 },
      c17: { tier: gold, tierScore: 0.6625 },
      c11: { tier: silver, tierScore: 0.5125 },
      c10: { tier: bronze, tierScore: 0.4875 },
      c01: { tier: bronze, tierScore: 0.2625 },
    }),
  }),
  judgementCase({
    name: 'who is equal at a cut falls below it together',
    rows: {
      transactions: contributing([
        10, 20, 30, 40, 50, 60, 70, 80, 90, 105, 105, 120, 130, 140, 150, 165, 165, 180, 200, 200,
      ]),
    },
    judged: atEndOfJune(
      tiers({ 20: gold, 19: gold, 18: gold, 17: silver, 16: silver, 15: silver, 12: silver, 11: bronze, 10: bronze }),
    ),
  }),
  judgementCase({
    name: 'one customer stands in the middle of itself',
    rows: { transactions: [order('only', '2025-06-01')] },
    judged: atEndOfJune({ only: { tierScore: 0.5, tier: bronze, rfm: [3, 3, 3], rfmSegment: 'NEED_ATTENTION' } }),
  }),
  judgementCase({
    name: 'of two the better is silver: what each weighs',
    rows: {
      transactions: [
        order('active', '2025-06-01'),
        order('buyer', '2025-06-01T10:00:00Z'),
        order('buyer', '2025-06-01T11:00:00Z'),
      ],
      interactions: [interaction('active', '2025-06-02', 'login'), interaction('active', '2025-06-03', 'visit')],
    },
    judged: atEndOfJune({
      // (.4 x .25 + .2 x .75 + .2 x .25) / .8 and (.4 x .75 + .2 x .25 + .2 x .75) / .8.
      active: { tierScore: 0.375, tier: bronze, activity: 3, loyalty: 1 },
      buyer: { tierScore: 0.625, tier: silver, activity: 1, loyalty: 2 },
    }),
  }),
  judgementCase({
    name: 'nobody: leads alone',
    rows: { interactions: [interaction('lead', '2025-06-01', 'lead')] },
    judged: atEndOfJune({ lead: { inBase: false, tier: null, leadScore: null, leadScoreBand: null } }),
  }),
  judgementCase({
    name: 'all lost',
    rows: { transactions: [order('one', '2024-03-01'), order('other', '2024-04-01')] },
    judged: atEndOfJune({
      one: { inBase: false, lifecycleStage: 'LOST', tier: null, tierScore: null, rfm: null },
      other: { inBase: false, lifecycleStage: 'LOST', tier: null, tierScore: null, rfm: null },
    }),
  }),
];
