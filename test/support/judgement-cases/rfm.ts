// RFM: scores with ties and at their bounds, what counts, and every segment.
import { atEndOfJune, type Expected, judgementCase, order } from './judgement-case';

type Scores = readonly [number, number, number];

/** Customers of the last purchase day, the number of orders and the revenue that each score from 1 to 5 stands for among five. */
const scored = (customers: readonly Scores[]) =>
  customers.flatMap(([recency, frequency, monetary]) =>
    Array.from({ length: frequency }, (_, index) =>
      order(`r${recency}`, `2025-06-0${recency}T0${index}:00:00Z`, { revenue: index === 0 ? `${monetary}00` : '0' }),
    ),
  );

/** r1 .. r5, each with its three scores and its segment. */
const five = (name: string, customers: readonly (readonly [Scores, string])[]) =>
  judgementCase({
    name: `segments: ${name}`,
    rows: { transactions: scored(customers.map(([scores]) => scores)) },
    judged: atEndOfJune(
      Object.fromEntries(customers.map(([rfm, rfmSegment]): [string, Expected] => [`r${rfm[0]}`, { rfm, rfmSegment }])),
    ),
  });

export const rfmCases = [
  five('the more recent, the better', [
    [[5, 5, 5], 'CHAMPIONS'],
    [[4, 4, 4], 'LOYAL'],
    [[3, 3, 3], 'NEED_ATTENTION'],
    [[2, 2, 2], 'HIBERNATING'],
    [[1, 1, 1], 'HIBERNATING'],
  ]),
  five('the more recent, the worse', [
    [[5, 1, 1], 'RECENT'],
    [[4, 2, 2], 'POTENTIAL_LOYALIST'],
    [[3, 3, 3], 'NEED_ATTENTION'],
    [[2, 4, 4], 'AT_RISK'],
    [[1, 5, 5], 'CANNOT_LOSE'],
  ]),
  five('mixed', [
    [[5, 3, 3], 'POTENTIAL_LOYALIST'],
    [[4, 1, 1], 'PROMISING'],
    [[3, 5, 5], 'LOYAL'],
    [[2, 2, 2], 'HIBERNATING'],
    [[1, 4, 4], 'AT_RISK'],
  ]),
  five('mixed otherwise', [
    [[5, 4, 4], 'CHAMPIONS'],
    [[4, 5, 5], 'LOYAL'],
    [[3, 2, 2], 'ABOUT_TO_SLEEP'],
    [[2, 3, 3], 'AT_RISK'],
    [[1, 1, 1], 'HIBERNATING'],
  ]),
  five('and once more', [
    [[5, 2, 2], 'POTENTIAL_LOYALIST'],
    [[4, 3, 3], 'POTENTIAL_LOYALIST'],
    [[3, 1, 1], 'ABOUT_TO_SLEEP'],
    [[2, 5, 5], 'CANNOT_LOSE'],
    [[1, 4, 4], 'AT_RISK'],
  ]),
  five('half a point counts as one', [
    [[5, 3, 4], 'CHAMPIONS'],
    [[4, 1, 2], 'POTENTIAL_LOYALIST'],
    [[3, 4, 3], 'LOYAL'],
    [[2, 5, 1], 'AT_RISK'],
    [[1, 2, 5], 'AT_RISK'],
  ]),
  judgementCase({
    name: 'who is equal shares the middle; a rank on a fifth stands above it',
    rows: {
      // Revenue 10, 10, 20, 30, 40; everything else equal.
      transactions: [
        order('a', '2025-06-01'),
        order('b', '2025-06-01'),
        order('c', '2025-06-01', { revenue: '20' }),
        order('d', '2025-06-01', { revenue: '30' }),
        order('e', '2025-06-01', { revenue: '40' }),
      ],
    },
    judged: atEndOfJune({
      // Ranks 1/5, 2.5/5, 3.5/5, 4.5/5; of five equal ones 2.5/5.
      a: { rfm: [3, 3, 2] },
      b: { rfm: [3, 3, 2] },
      c: { rfm: [3, 3, 3] },
      d: { rfm: [3, 3, 4] },
      e: { rfm: [3, 3, 5] },
    }),
  }),
  judgementCase({
    name: 'what counts: orders by any line of the year, revenue with refunds, whole days',
    rows: {
      transactions: [
        order('late line', '2024-06-30', { order_id: 'long' }),
        order('late line', '2025-06-03T01:00:00Z', { order_id: 'long', revenue: '100' }),
        order('late line', '2025-06-04', { kind: 'refund', revenue: '-80' }),
        order('plain', '2025-06-03T23:00:00Z', { revenue: '30' }),
        order('of old', '2024-06-30T23:59:59Z', { term_end: '2026-01-01', revenue: '500' }),
      ],
    },
    judged: atEndOfJune({
      // One order each and none: ranks 2/3, 2/3, 1/6. Revenue 20, 30, 0. The same day is equally recent.
      'late line': { rfm: [4, 4, 3] },
      plain: { rfm: [4, 4, 5] },
      'of old': { rfm: [1, 1, 1] },
    }),
  }),
];
