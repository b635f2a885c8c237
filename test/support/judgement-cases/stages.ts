// Who is in the base at a month-end, and in which stage of life: the limits to the instant.
import { atEndOfJune, customer, interaction, judgementCase, order } from './judgement-case';

// 90 days before 1 July is 2 April, 180 days before it 2 January.
export const stages = [
  judgementCase({
    name: 'stages of life',
    rows: {
      transactions: [
        order('on the instant', '2025-07-01T00:00:00Z'),
        order('of one day', '2025-06-30T23:59:59Z'),
        order('new at the limit', '2025-04-02T00:00:00Z'),
        order('no longer new', '2025-04-01T23:59:59Z'),
        order('no longer new', '2025-04-02T00:00:00Z'),
        order('dormant', '2025-04-01T23:59:59Z'),
        order('dormant at the limit', '2025-01-02T00:00:00Z'),
        order('lost', '2025-01-01T23:59:59Z'),
      ],
      interactions: [interaction('only a lead', '2025-06-01', 'lead')],
    },
    judged: [
      {
        at: '2025-07-01',
        expected: {
          'on the instant': null,
          'of one day': { lifecycleStage: 'NEW', inBase: true },
          'new at the limit': { lifecycleStage: 'NEW', inBase: true },
          'no longer new': { lifecycleStage: 'ACTIVE', inBase: true },
          dormant: { lifecycleStage: 'DORMANT', inBase: true },
          'dormant at the limit': { lifecycleStage: 'DORMANT', inBase: true },
          lost: {
            lifecycleStage: 'LOST',
            inBase: false,
            historicValue: 10,
            contribution: 10,
            activity: 0,
            loyalty: 1,
            tierScore: null,
            tier: null,
            rfm: null,
            rfmSegment: null,
            riskBand: null,
            healthParts: null,
            healthScore: null,
            healthBand: null,
          },
          'only a lead': {
            lifecycleStage: null,
            inBase: false,
            historicValue: null,
            tier: null,
            preferredChannel: null,
          },
        },
      },
      // The first month-end after a first purchase is the first with a judgement.
      { at: '2025-05-01', expected: { 'of one day': null, 'new at the limit': { lifecycleStage: 'NEW' } } },
      { at: '2025-04-01', expected: { 'new at the limit': null, 'no longer new': null } },
      { at: 'NOW', expected: { 'on the instant': { lifecycleStage: 'NEW', inBase: true } } },
    ],
  }),
  judgementCase({
    name: 'terms keep a customer in the base',
    rows: {
      transactions: [
        order('covered', '2024-03-01', { term_end: '2025-07-01T00:00:01Z' }),
        order('over on the instant', '2024-03-01', { term_end: '2025-07-01T00:00:00Z' }),
        order('begun on the instant', '2025-01-02'),
        order('begun on the instant', '2025-07-01T00:00:00Z', { term_end: '2026-07-01' }),
        order('begun later', '2025-01-02'),
        order('begun later', '2025-07-01T00:00:01Z', { term_end: '2026-07-01' }),
      ],
    },
    judged: atEndOfJune({
      covered: { inBase: true, underTerm: true, lifecycleStage: 'ACTIVE' },
      'over on the instant': { inBase: false, underTerm: false, lifecycleStage: 'LOST' },
      // The term covers the instant at which it was bought; the purchase itself is not before it.
      'begun on the instant': {
        inBase: true,
        underTerm: true,
        lifecycleStage: 'ACTIVE',
        loyalty: 1,
        historicValue: 10,
      },
      'begun later': { inBase: true, underTerm: false, lifecycleStage: 'DORMANT' },
    }),
  }),
  judgementCase({
    name: 'goodbyes',
    rows: {
      customers: [
        customer('gone', { churned_at: '2025-07-01T00:00:00Z' }),
        customer('going', { churned_at: '2025-07-01T00:00:01Z' }),
        customer('back', { churned_at: '2025-05-01T12:00:00Z' }),
        customer('bought as it went', { churned_at: '2025-05-01T12:00:00Z' }),
        customer('gone under a term', { churned_at: '2025-05-01T12:00:00Z' }),
      ],
      transactions: [
        order('gone', '2025-06-01'),
        order('going', '2025-06-01'),
        order('back', '2025-05-01T12:00:01Z'),
        order('bought as it went', '2025-05-01T12:00:00Z'),
        order('gone under a term', '2025-04-01', { term_end: '2026-04-01' }),
      ],
    },
    judged: atEndOfJune({
      gone: {
        inBase: false,
        lifecycleStage: 'LOST',
        alive: 0,
        churnRisk: 1,
        expectedPurchases: 0,
        predictedValue: 0,
        contribution: 10,
        riskBand: null,
      },
      going: {
        inBase: true,
        lifecycleStage: 'NEW',
        alive: null,
        churnRisk: null,
        predictedValue: null,
        riskBand: null,
      },
      back: { inBase: true, lifecycleStage: 'NEW', churnRisk: null, expectedPurchases: null, predictedValue: null },
      'bought as it went': { inBase: false, lifecycleStage: 'LOST', churnRisk: 1, predictedValue: 0 },
      'gone under a term': { inBase: false, underTerm: true, lifecycleStage: 'LOST', churnRisk: 1, predictedValue: 0 },
    }),
  }),
];
