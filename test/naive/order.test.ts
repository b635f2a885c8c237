// What is asked of the order of an answer's rows: Other comes last unless ordered otherwise.
import type { MetricRow } from '../../src/query/question/metrics-result';
import { orderDiffers } from '../support/agreement-order';
import type { NaiveQuestion } from '../support/naive/question';

const row = (value: string | null, level = 'DETAIL') =>
  ({
    period: { start: '2025-01-01' },
    level,
    keys: [{ dimension: 'CHANNEL', value }],
    values: {},
  }) as unknown as MetricRow;
const [app, web, none, other] = [row('app'), row('web'), row(null), row(null, 'OTHER')];

const differs = (rows: readonly MetricRow[], orderBy: NaiveQuestion['orderBy'] = []) =>
  orderDiffers(
    rows,
    { metrics: ['REVENUE'], period: { year: 2025 }, by: ['CHANNEL'], orderBy },
    () => undefined,
    new Map(),
  );

test('by default Other comes last, after the member none too', () => {
  expect(differs([app, web, other])).toEqual([]);
  expect(differs([app, web, none, other])).toEqual([]);
  expect(differs([other, app, web])).toHaveLength(1);
  expect(differs([app, web, other, none])).toHaveLength(1);
  expect(differs([web, app, other])).toHaveLength(1);
});

test('in an order asked for it may stand at either end', () => {
  const orderBy = [{ dimension: 'CHANNEL', direction: 'DESC' }];
  expect(differs([other, web, app], orderBy)).toEqual([]);
  expect(differs([web, app, other], orderBy)).toEqual([]);
  expect(differs([web, other, app], orderBy)).toHaveLength(1);
});
