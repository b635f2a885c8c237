// A filter that lists a member which nothing has is refused on both engines, with the members there are; a saved segment that
// has lost one is answered without it, and said to have.

import { UserError, userErrorsOf } from '../../../src/errors';
import { type FilterArguments, parseFilter } from '../../../src/model/filters';
import { answer } from '../../../src/query/answer';
import { refuseUnknownMembers } from '../../../src/query/conditions/unknown-members';
import type { FilterInput } from '../../../src/query/question/metric-question';
import { scopeOfAllTime } from '../../../src/query/question/scope';
import { warning } from '../../../src/warnings';
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

describe('a segment that has lost a member', () => {
  const segments = new Map<string, FilterArguments>([
    ['east', { dimension: 'REGION', in: ['east', 'Atlantis'] }],
    ['dry', { dimension: 'REGION', notIn: ['Atlantis'] }],
    ['sunk', { dimension: 'REGION', in: ['Atlantis', 'Mu'] }],
    ['sailors', { metric: { metric: 'ORDERS', gte: 1, where: { dimension: 'REGION', in: ['Atlantis'] } } }],
    ['eastern sailors', { any: [{ segment: 'east' }, { segment: 'sailors' }] }],
  ]);
  const buyersOf = async (where: FilterInput): Promise<readonly unknown[]> => {
    const found: unknown[] = [];
    for (const context of (await fixtureCompany()).contexts)
      found.push(
        await answer(
          { metrics: ['BUYERS'], period: march, where },
          { ...context, segments: async () => segments },
        ).then(
          ({ rows }) => rows[0]!.values.BUYERS!.value,
          (error: unknown) => (error instanceof UserError ? [error.code, error.parameters] : error),
        ),
      );
    return found;
  };

  // In March anna (in the north, then in the east), jia (east), lan (south) and omar (north) bought.
  it.each<[string, FilterInput, number]>([
    ['means nobody there', { segment: 'east' }, 2],
    ['may mean nobody at all', { segment: 'sunk' }, 0],
    ['leaves everybody where it was left out', { segment: 'dry' }, 4],
    ['leaves everybody where it is not meant', { not: { segment: 'sunk' } }, 4],
    ['means nobody in a condition', { segment: 'sailors' }, 0],
    ['means nobody in a segment of segments', { segment: 'eastern sailors' }, 2],
  ])('%s', async (_title, where, buyers) => {
    expect(await buyersOf(where)).toEqual([buyers, buyers]);
  });

  it('does not make the slip of the question beside it any better', async () => {
    const slip: FilterInput = { dimension: 'REGION', in: ['Atlantis'] };
    const refusal = ['UNKNOWN_MEMBER', expect.objectContaining({ dimension: 'REGION', given: 'Atlantis' })];
    expect(await buyersOf({ any: [{ segment: 'east' }, slip] })).toEqual([refusal, refusal]);
    expect(await buyersOf({ any: [slip, { segment: 'east' }] })).toEqual([refusal, refusal]);
  });

  it('is told, each member once with every segment that lists it', async () => {
    const where = { all: [{ not: { segment: 'sunk' } }, { segment: 'east' }, { segment: 'east' }] };
    const lost = (segment: string, member: string) =>
      warning('SEGMENT_LOST_MEMBER', { segment, dimension: 'REGION', member });
    for (const { engine, settings, now } of (await fixtureCompany()).contexts) {
      const scope = scopeOfAllTime({ settings, now: now() });
      const told = await engine.read((session) =>
        refuseUnknownMembers(parseFilter(where, segments), 'where', { session, scope }),
      );
      expect(told).toHaveLength(3);
      expect(told).toEqual(
        expect.arrayContaining([lost('sunk', 'Atlantis'), lost('sunk', 'Mu'), lost('east', 'Atlantis')]),
      );
      const known = parseFilter({ dimension: 'REGION', in: ['east'] });
      expect(await engine.read((session) => refuseUnknownMembers(known, 'where', { session, scope }))).toEqual([]);
    }
  });
});

describe('many members', () => {
  const times = <Item>(count: number, make: (index: number) => Item): readonly Item[] =>
    Array.from({ length: count }, (_, index) => make(index));
  const codesOf = async (where: FilterInput): Promise<readonly unknown[]> => {
    const found: unknown[] = [];
    for (const context of (await fixtureCompany()).contexts)
      found.push(
        await answer({ metrics: ['BUYERS'], period: march, where }, context).then(
          ({ rows }) => rows[0]!.values.BUYERS!.value,
          (error: unknown) => userErrorsOf(error).map(({ code, argument }) => [code, argument]),
        ),
      );
    return found;
  };

  // Generous: it took minutes.
  it('are answered as each once, however often one is listed', async () => {
    const asked = performance.now();
    const where: FilterInput = {
      dimension: 'REGION',
      in: times(20_000, (index) => (index < 19_999 ? 'east' : 'north')),
    };
    expect(await codesOf(where)).toEqual(await codesOf({ dimension: 'REGION', in: ['east', 'north'] }));
    expect(performance.now() - asked).toBeLessThan(4_000);
  });

  it('are refused where they stand, also after one that is listed twice', async () => {
    const where: FilterInput = { all: [{ dimension: 'REGION', in: ['east', 'east', 'est', 'est', 'nort'] }] };
    expect(await codesOf(where)).toEqual(
      both([
        ['UNKNOWN_MEMBER', 'where.all[0].in[2]'],
        ['UNKNOWN_MEMBER', 'where.all[0].in[4]'],
      ]),
    );
  });

  it('are 20,000 at most in a question', async () => {
    expect(await codesOf({ dimension: 'REGION', in: times(20_001, () => 'east') })).toEqual(
      both([['INVALID_FILTER', 'where']]),
    );
  });

  it('are told a hundred at once where nothing has them', async () => {
    const asked = performance.now();
    const where: FilterInput = { dimension: 'CUSTOMER', in: times(20_000, (index) => `${'y'.repeat(90)}${index}`) };
    const told = times(100, (index) => ['UNKNOWN_MEMBER', `where.in[${index}]`]);
    expect(await codesOf(where)).toEqual(both(told));
    expect(performance.now() - asked).toBeLessThan(4_000);
  });
});

it('looks among all members for what was meant by ten slips, and among the first fifty by others', async () => {
  const regions = Array.from({ length: 200 }, (_, index) => `m${String(index).padStart(3, '0')}`);
  const company = await openRows(
    {
      customers: regions.map((region, index) => ({ customer_id: `c${index}`, region })),
      channels: [],
      products: [],
      agents: [],
      interactions: [],
      transactions: [],
      spend: [],
      targets: [],
    },
    { now: '2025-07-01T12:00:00+08:00', timeZone: 'Asia/Shanghai' },
  );
  const slips = [
    ...Array.from({ length: 11 }, (_, index) => `m19${index % 10}${'z'.repeat(1 + Math.floor(index / 10))}`),
    'm00z',
  ];
  try {
    for (const context of company.contexts) {
      const where: FilterInput = { dimension: 'REGION', in: slips };
      const hints = await answer({ metrics: ['BUYERS'], period: march, where }, context).then(
        () => [],
        (error: unknown) => userErrorsOf(error).map(({ hint }) => hint ?? ''),
      );
      expect(hints.map((hint) => /Did you mean (m\d+)/.exec(hint)?.[1] ?? null)).toEqual([
        ...Array.from({ length: 10 }, (_, index) => `m19${index}`),
        null,
        'm000',
      ]);
    }
  } finally {
    await company.close();
  }
});
