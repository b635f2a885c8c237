// Transitions on a company of five customers, on both engines: who moved from which member to which between the ends of two days.
//
//   ada   north until 15 March, then east     tags a, then a and b
//   ben   north
//   cem   south from the first on; on file from 20 March on
//   dan   has no region
//   eva   on file from 10 April on, in east; first purchase on 12 April

import { userErrorsOf } from '../../src/errors';
import { type TransitionsQuestion, transitions } from '../../src/query/journeys/transitions';
import { type OpenCompany, openRows } from '../support/fixture';

const bought = (id: string, customer: string, day: string) => ({
  transaction_id: id,
  order_id: id,
  customer_id: customer,
  occurred_at: `${day}T10:00:00Z`,
  kind: 'order',
  revenue: '10',
});

let company: OpenCompany;
beforeAll(async () => {
  company = await openRows(
    {
      customers: [
        { customer_id: 'ada', region: 'north', tags: 'a', valid_from: '2025-01-01', birth_date: '2000-04-01' },
        { customer_id: 'ada', region: 'east', tags: 'a;b', valid_from: '2025-03-15', birth_date: '2000-04-01' },
        { customer_id: 'ben', region: 'north', valid_from: '2025-01-01' },
        { customer_id: 'cem', region: 'south', valid_from: '2025-03-20' },
        { customer_id: 'dan', valid_from: '2025-01-01' },
        { customer_id: 'eva', region: 'east', valid_from: '2025-04-10' },
      ],
      transactions: [
        bought('t1', 'ada', '2025-02-01'),
        bought('t2', 'ada', '2025-03-20'),
        bought('t3', 'ben', '2025-02-02'),
        bought('t4', 'eva', '2025-04-12'),
      ],
    },
    { now: '2025-05-01T12:00:00Z', timeZone: 'UTC' },
  );
});
afterAll(() => company.close());

const march = { from: '2025-03-01', to: '2025-03-31' };

async function moved(question: TransitionsQuestion) {
  const answers = await Promise.all(
    company.contexts.map(async (context) =>
      (await transitions(question, context)).map(({ from, to, customers }) => [from.value, to.value, customers]),
    ),
  );
  expect(answers[1]).toEqual(answers[0]);
  return answers[0];
}

it('counts customers by where they were and where they are', async () => {
  expect(await moved({ dimension: 'REGION', ...march })).toEqual([
    ['north', 'east', 1],
    ['north', 'north', 1],
    // Not on file by the end of 1 March.
    [null, 'south', 1],
  ]);
});

it('takes the end of either day', async () => {
  const to = '2025-03-31';
  expect(await moved({ dimension: 'REGION', from: '2025-03-13', to })).toEqual(
    await moved({ dimension: 'REGION', from: '2025-03-01', to }),
  );
  // The version that is valid from 15 March on is there at the end of the 14th, which is the beginning of the 15th.
  expect(await moved({ dimension: 'REGION', from: '2025-03-14', to })).toEqual([
    ['east', 'east', 1],
    ['north', 'north', 1],
    [null, 'south', 1],
  ]);
});

it('of one day are those who are there', async () => {
  expect(await moved({ dimension: 'REGION', from: '2025-04-30', to: '2025-04-30' })).toEqual([
    ['east', 'east', 2],
    ['north', 'north', 1],
    ['south', 'south', 1],
  ]);
});

it('today stands for a later day', async () => {
  expect(await moved({ dimension: 'REGION', from: '2025-04-30', to: '2030-01-01' })).toEqual(
    await moved({ dimension: 'REGION', from: '2025-04-30', to: '2025-05-01' }),
  );
});

it('counts a customer once for each pair of its tags', async () => {
  expect(await moved({ dimension: 'TAG', ...march })).toEqual([
    ['a', 'a', 1],
    ['a', 'b', 1],
  ]);
});

it('goes by what was known at each instant', async () => {
  // ada is 24 until 31 March 2025.
  expect(await moved({ dimension: 'AGE_BAND', from: '2025-03-30', to: '2025-04-30' })).toEqual([['18-24', '25-34', 1]]);
  expect(await moved({ dimension: 'COHORT_MONTH', from: '2025-04-11', to: '2025-04-12' })).toEqual([
    ['2025-02', '2025-02', 2],
    [null, '2025-04', 1],
  ]);
});

it('filters by what customers are, and have done, on the second day', async () => {
  expect(await moved({ dimension: 'REGION', ...march, where: { dimension: 'REGION', in: ['east'] } })).toEqual([
    ['north', 'east', 1],
  ]);
  expect(await moved({ dimension: 'REGION', ...march, where: { metric: { metric: 'ORDERS', gte: 2 } } })).toEqual([
    ['north', 'east', 1],
  ]);
  // Eva's purchase is later than March.
  expect(await moved({ dimension: 'REGION', ...march, where: { metric: { metric: 'ORDERS', gte: 1 } } })).toEqual([
    ['north', 'east', 1],
    ['north', 'north', 1],
  ]);
});

it.each([
  ['a dimension of facts', { dimension: 'CHANNEL', ...march }, [['NOT_SLICEABLE', 'dimension']]],
  [
    'a day before the first',
    { dimension: 'REGION', from: '2025-03-31', to: '2025-03-01' },
    [['INVALID_ARGUMENT', 'to']],
  ],
  [
    'a filter of facts',
    { dimension: 'REGION', ...march, where: { dimension: 'CHANNEL', isNull: true } },
    [['NOT_SLICEABLE', 'where']],
  ],
  [
    'days outside the calendar',
    { dimension: 'REGION', from: '1900-01-01', to: '2200-01-01' },
    [
      ['INVALID_PERIOD', 'from'],
      ['INVALID_PERIOD', 'to'],
    ],
  ],
])('refuses %s', async (_title, question, expected) => {
  const refusal = await transitions(question, company.contexts[0]!).catch((error: unknown) => error);
  expect(userErrorsOf(refusal).map(({ code, argument }) => [code, argument])).toEqual(expected);
});
