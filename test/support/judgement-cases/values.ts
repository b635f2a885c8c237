// What a customer was worth and how active it is: which facts count, to the instant, by the days of the business zone.
import { answer, atEndOfJune, interaction, judgementCase, order } from './judgement-case';

export const values = [
  judgementCase({
    name: 'profit, orders and active days',
    rows: {
      transactions: [
        order('ada', '2024-06-30T23:59:59Z', { order_id: 'first', revenue: '100', cost: '40' }),
        order('ada', '2024-07-01T00:00:00Z', { revenue: '50', cost: '20' }),
        order('ada', '2025-06-30T10:00:00Z', { kind: 'renewal', revenue: '30', cost: '10' }),
        order('ada', '2025-06-30T11:00:00Z', { order_id: 'first', revenue: '5' }),
        order('ada', '2025-06-29', { kind: 'refund', revenue: '-20', cost: '-5' }),
        order('ada', '2025-07-01T00:00:00Z', { revenue: '1000' }),
        order('nobody', '2025-06-15', { customer_id: null, revenue: '7' }),
      ],
      interactions: [
        interaction('ada', '2025-04-01T23:59:59Z', 'visit'),
        interaction('ada', '2025-04-02T00:00:00Z', 'login'),
        interaction('ada', '2025-05-05', 'touch'),
        answer('ada', '2025-05-06', 'nps', '8'),
        interaction('ada', '2025-06-30', 'complaint'),
      ],
    },
    judged: atEndOfJune({
      ada: {
        // 60 + 30 + 20 + 5 - 15, and the same without the first.
        historicValue: 100,
        contribution: 40,
        // 2 April, 6 May and 30 June: a refund and a touch are nobody's activity.
        activity: 3,
        loyalty: 3,
        alive: null,
        churnRisk: null,
        expectedPurchases: null,
        predictedValue: null,
        riskBand: null,
      },
    }),
  }),
  judgementCase({
    name: 'a month ends where the business is',
    now: '2025-07-15T12:00:00+08:00',
    timeZone: 'Asia/Shanghai',
    rows: {
      transactions: [order('li', '2025-06-30T15:59:59Z'), order('wu', '2025-06-30T16:00:00Z')],
      interactions: [
        interaction('li', '2025-06-10T15:59:00Z', 'login'),
        interaction('li', '2025-06-10T16:00:00Z', 'login'),
        interaction('li', '2025-06-30T15:59:00Z', 'login'),
      ],
    },
    judged: atEndOfJune({ li: { loyalty: 1, activity: 3, lifecycleStage: 'NEW' }, wu: null }),
  }),
  judgementCase({
    name: 'days go back on the calendar, through a change of clocks',
    now: '2025-04-15T12:00:00Z',
    timeZone: 'America/New_York',
    rows: {
      // 90 days before 1 April is 1 January, 00:00 in New York: 05:00 UTC, an hour later than 90 x 24 hours before.
      transactions: [order('within', '2025-03-20T12:00:00Z'), order('before', '2025-03-20T12:00:00Z')],
      interactions: [
        interaction('within', '2025-01-01T05:00:00Z', 'login'),
        interaction('before', '2025-01-01T04:59:59Z', 'login'),
      ],
    },
    judged: [{ at: '2025-04-01', expected: { within: { activity: 2 }, before: { activity: 1 } } }],
  }),
];
