// Segments on the fixture company: saved, used in every filter, counted, and refused when no question could use them.
import { ask, errorOf, fixtureContext } from '../fixture-api';

const save = (name: string, where: unknown, title?: string) =>
  ask(
    `mutation ($name: ID!, $title: String, $where: FilterInput!) {
      saveSegment(name: $name, title: $title, where: $where) { name title where customers }
    }`,
    { name, where, title },
  ).then(({ saveSegment }) => saveSegment);

const refusal = async (name: string, where: unknown, title?: string) => {
  const { data, error } = await errorOf(
    `mutation ($name: ID!, $title: String, $where: FilterInput!) { saveSegment(name: $name, title: $title, where: $where) { name } }`,
    { name, where, title },
  );
  expect(data).toBeNull();
  return error;
};

const remove = (name: string) =>
  ask('mutation ($name: ID!) { deleteSegment(name: $name) }', { name }).then(({ deleteSegment }) => deleteSegment);

const names = async (): Promise<string[]> =>
  (await ask('{ segments { name } }')).segments.map(({ name }: { name: string }) => name);

const region = (member: string) => ({ dimension: 'REGION', in: [member] });
const march = 'period: { year: 2025, month: 3 }';

afterEach(async () => {
  // In use first: nothing rests on what is deleted last.
  for (let left = await names(); left.length > 0; left = await names())
    for (const name of left)
      await ask('mutation ($name: ID!) { deleteSegment(name: $name) }', { name }).catch(() => undefined);
});

describe('a saved segment', () => {
  test('comes back as it was saved, with the customers on file that meet it now', async () => {
    // eve, gao, ivan, kong and omar; anna has moved east.
    expect(await save('north', region('north'), 'The north 北方')).toEqual({
      name: 'north',
      title: 'The north 北方',
      where: { dimension: 'REGION', in: ['north'] },
      customers: 5,
    });
    expect(
      (await save('women of the north', { all: [{ segment: 'north' }, { dimension: 'GENDER', in: ['F'] }] })).customers,
    ).toBe(1);
    expect(await names()).toEqual(['north', 'women of the north']);
  });

  test('can be sent back', async () => {
    const where = { any: [{ not: region('east') }, { dimension: 'CITY', contains: 'e', isNull: false }] };
    const saved = await save('back', where);
    expect(saved.where).toEqual(where);
    expect((await save('again', saved.where)).customers).toBe(saved.customers);
  });

  test('is replaced under its name, with its title', async () => {
    await save('here', region('north'), 'North');
    // bao, chen, hui and lan
    expect(await save('here', region('south'))).toMatchObject({ title: 'here', customers: 4 });
    expect(await names()).toEqual(['here']);
  });

  test('is a filter wherever filters are', async () => {
    await save('north', region('north'));
    const { metrics } = await ask(`{ metrics(${march}, where: { segment: "north" }) { rows { revenue { value } } } }`);
    const { plain } = await ask(
      `{ plain: metrics(${march}, where: { dimension: REGION, in: ["north"] }) { rows { revenue { value } } } }`,
    );
    // anna-4 while anna was in the north, and omar-2.
    expect(metrics.rows).toEqual([{ revenue: { value: 380 } }]);
    expect(metrics).toEqual(plain);
    const { table } = await ask(
      `{ table(metrics: [REVENUE], ${march}, where: { not: { segment: "north" } }) { data } }`,
    );
    const { outside } = await ask(
      `{ outside: table(metrics: [REVENUE], ${march}, where: { dimension: REGION, notIn: ["north"] }) { data } }`,
    );
    expect(table).toEqual(outside);
    const { dimensionValues } = await ask(
      '{ dimensionValues(dimension: CITY, where: { segment: "north" }) { nodes { value count } } }',
    );
    expect(dimensionValues.nodes).toEqual([
      { value: 'Beijing', count: 3 },
      { value: 'Tianjin', count: 2 },
    ]);
  });

  test('may rest on what a metric comes to for each customer, of all time unless it says when', async () => {
    // anna 955, bao 1020, chen 910, dina 1290, kong 1590, lan 2600
    expect((await save('big', { metric: { metric: 'REVENUE', gte: '900' } })).customers).toBe(6);
    const recent = { metric: 'REVENUE', gt: 300, period: { year: 2025, quarter: 2 } };
    // lan 300 is not more than 300; kong 250; chen 200; nothing above but none
    expect((await save('recent', { metric: recent })).customers).toBe(0);
    expect((await save('some', { metric: { ...recent, gt: 199 } })).customers).toBe(3);
    const inNorth = { metric: { metric: 'ORDERS', gte: 1, where: { segment: 'big' } } };
    expect((await save('nested', inNorth)).customers).toBe(6);
  });

  test('that has lost a member means nobody there, and takes neither the list nor the rest of the request along', async () => {
    await save('east', region('east'));
    // Saved while somebody was in the west, who has moved since.
    const { warehouse } = await fixtureContext();
    const where = { dimension: 'REGION', in: ['north', 'west'] };
    await warehouse.pool.query('INSERT INTO segment (name, title, filter, change_id) VALUES ($1, $1, $2, 1)', [
      'north',
      where,
    ]);
    const { segments, dataStatus, metrics } = await ask(`{
      segments { name customers }
      dataStatus { customers }
      metrics(${march}, where: { segment: "north" }) { rows { revenue { value } } }
    }`);
    expect(segments).toEqual([
      { name: 'east', customers: 3 },
      { name: 'north', customers: 5 },
    ]);
    expect(dataStatus).toEqual({ customers: 16 });
    expect(metrics.rows).toEqual([{ revenue: { value: 380 } }]);
    // Saved anew it is a slip.
    expect((await refusal('north', where)).extensions?.code).toBe('UNKNOWN_MEMBER');
  });

  test('rests on what facts have through a condition on a metric', async () => {
    const web = { metric: { metric: 'ORDERS', gte: 1, where: { dimension: 'CHANNEL', in: ['web'] } } };
    expect(await save('web', web)).toMatchObject({ title: 'web' });
    const error = await refusal('of facts', { all: [region('north'), { dimension: 'CHANNEL', in: ['web'] }] });
    expect(error.message).toBe(
      'The filter at where is not valid: a segment is made of customers, and only facts have CHANNEL. Use dimensions of customers, or put it into the where of a condition on a metric.',
    );
    const { segments } = await ask('{ segments { name customers } }');
    expect(segments.map(({ name }: { name: string }) => name)).not.toContain('of facts');
  });
});

