// Lead scores: who has one, whom it is measured against, what kind of lead it is, and its bands at their cuts. On 1 July 2025 the
// reference leads began from 2 April 2024 on and before 2 April 2025.
import { atEndOfJune, customer, interaction, judgementCase, order } from './judgement-case';

const lead = (id: string, at: string) => interaction(id, at, 'lead');
const stage = (id: string, at: string, name: string, interactionId = `${id} ${name} ${at}`) =>
  interaction(id, at, 'stage', { interaction_id: interactionId, stage: name, opportunity_id: `${id}'s` });

/** Leads of 1 September 2024 of one channel, the first of whom buy after 30 days. */
const referenceLeads = (channel: string, all: number, bought: number) => {
  const ids = Array.from({ length: all }, (_, index) => `${channel} ${index + 1}`);
  return {
    customers: ids.map((id) => customer(id, { acquired_channel: channel })),
    interactions: ids.map((id) => lead(id, '2024-09-01')),
    transactions: ids.slice(0, bought).map((id) => order(id, '2024-10-01')),
  };
};
const [web, shop] = [referenceLeads('web', 6, 2), referenceLeads('shop', 4, 0)];

export const leadCases = [
  judgementCase({
    name: 'lead scores: 2 of 10 bought, by channel exactly one and a half times and half the odds',
    rows: {
      channels: ['web', 'shop', 'fair'].map((channel_id) => ({ channel_id })),
      customers: [
        ...web.customers,
        ...shop.customers,
        ...['of web', 'just open', 'closed', 'buyer', 'lost', 'lost and back', 'lost at once'].map((id) =>
          customer(id, { acquired_channel: 'web' }),
        ),
        customer('of shop', { acquired_channel: 'shop' }),
        customer('of a fair', { acquired_channel: 'fair' }),
      ],
      interactions: [
        ...web.interactions,
        ...shop.interactions,
        ...['of web', 'of shop', 'of a fair', 'buyer', 'lost', 'lost and back', 'lost at once'].map((id) =>
          lead(id, '2025-06-21'),
        ),
        lead('of web', '2025-06-29'),
        lead('just open', '2025-04-02T00:00:01Z'),
        lead('closed', '2025-04-02T00:00:00Z'),
        lead('on the instant', '2025-07-01T00:00:00Z'),
        interaction('no lead', '2025-06-21', 'visit'),
        stage('lost', '2025-06-22', 'quoted'),
        stage('lost', '2025-06-23', 'lost'),
        stage('lost and back', '2025-06-22', 'lost'),
        stage('lost and back', '2025-06-23', 'contacted'),
        stage('lost at once', '2025-06-22', 'lost', 'lost at once b'),
        stage('lost at once', '2025-06-22', 'contacted', 'lost at once a'),
      ],
      transactions: [...web.transactions, ...shop.transactions, order('buyer', '2025-06-25')],
    },
    judged: atEndOfJune({
      // (2 + 5 x .2) / (6 + 5), odds 3/8 against 1/4. (0 + 1) / (4 + 5), odds 1/8.
      'of web': { leadScore: 3 / 11, leadScoreBand: 'HIGH', inBase: false, tier: null },
      'of shop': { leadScore: 1 / 9, leadScoreBand: 'LOW' },
      'of a fair': { leadScore: 0.2, leadScoreBand: 'MEDIUM' },
      // At almost 90 days the two who bought no longer count, and nobody else ever buys.
      'just open': { leadScore: 0, leadScoreBand: 'MEDIUM' },
      closed: { leadScore: null, leadScoreBand: null },
      buyer: { leadScore: null, leadScoreBand: null },
      lost: { leadScore: null, leadScoreBand: null },
      // Nobody of web had been contacted at its age.
      'lost and back': { leadScore: 0.2, leadScoreBand: 'MEDIUM' },
      'lost at once': { leadScore: null, leadScoreBand: null },
      'on the instant': null,
      'no lead': { leadScore: null, leadScoreBand: null },
    }),
  }),
  judgementCase({
    name: 'lead scores: nobody to be measured against; all bought',
    rows: {
      interactions: [lead('early', '2025-06-21'), lead('reference', '2024-09-01')],
      transactions: [order('reference', '2024-10-01')],
    },
    judged: [
      { at: '2025-07-01', expected: { early: { leadScore: 1, leadScoreBand: 'MEDIUM' } } },
      // The year of reference leads then ended on 3 July 2024.
      { at: '2024-10-01', expected: { reference: { leadScore: null, leadScoreBand: null } } },
    ],
  }),
  judgementCase({
    name: 'lead scores: the year of reference leads, to the instant',
    rows: {
      interactions: [
        lead('young', '2025-06-21'),
        lead('first', '2024-04-02T00:00:00Z'),
        lead('last', '2025-04-01T23:59:59Z'),
        lead('too early', '2024-04-01T23:59:59Z'),
        lead('too late', '2025-04-02T00:00:00Z'),
      ],
      transactions: [order('first', '2024-05-01'), order('too early', '2024-05-01'), order('too late', '2025-05-01')],
    },
    // Of the first and the last one bought: (1 + 5 x .5) / (2 + 5).
    judged: atEndOfJune({ young: { leadScore: 0.5, leadScoreBand: 'MEDIUM' } }),
  }),
  judgementCase({
    name: 'lead scores: bought from its age on and within 90 x 24 hours',
    rows: {
      interactions: [
        lead('ten days old', '2025-06-21'),
        ...['at that age', 'after 90 days', 'before that age', 'never'].map((id) => lead(id, '2024-09-01')),
      ],
      transactions: [
        order('at that age', '2024-09-11T00:00:00Z'),
        order('after 90 days', '2024-11-30T00:00:00Z'),
        order('before that age', '2024-09-10T23:59:59Z'),
      ],
    },
    // One of three, and (1 + 5/3) / (3 + 5) is the same third.
    judged: atEndOfJune({ 'ten days old': { leadScore: 1 / 3, leadScoreBand: 'MEDIUM' } }),
  }),
  judgementCase({
    name: 'lead scores: how far a lead has got at its age',
    rows: {
      interactions: [
        lead('qualified', '2025-06-21'),
        stage('qualified', '2025-06-22', 'contacted'),
        stage('qualified', '2025-06-23', 'qualified'),
        stage('qualified', '2025-06-24', 'contacted'),
        stage('qualified', '2025-07-01T00:00:00Z', 'quoted'),
        ...['alike', 'alike later', 'just too late', 'further'].map((id) => lead(id, '2024-09-01')),
        stage('alike', '2024-09-05', 'qualified'),
        stage('alike later', '2024-09-04', 'qualified'),
        stage('alike later', '2024-09-12', 'quoted'),
        stage('just too late', '2024-09-11T00:00:00Z', 'qualified'),
        stage('further', '2024-09-05', 'trial'),
        stage('further', '2024-09-06', 'qualified'),
      ],
      transactions: [order('alike', '2024-10-01')],
    },
    // One of four bought, one of two alike: (1 + 1.25) / (2 + 5); its odds are 1.42 times 1/3.
    judged: atEndOfJune({ qualified: { leadScore: 2.25 / 7, leadScoreBand: 'MEDIUM' } }),
  }),
  judgementCase({
    name: 'lead scores: where it came from, by the version of its time',
    rows: {
      channels: ['web', 'shop'].map((channel_id) => ({ channel_id })),
      customers: [
        customer('now of web', { acquired_channel: 'shop' }),
        customer('now of web', { acquired_channel: 'web', valid_from: '2025-06-25' }),
        customer('then of web', { acquired_channel: 'web' }),
        customer('then of web', { acquired_channel: 'shop', valid_from: '2024-09-02' }),
        customer('of shop', { acquired_channel: 'shop' }),
        customer('of a trade', { acquired_channel: 'web', industry: 'trade' }),
      ],
      interactions: [
        lead('now of web', '2025-06-21'),
        ...['then of web', 'of shop', 'of a trade'].map((id) => lead(id, '2024-09-01')),
      ],
      transactions: [order('then of web', '2024-10-01')],
    },
    // One of three bought, the only one alike: (1 + 5/3) / (1 + 5) = 4/9; odds 4/5 against 1/2 are 1.6 times.
    judged: atEndOfJune({ 'now of web': { leadScore: 4 / 9, leadScoreBand: 'HIGH' } }),
  }),
];
