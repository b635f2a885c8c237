// A filter that lists a member which nothing has is refused on both engines, with the members there are.
import { UserError } from '../../../src/errors';
import { answer } from '../../../src/query/answer';
import type { FilterInput } from '../../../src/query/question/metric-question';
import { fixtureCompany, openRows } from '../../support/fixture';

const march = { year: 2025, month: 3 };

async function outcomes(where: FilterInput): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  for (const context of (await fixtureCompany()).contexts)
    found.push(
      await answer({ metrics: ['BUYERS'], period: march, where }, context).then(
        ({ rows }) => rows[0]!.values.BUYERS!.value,
        (error: unknown) => (error instanceof UserError ? [error.code, error.parameters, error.hint] : error),
      ),
    );
  return found;
}

const both = (outcome: unknown) => [outcome, outcome];

it('names the member, what is nearest, and what there is', async () => {
  expect(await outcomes({ dimension: 'CHANNEL', in: ['web', 'shpo'] })).toEqual(
    both([
      'UNKNOWN_MEMBER',
      { dimension: 'CHANNEL', given: 'shpo', allowed: ['app', 'fair', 'shop', 'web'] },
      'Did you mean shop? Its members are app, fair, shop, web.',
    ]),
  );
});

it.each<[string, FilterInput]>([
  ['of what is left out', { dimension: 'REGION', notIn: ['West'] }],
  ['deep within', { any: [{ not: { all: [{ dimension: 'TAG', in: ['vipp'] }] } }] }],
  [
    'of the filter of a condition',
    { metric: { metric: 'ORDERS', gte: 1, where: { dimension: 'PRODUCT', in: ['cup'] } } },
  ],
  ['in another case', { dimension: 'CUSTOMER', in: ['Anna'] }],
  ['of a campaign', { dimension: 'CAMPAIGN', in: ['autumn'] }],
  ['of an acquisition channel', { dimension: 'ACQUISITION_CHANNEL', in: ['tv'] }],
  ['of a team', { dimension: 'TEAM', in: ['nobody'] }],
  ['of a reason to leave', { dimension: 'CHURN_REASON', in: ['boredom'] }],
  ['of a topic', { dimension: 'TOPIC', in: ['nothing'] }],
])('%s', async (_title, where) => {
  expect((await outcomes(where)).map((outcome) => (Array.isArray(outcome) ? outcome[0] : outcome))).toEqual(
    both('UNKNOWN_MEMBER'),
  );
});

it('knows what any row has, also where nothing stands behind it in the period', async () => {
  // comeback is the campaign of orders in April alone, price the reason of chen, who bought nothing in March.
  expect(await outcomes({ dimension: 'CAMPAIGN', in: ['comeback'] })).toEqual(both(0));
  expect(await outcomes({ dimension: 'CHURN_REASON', in: ['price'] })).toEqual(both(0));
  expect(await outcomes({ dimension: 'GENDER', in: ['X'] })).toEqual(both(0));
});

it('answers nothing where nothing has any member, and still finds the slip beside it', async () => {
  const empty = await openRows(
    {
      customers: [],
      channels: [{ channel_id: 'web' }],
      products: [],
      agents: [],
      interactions: [],
      transactions: [],
      spend: [],
      targets: [],
    },
    { now: '2025-07-01T12:00:00+08:00', timeZone: 'Asia/Shanghai' },
  );
  try {
    for (const context of empty.contexts) {
      const ask = (where: FilterInput) => answer({ metrics: ['BUYERS'], period: march, where }, context);
      const region: FilterInput = { dimension: 'REGION', in: ['north'] };
      expect((await ask(region)).rows[0]!.values.BUYERS!.value).toBe(0);
      await expect(ask({ all: [region, { dimension: 'CHANNEL', in: ['wep'] }] })).rejects.toThrow(
        'CHANNEL has no member "wep". Did you mean web? Its members are web.',
      );
    }
  } finally {
    await empty.close();
  }
});
