// A term's own risk: how many of everybody's terms were renewed, how many of one's own, and what a term is worth. On 1 July 2025 the
// terms that ended from 1 June 2024 on and before 1 June 2025 stand behind the share.
import { atEndOfJune, judgementCase, order } from './judgement-case';

const name = (place: number): string => `x${String(place).padStart(2, '0')}`;

/** Terms of 2024, one customer each, that end on 1 January 2025 unless said otherwise. */
const ended = (count: number, ends: Readonly<Record<number, string>> = {}) =>
  Array.from({ length: count }, (_, index) =>
    order(name(index + 1), '2024-01-01', { term_end: ends[index + 1] ?? '2025-01-01T00:00:00Z' }),
  );

/** x01 .. x15: from 60 days before the end (2 November) up to 30 days after it (31 January). */
const renewed = [
  ...Array.from({ length: 13 }, (_, index) => order(name(index + 1), '2025-01-05', { kind: 'renewal' })),
  order(name(14), '2024-11-02T00:00:00Z', { kind: 'renewal' }),
  order(name(15), '2025-01-31T00:00:00Z', { term_end: '2025-12-31' }),
];

/** x16 .. x19: too late, without a term, in the same order, too early. */
const notRenewed = [
  order(name(16), '2025-01-31T00:00:01Z', { kind: 'renewal' }),
  order(name(17), '2025-01-05'),
  order(name(18), '2025-01-05', { kind: 'renewal', order_id: `${name(18)} 2024-01-01` }),
  order(name(19), '2024-11-01T23:59:59Z', { kind: 'renewal' }),
];

/** Under terms on 1 July 2025, none of which ended in the year behind the share. */
const ours = [
  order('fresh', '2025-02-01', { term_end: '2026-02-01', revenue: '1200', cost: '200' }),
  order('loyal', '2022-01-01', { term_end: '2023-01-01' }),
  order('loyal', '2023-01-01', { term_end: '2024-01-01' }),
  order('loyal', '2024-01-01', { term_end: '2026-01-01' }),
  order('at a loss', '2025-02-01', { term_end: '2026-02-01', revenue: '10', cost: '20' }),
  order('without a term', '2025-06-01'),
];

export const termCases = [
  judgementCase({
    name: 'terms: 15 of 30 were renewed',
    rows: { transactions: [...ended(30), ...renewed, ...notRenewed, ...ours] },
    judged: atEndOfJune({
      // 1 - (0 + 10) / (0 + 20), which is no longer below .5; and half of the 1000 it brings in a year.
      fresh: {
        underTerm: true,
        churnRisk: 0.5,
        riskBand: 'HIGH',
        predictedValue: 500,
        contribution: 1000,
        alive: null,
        expectedPurchases: null,
      },
      // Two that ended, both renewed: 1 - (2 + 10) / (2 + 20). Nothing contributed within the year.
      loyal: { churnRisk: 10 / 22, riskBand: 'MEDIUM', predictedValue: null, contribution: 0 },
      'at a loss': { churnRisk: 0.5, predictedValue: null, contribution: -10 },
      'without a term': { churnRisk: null, riskBand: null, predictedValue: null },
      // Its own one was renewed: 1 - (1 + 10) / (1 + 20).
      x15: { underTerm: true, churnRisk: 10 / 21, riskBand: 'MEDIUM' },
    }),
  }),
  judgementCase({
    name: 'terms: 29 are too few to say',
    rows: { transactions: [...ended(29), ...renewed, ...ours] },
    judged: atEndOfJune({
      fresh: { underTerm: true, churnRisk: null, riskBand: null, predictedValue: null },
      loyal: { churnRisk: null, riskBand: null, predictedValue: null },
    }),
  }),
  judgementCase({
    name: 'terms: 29 and one that ended on 1 June 2024 are 30',
    rows: { transactions: [...ended(30, { 30: '2024-06-01T00:00:00Z' }), ...renewed, ...ours] },
    judged: atEndOfJune({ fresh: { churnRisk: 0.5 } }),
  }),
  judgementCase({
    name: 'terms: one that ended a second earlier and one that ended on 1 June 2025 do not count',
    rows: {
      transactions: [...ended(31, { 30: '2025-06-01T00:00:00Z', 31: '2024-05-31T23:59:59Z' }), ...renewed, ...ours],
    },
    judged: atEndOfJune({ fresh: { churnRisk: null, predictedValue: null } }),
  }),
];