describe('a segment is refused', () => {
  test('when it names what is not there, with the names that are', async () => {
    await save('north', region('north'));
    const error = await refusal('a', { segment: 'nort' });
    expect(error.extensions).toMatchObject({
      code: 'UNKNOWN_SEGMENT',
      hint: 'Did you mean north?',
      allowed: expect.arrayContaining(['north']),
    });
    const { error: asked } = await errorOf(
      `{ metrics(${march}, where: { segment: "nort" }) { rows { revenue { value } } } }`,
    );
    expect(asked.extensions?.code).toBe('UNKNOWN_SEGMENT');
  });

  test('when it would be part of itself, however far around', async () => {
    expect((await refusal('self', { not: { segment: 'self' } })).message).toContain('self > self');
    await save('a', region('north'));
    await save('b', { any: [{ segment: 'a' }, region('south')] });
    await save('c', { metric: { metric: 'ORDERS', gte: 1, where: { segment: 'b' } } });
    const error = await refusal('a', { not: { segment: 'c' } });
    expect(error.extensions?.code).toBe('INVALID_FILTER');
    expect(error.message).toContain('a > c > b > a');
    expect((await ask('{ segments { name where } }')).segments[0].where).toEqual(region('north'));
  });

  test.each([
    [{ not: {} }, 'INVALID_FILTER'],
    [{ dimension: 'REGION', in: ['north'], not: region('south') }, 'INVALID_FILTER'],
    [{ dimension: 'REGION' }, 'INVALID_FILTER'],
    [{ dimension: 'REGION', in: null }, 'INVALID_FILTER'],
    [{ dimension: 'REGION', in: ['a\0'] }, 'INVALID_FILTER'],
    [{ dimension: 'REGION', in: ['\ud800'] }, 'INVALID_FILTER'],
    [{ metric: { metric: 'CHURN_RATE', gt: 1 } }, 'METRIC_NOT_PER_CUSTOMER'],
    [{ metric: { metric: 'REVENUE' } }, 'INVALID_ARGUMENT'],
    [{ metric: { metric: 'REVENUE', gt: 1, period: {} } }, 'INVALID_PERIOD'],
    [{ metric: { metric: 'REVENUE', gt: 1, where: { dimension: 'TOPIC', in: ['a'] } } }, 'METRIC_NOT_SLICEABLE'],
  ])('for the filter %j: %s', async (where, code) => {
    expect((await refusal('bad', where)).extensions?.code).toBe(code);
    expect(await names()).toEqual([]);
  });

  test.each([
    ['', undefined],
    ['a'.repeat(101), undefined],
    ['a\nb', undefined],
    ['a\u0085', undefined],
    ['fine', ''],
    ['fine', 'x'.repeat(201)],
    ['fine', 'two\nlines'],
  ])('for the name %j and the title %j', async (name, title) => {
    expect((await refusal(name, region('north'), title)).extensions?.code).toBe('INVALID_ARGUMENT');
  });

  test('when written out it would be too large or too deep', async () => {
    const many = (segment: string) => ({ any: Array.from({ length: 30 }, () => ({ segment })) });
    await save('one', { any: Array.from({ length: 20 }, () => region('north')) });
    await save('two', many('one'));
    expect((await refusal('three', many('two'))).message).toContain('more than 1000 branches');
    // What rests on it counts too.
    expect((await refusal('one', { any: Array.from({ length: 60 }, () => region('north')) })).message).toContain(
      'segment two',
    );
    const deep = Array.from({ length: 25 }).reduce<object>((inner) => ({ not: inner }), region('north'));
    expect((await refusal('deep', deep)).message).toContain('nested');
  });
});

