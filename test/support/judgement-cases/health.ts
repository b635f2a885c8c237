// Health: every part at its edges, by the calendar of 1 July 2025 (six months before it 1 January, 90 days 2 April, 180 days
// 2 January), and the score and band they make.
import { answer, atEndOfJune, interaction, judgementCase, order } from './judgement-case';

const logins = (id: string, ...times: readonly string[]) => times.map((at) => interaction(id, at, 'login'));
const complaints = (id: string, ...times: readonly string[]) => times.map((at) => interaction(id, at, 'complaint'));

export const healthCases = [
  judgementCase({
    name: 'health: recency against one’s own rhythm',
    rows: {
      transactions: [
        order('one day', '2025-06-30'),
        order('half year', '2025-01-02'),
        ...['2025-05-01', '2025-05-11', '2025-05-21'].map((at) => order('late', at)),
        ...['2025-05-11', '2025-05-31'].map((at) => order('in between', at)),
        ...['2025-06-10', '2025-06-11', '2025-06-12'].map((at) => order('daily', at)),
      ],
    },
    judged: atEndOfJune({
      // Without a rhythm that of DORMANT_AFTER_DAYS. 179 days from 2 January to 30 June: (270 - 179) / 180.
      'one day': { healthParts: { recency: 100 } },
      'half year': { healthParts: { recency: 9100 / 180 } },
      // Every 10 days, 40 ago: beyond three rhythms. Every 20 days, 30 ago: (60 - 30) / 40.
      late: { healthParts: { recency: 0 } },
      'in between': { healthParts: { recency: 75 } },
      // Every day, but no rhythm is shorter than 7 days; 18 ago: (21 - 18) / 14.
      daily: { healthParts: { recency: 300 / 14 } },
    }),
  }),
  judgementCase({
    name: 'health: frequency, six months against six months',
    rows: {
      transactions: [
        order('less', '2024-07-01T00:00:00Z'),
        order('less', '2024-12-31T23:59:59Z'),
        order('less', '2025-01-01T00:00:00Z'),
        order('less', '2025-06-01T00:00:00Z', { order_id: 'less 2025-01-01T00:00:00Z' }),
        order('more', '2024-06-30T23:59:59Z'),
        order('more', '2025-02-01'),
        order('more', '2025-03-01'),
        order('begun at the limit', '2025-01-01T00:00:00Z'),
        order('begun at the limit', '2025-06-01T00:00:00Z'),
        order('none', '2024-06-01', { order_id: 'none' }),
        order('none', '2025-06-01', { order_id: 'none' }),
      ],
    },
    judged: atEndOfJune({
      // 1.5 / 2.5, an order standing where its first line does; 2.5 / .5 is no more than 1.
      less: { healthParts: { frequency: 60 } },
      more: { healthParts: { frequency: 100 } },
      'begun at the limit': { healthParts: { frequency: null } },
      none: { healthParts: { frequency: null } },
    }),
  }),
  judgementCase({
    name: 'health: engagement, days of 90 against days of 90',
    rows: {
      transactions: ['less', 'recent alone', 'long ago', 'too long ago', 'asks'].map((id) => order(id, '2025-06-30')),
      interactions: [
        ...logins('less', '2025-01-02T00:00:00Z', '2025-03-01', '2025-04-01T23:59:59Z'),
        ...logins('less', '2025-04-02T00:00:00Z', '2025-05-01T08:00:00Z', '2025-05-01T09:00:00Z'),
        ...logins('recent alone', '2025-04-02T00:00:00Z', '2025-05-01'),
        ...logins('long ago', '2024-07-01T00:00:00Z'),
        ...logins('too long ago', '2024-06-30T23:59:59Z'),
        interaction('asks', '2025-03-01', 'inquiry'),
        interaction('asks', '2025-03-02', 'ticket'),
        interaction('asks', '2025-03-03', 'touch'),
      ],
    },
    judged: atEndOfJune({
      // 2 days against 3: 2.5 / 3.5.
      less: { healthParts: { engagement: 250 / 3.5 } },
      'recent alone': { healthParts: { engagement: null } },
      'long ago': { healthParts: { engagement: 0 } },
      'too long ago': { healthParts: { engagement: null } },
      asks: { healthParts: { engagement: null } },
    }),
  }),
  judgementCase({
    name: 'health: every kind of being there is engagement',
    rows: {
      transactions: [order('ada', '2025-06-30')],
      interactions: ['login', 'visit', 'content_view', 'event', 'click', 'referral'].flatMap((kind, index) => [
        interaction('ada', `2025-03-0${index + 1}`, kind),
        ...(index < 3 ? [interaction('ada', `2025-05-0${index + 1}`, kind)] : []),
      ]),
    },
    // 3 days against 6: 3.5 / 6.5.
    judged: atEndOfJune({ ada: { healthParts: { engagement: 350 / 6.5 } } }),
  }),
  judgementCase({
    name: 'health: satisfaction, the last answer to each question',
    rows: {
      transactions: ['three', 'other scales', 'tie', 'old', 'another question'].map((id) => order(id, '2025-06-30')),
      interactions: [
        answer('three', '2025-02-01', 'nps', '1'),
        answer('three', '2025-03-01', 'nps', '9'),
        answer('three', '2025-03-01', 'csat', '4'),
        answer('three', '2024-07-01T00:00:00Z', 'ces', '7'),
        answer('other scales', '2025-03-01', 'nps', '4', { scale_max: '5' }),
        answer('other scales', '2025-03-01', 'csat', '5.5', { scale_max: '10' }),
        answer('other scales', '2025-03-01', 'ces', '2', { scale_max: '5' }),
        answer('tie', '2025-03-01', 'nps', '10', { interaction_id: 'tie b' }),
        answer('tie', '2025-03-01', 'nps', '0', { interaction_id: 'tie a' }),
        answer('old', '2024-06-30T23:59:59Z', 'nps', '10'),
        answer('another question', '2025-03-01', 'csi_product', '5'),
      ],
    },
    judged: atEndOfJune({
      // 90, 75 and 100.
      three: { healthParts: { satisfaction: 265 / 3 } },
      // 4 of 0..5 is 8 of 10: 80. 5.5 of 1..10 is the middle: 50. 2 of 1..5 is a quarter of the way: 25.
      'other scales': { healthParts: { satisfaction: 155 / 3 } },
      tie: { healthParts: { satisfaction: 100 } },
      old: { healthParts: { satisfaction: null } },
      'another question': { healthParts: { satisfaction: null } },
    }),
  }),
  judgementCase({
    name: 'health: complaints of 180 days',
    rows: {
      transactions: ['none', 'one', 'two', 'three', 'four'].map((id) => order(id, '2025-06-30')),
      interactions: [
        ...complaints('none', '2025-01-01T23:59:59Z', '2025-07-01T00:00:00Z'),
        ...complaints('one', '2025-01-02T00:00:00Z'),
        ...complaints('two', '2025-03-01', '2025-06-30T23:59:59Z'),
        ...complaints('three', '2025-03-01', '2025-03-02', '2025-03-03'),
        ...complaints('four', '2025-03-01', '2025-03-02', '2025-03-03', '2025-03-04'),
      ],
    },
    judged: atEndOfJune({
      none: { healthParts: { complaints: 100 } },
      one: { healthParts: { complaints: 50 } },
      two: { healthParts: { complaints: 20 } },
      three: { healthParts: { complaints: 0 } },
      four: { healthParts: { complaints: 0 } },
    }),
  }),
  judgementCase({
    name: 'health: terms, far from their end, near it and over',
    rows: {
      transactions: [
        order('far', '2025-01-01', { term_end: '2026-01-01' }),
        // 60 days after 1 July is 30 August.
        order('at 60 days', '2024-08-30', { term_end: '2025-08-30T00:00:00Z' }),
        order('after 60 days', '2024-08-30', { term_end: '2025-08-30T00:00:01Z' }),
        // 30 days, of which half are left, and a day more than half.
        order('at half', '2025-06-16', { term_end: '2025-07-16' }),
        order('before half', '2025-06-17', { term_end: '2025-07-17' }),
        order('two', '2025-01-01', { term_end: '2025-07-02' }),
        order('two', '2025-02-01', { term_end: '2026-02-01' }),
        order('just over', '2025-06-01', { term_end: '2025-07-01T00:00:00Z' }),
        order('over within a year', '2024-01-01', { term_end: '2024-07-01T00:00:01Z' }),
        order('over within a year', '2025-06-01'),
        order('over for a year', '2024-01-01', { term_end: '2024-07-01T00:00:00Z' }),
        order('over for a year', '2025-06-01'),
        order('never', '2025-06-01'),
        order('begun on the instant', '2025-06-01'),
        order('begun on the instant', '2025-07-01T00:00:00Z', { term_end: '2026-07-01' }),
      ],
    },
    judged: atEndOfJune({
      far: { healthParts: { terms: 100, recency: null, frequency: null } },
      'at 60 days': { healthParts: { terms: 50 } },
      'after 60 days': { healthParts: { terms: 100 } },
      'at half': { healthParts: { terms: 50 } },
      'before half': { healthParts: { terms: 100 } },
      two: { healthParts: { terms: 100 } },
      'just over': { healthParts: { terms: 0, frequency: null } },
      'over within a year': { healthParts: { terms: 0 } },
      'over for a year': { healthParts: { terms: null } },
      never: { healthParts: { terms: null } },
      'begun on the instant': { healthParts: { terms: 100, recency: null } },
    }),
  }),
  judgementCase({
    name: 'health: the score of what is known, if that is half of what can be',
    rows: {
      transactions: [
        ...['too little', 'half', 'seventy'].map((id) => order(id, '2025-06-30')),
        // 126 and 127 days before 30 June.
        order('forty', '2025-02-24'),
        order('below forty', '2025-02-23'),
        order('all parts', '2024-02-01', { term_end: '2025-02-01' }),
        order('all parts', '2024-09-01'),
        order('all parts', '2025-06-30'),
        order('term alone', '2025-01-01', { term_end: '2026-01-01' }),
        order('term and logins', '2025-01-01', { term_end: '2026-01-01' }),
      ],
      interactions: [
        ...logins('half', '2025-03-01', '2025-05-01'),
        ...logins('seventy', '2024-07-01T00:00:00Z'),
        ...logins('forty', '2024-07-01T00:00:00Z'),
        ...complaints('forty', '2025-03-01', '2025-03-02', '2025-03-03'),
        ...logins('below forty', '2024-07-01T00:00:00Z'),
        ...complaints('below forty', '2025-03-01', '2025-03-02', '2025-03-03'),
        ...logins('all parts', '2025-03-01', '2025-03-02', '2025-05-01'),
        answer('all parts', '2025-03-01', 'csat', '3'),
        ...complaints('all parts', '2025-03-01'),
        ...logins('term and logins', '2025-03-01', '2025-05-01'),
      ],
    },
    judged: atEndOfJune({
      // Recency and complaints: .35 of 1.
      'too little': {
        healthScore: null,
        healthBand: null,
        healthParts: {
          recency: 100,
          frequency: null,
          engagement: null,
          satisfaction: null,
          complaints: 100,
          terms: null,
        },
      },
      // With engagement exactly half. 25 x 100 + 15 x 100 + 10 x 100; and with no engagement left 3500 / 50.
      half: { healthScore: 100, healthBand: 'HEALTHY' },
      seventy: { healthScore: 70, healthBand: 'HEALTHY' },
      // Recency (270 - 126) / 180 = 80; the complaints and the engagement are 0: 25 x 80 / 50.
      forty: { healthScore: 40, healthBand: 'WATCH' },
      'below forty': { healthScore: (25 * 14300) / 180 / 50, healthBand: 'AT_RISK' },
      // Bought every 257.5 days, today: 100. One order against one: 100. 1.5 / 2.5 days: 60. Half way: 50. One complaint: 50. A
      // term that ended: 0. 25 + 20 + 9 + 10 + 5 + 0.
      'all parts': {
        healthScore: 69,
        healthBand: 'WATCH',
        healthParts: { recency: 100, frequency: 100, engagement: 60, satisfaction: 50, complaints: 50, terms: 0 },
      },
      // Under a term .55 can be there: .20 is too little, .35 is enough.
      'term alone': { healthScore: null, healthBand: null },
      'term and logins': { healthScore: 100, healthBand: 'HEALTHY' },
    }),
  }),
];
