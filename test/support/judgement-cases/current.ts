// The current judgements of the middle of a month: their own facts, ranked among the base of the last month-end as it was judged then.
import { interaction, judgementCase, order } from './judgement-case';

export const currentCases = [
  judgementCase({
    name: 'current: ranked among the base of 1 July',
    rows: {
      transactions: [
        order('ada', '2025-06-01'),
        order('ada', '2025-07-12', { revenue: '100' }),
        order('bo', '2025-06-02', { revenue: '20' }),
        order('new', '2025-07-10', { revenue: '30' }),
      ],
    },
    judged: [
      {
        at: '2025-07-01',
        expected: {
          ada: { tierScore: 0.375, tier: 'BRONZE', rfm: [2, 3, 2], rfmSegment: 'AT_RISK' },
          bo: { tierScore: 0.625, tier: 'SILVER', rfm: [4, 3, 4], rfmSegment: 'LOYAL' },
          new: null,
        },
      },
      {
        at: 'NOW',
        expected: {
          // Above both in everything: nobody of the two has as much.
          ada: { tierScore: 1, tier: 'PLATINUM', contribution: 110, rfm: [5, 5, 5], rfmSegment: 'CHAMPIONS' },
          bo: { tierScore: 0.625, tier: 'SILVER', rfm: [4, 3, 4], rfmSegment: 'LOYAL', lifecycleStage: 'NEW' },
          // Contribution above both, orders and days equal to theirs: (.4 + .2 x .5 + .2 x .5) / .8. Bought after the month-end.
          new: {
            tierScore: 0.75,
            tier: 'PLATINUM',
            rfm: [5, 3, 5],
            rfmSegment: 'CHAMPIONS',
            lifecycleStage: 'NEW',
            healthParts: { recency: 100, frequency: null },
          },
        },
      },
    ],
  }),
  judgementCase({
    name: 'current: where nobody was in the base of the month-end, among those of now',
    rows: {
      transactions: [
        order('first back', '2024-01-01'),
        order('first back', '2025-07-10'),
        order('last back', '2024-01-01'),
        order('last back', '2025-07-11'),
      ],
    },
    judged: [
      { at: '2025-07-01', expected: { 'first back': { tier: null, rfm: null, lifecycleStage: 'LOST' } } },
      {
        at: 'NOW',
        expected: {
          'first back': { tierScore: 0.5, tier: 'BRONZE', rfm: [2, 3, 3] },
          'last back': { tierScore: 0.5, tier: 'BRONZE', rfm: [4, 3, 3], lifecycleStage: 'ACTIVE' },
        },
      },
    ],
  }),
  judgementCase({
    name: 'current: the month-end decides which leads one is measured against',
    rows: {
      interactions: [
        interaction('young', '2025-07-05T12:00:00Z', 'lead'),
        interaction('reference', '2024-09-01', 'lead'),
        // 91 days before now, 77 before the month-end.
        interaction('not yet', '2025-04-15', 'lead'),
        interaction('other', '2024-09-01', 'lead'),
      ],
      transactions: [order('reference', '2024-10-01'), order('not yet', '2025-05-15')],
    },
    // (1 + 5 x .5) / (2 + 5).
    judged: [{ at: 'NOW', expected: { young: { leadScore: 0.5, leadScoreBand: 'MEDIUM' } } }],
  }),
];
