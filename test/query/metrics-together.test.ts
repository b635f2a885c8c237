// Metrics that are asked together share scans where they can; each is still what it is alone. Worked out by hand, on both engines.
import { answer } from '../../src/query/answer';
import type { MetricQuestion } from '../../src/query/question/metric-question';
import { april, march } from '../support/company-periods';
import { openRows } from '../support/fixture';
import { numbers, onEachEngine } from './on-fixture';

// April: hui and nan have two orders, jia and kong one; of the 1220 of the buyers of March only jia's 70 came again.
onEachEngine(
  'customers of the period, and those of the one before',
  { metrics: ['REPEAT_PURCHASE_RATE', 'NET_REVENUE_RETENTION'], period: april },
  ({ rows }) => expect(rows.map(numbers)).toEqual([[50, (100 * 70) / 1220]]),
);

const rows = {
  interactions: [
    { interaction_id: 'a', occurred_at: '2025-03-03T10:00', kind: 'ticket', response_seconds: '100' },
    { interaction_id: 'b', occurred_at: '2025-03-04T10:00', kind: 'inquiry', response_seconds: '300' },
    { interaction_id: 'c', occurred_at: '2025-03-05T10:00', kind: 'visit', response_seconds: '9000' },
  ],
};

it('interactions of every kind, and the median response to those that ask for one', async () => {
  const company = await openRows(rows, { now: '2025-07-01T12:00:00+08:00', timeZone: 'Asia/Shanghai' });
  const question: MetricQuestion = { metrics: ['INTERACTIONS', 'FIRST_RESPONSE_TIME_MEDIAN'], period: march };
  try {
    for (const context of company.contexts)
      expect((await answer(question, context)).rows.map(numbers)).toEqual([[3, 200]]);
  } finally {
    await company.close();
  }
});