describe('deleting', () => {
  test('tells whether there was one', async () => {
    await save('north', region('north'));
    expect([await remove('north'), await remove('north')]).toEqual([true, false]);
    const { error } = await errorOf(
      `{ metrics(${march}, where: { segment: "north" }) { rows { revenue { value } } } }`,
    );
    expect(error.extensions?.code).toBe('UNKNOWN_SEGMENT');
  });

  test('is refused while another rests on it', async () => {
    await save('a', region('north'));
    await save('b', { metric: { metric: 'ORDERS', gte: 1, where: { segment: 'a' } } });
    const { error } = await errorOf('mutation { deleteSegment(name: "a") }');
    expect(error.extensions).toMatchObject({ code: 'SEGMENT_IN_USE', parameters: { segment: 'a', usedBy: ['b'] } });
    expect([await remove('b'), await remove('a')]).toEqual([true, true]);
  });
});

test('any text is a name that can be kept and asked for', async () => {
  for (const name of [
    "Robert'); DROP TABLE segment;--",
    '田中さん',
    '../../etc/passwd',
    '"quoted" $1 %s {{x}}',
    '👾🙇',
  ]) {
    expect((await save(name, region('north'))).name).toBe(name);
    const { metrics } = await ask(
      `query ($name: ID!) { metrics(${march}, where: { segment: $name }) { rows { revenue { value } } } }`,
      { name },
    );
    expect(metrics.rows[0].revenue.value).toBe(380);
    expect(await remove(name)).toBe(true);
  }
});

test('a cursor of a question belongs to what its segments meant', async () => {
  await save('some', { dimension: 'REGION', in: ['north', 'south'] });
  await save('these', { segment: 'some' });
  const page = (after: string | null) =>
    `{ metrics(${march}, by: [REGION], where: { segment: "these" }, first: 1, after: ${JSON.stringify(after)}) {
      rows { key(dimension: REGION) { value } revenue { value } } pageInfo { endCursor } } }`;
  const { endCursor } = (await ask(page(null))).metrics.pageInfo;
  expect((await ask(page(endCursor))).metrics.rows[0].key.value).toBe('south');
  await save('some', { dimension: 'REGION', in: ['north', 'east'] });
  expect((await errorOf(page(endCursor))).error.extensions?.code).toBe('CURSOR_OF_OTHER_QUESTION');
});

test('a question that comes to too much with its segments is refused', async () => {
  await save('many', {
    any: Array.from({ length: 500 }, (_, index) => ({ dimension: 'REGION', contains: `r${index}` })),
  });
  const where = { any: Array.from({ length: 25 }, () => ({ segment: 'many' })) };
  const { error } = await errorOf(
    `query ($where: FilterInput) { metrics(${march}, where: $where) { rows { revenue { value } } } }`,
    { where },
  );
  expect(error.extensions?.code).toBe('INVALID_FILTER');
  expect(error.message).toContain('2000 branches');
});

test('conditions of a segment are estimated as if they were written out', async () => {
  const heavy = {
    any: Array.from({ length: 30 }, (_, index) => ({ metric: { metric: 'ORDERS', gte: index + 1 } })),
  };
  await save('heavy', heavy);
  const costOf = async (where: unknown): Promise<number> =>
    (
      await ask(
        `query ($where: FilterInput) { metrics(${march}, where: $where) { rows { revenue { value } } explain { estimate { cost } } } }`,
        { where },
      )
    ).metrics.explain.estimate.cost;
  expect([await costOf(heavy), await costOf({ segment: 'heavy' })]).toEqual([752, 752]);
  expect(await costOf({ not: { metric: { metric: 'ORDERS', gte: 1, where: { segment: 'heavy' } } } })).toBe(777);
});

test('a question of more than a hundred conditions is refused, and so is a segment', async () => {
  const any = Array.from({ length: 101 }, (_, index) => ({ metric: { metric: 'ORDERS', gte: index + 1 } }));
  const asked = await errorOf(
    `query ($where: FilterInput) { metrics(${march}, where: $where) { rows { revenue { value } } } }`,
    { where: { any } },
  );
  const saving = await save('too many', { any }).then(
    () => null,
    (error: unknown) => String(error),
  );
  expect([asked.error.extensions?.code, asked.error.message.includes('100 conditions on metrics')]).toEqual([
    'INVALID_FILTER',
    true,
  ]);
  expect(saving).toContain('100 conditions on metrics');
});
