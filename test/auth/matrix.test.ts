// Every field of the schema as every role: what the table of access grants is answered as an admin is answered; what it denies
// is told as FORBIDDEN, and nothing of it is in the answer.

import { buildSchema as buildAnew, extendSchema, parse, printSchema } from 'graphql';
import { metricRule } from '../../src/auth/member-rules';
import { isGranted } from '../../src/auth/permissions';
import { ruleOfValue } from '../../src/auth/policy';
import type { Principal } from '../../src/auth/principal';
import { checkRules } from '../../src/graphql/access/check-rules';
import { buildSchema } from '../../src/graphql/schema';
import { enumValueOf, metricCatalog } from '../../src/metrics/catalog';
import { dimensions } from '../../src/model/dimensions';
import { type Role, roles } from '../../src/model/roles';
import { everything } from '../../src/model/viewer';
import { type JudgedCompany, openJudgedCompany } from '../graphql/customer/judged-company';
import { tellFigure } from '../trust/support/tell-figure';
import { probesOf } from './role-matrix';

const principalOf = (role: Role): Principal => ({ id: `key:${role}`, name: role, role, viewer: everything });

let company: JudgedCompany;
beforeAll(async () => {
  company = await openJudgedCompany();
  await company.ask('mutation { saveSegment(name: "all", where: {}) { name } }');
  await company.ask(
    'mutation { setTarget(input: { metric: REVENUE, from: "2025-01-01", to: "2025-01-31", value: 1 }) { value } }',
  );
});
afterAll(() => company.close());

type Answered = Awaited<ReturnType<JudgedCompany['execute']>>;

const codesOf = ({ errors = [] }: Answered): readonly unknown[] => errors.map(({ extensions }) => extensions?.code);

/** What stands at a path, of lists in the first item; null where something on the way is. */
function valueAt(data: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, name) => {
    const object = Array.isArray(value) ? value[0] : value;
    return (object as Record<string, unknown> | null | undefined)?.[name] ?? null;
  }, data);
}

/** What an admin is answered, once for all roles. */
const adminsAnswers = new Map<string, Promise<Answered>>();
const asAdmin = (document: string): Promise<Answered> => {
  const known = adminsAnswers.get(document) ?? company.execute(document);
  adminsAnswers.set(document, known);
  return known;
};

const stored = async (): Promise<unknown> => {
  const { rows } = await company.warehouse.pool.query(
    `SELECT (SELECT max(change_id) FROM table_watermark) AS version, (SELECT count(*) FROM segment) AS segments,
       (SELECT count(*) FROM target) AS targets, (SELECT count(*) FROM load) AS loads`,
  );
  return rows[0];
};

/** Differ from one answer to the next. */
const ofTheMoment = new Set(['ResolvedQuery.elapsedMs', 'ResolvedQuery.cached']);
/** Has as many as the role may ask by. */
const ofTheRole = /^(Catalog\.dimensions|DimensionDefinition\..*)$/;

describe.each(roles)('as %s', (role) => {
  const ask = (document: string): Promise<Answered> => company.execute(document, undefined, principalOf(role));

  test('every field that can be read', async () => {
    const leaks: string[] = [];
    let grantedFields = 0;
    const fields = probesOf(role, 'Query');
    for (const { place, document, path, granted } of fields) {
      const answered = await ask(document);
      const codes = codesOf(answered);
      if (granted) {
        grantedFields += 1;
        const admins = await asAdmin(document);
        if (codes.includes('FORBIDDEN')) leaks.push(`${place} is granted and was refused`);
        else if (
          !ofTheMoment.has(place) &&
          !ofTheRole.test(place) &&
          JSON.stringify(answered.data) !== JSON.stringify(admins.data)
        )
          leaks.push(`${place} is answered otherwise than to an admin`);
      } else {
        if (!codes.includes('FORBIDDEN')) leaks.push(`${place} is denied and no error says so: ${codes}`);
        if (valueAt(answered.data, path) !== null) leaks.push(`${place} is denied and was answered`);
      }
    }
    expect(leaks).toEqual([]);
    expect(grantedFields).toBeGreaterThan(30);
    tellFigure(`${role}: ${grantedFields} of ${fields.length} fields granted, 0 leaks`);
  });

  test('every mutation that is denied, and none of them changes anything', async () => {
    const before = await stored();
    const denied = probesOf(role, 'Mutation').filter(({ granted }) => !granted);
    for (const { document } of denied)
      expect([document, codesOf(await ask(document))]).toEqual([document, ['FORBIDDEN']]);
    expect(await stored()).toEqual(before);
    expect(denied.length).toBe({ admin: 0, analyst: 7, bi: 11, app: 11, service: 5 }[role]);
  });

  test('every metric as a column, and every dimension', async () => {
    const denials = async (
      names: readonly string[],
      document: (name: string) => string,
    ): Promise<readonly string[]> => {
      const found: string[] = [];
      for (const name of names) if (codesOf(await ask(document(name))).includes('FORBIDDEN')) found.push(name);
      return found;
    };
    const may = (rule: readonly Parameters<typeof isGranted>[1][]) => rule.every((each) => isGranted(role, each));
    const metrics = metricCatalog.map(({ id }) => enumValueOf(id));
    const period = 'period: { year: 2025, month: 6 }';
    expect(await denials(metrics, (name) => `{ table(${period}, metrics: [${name}]) { groupCount } }`)).toEqual(
      isGranted(role, 'metrics')
        ? metricCatalog.filter((metric) => !may(metricRule(metric))).map(({ id }) => enumValueOf(id))
        : metrics,
    );
    const named = dimensions.map(({ id }) => id);
    expect(await denials(named, (name) => `{ dimensionValues(dimension: ${name}) { nodes { value } } }`)).toEqual(
      isGranted(role, 'metrics') ? named.filter((name) => !may(ruleOfValue('Dimension', name)!)) : named,
    );
  });
});

describe('whoever may not have personal data', () => {
  const analyst = principalOf('analyst');
  const app = principalOf('app');
  const as = (principal: Principal, document: string): Promise<Answered> =>
    company.execute(document, undefined, principal);

  test('finds null and one error for each place of the document, however many customers there are', async () => {
    const { data, errors } = await as(
      analyst,
      '{ searchCustomers(orderBy: ID_ASC) { nodes { id who: name ...contact } } } fragment contact on Customer { email }',
    );
    const nodes = (data as { searchCustomers: { nodes: readonly Record<string, unknown>[] } }).searchCustomers.nodes;
    expect(nodes.length).toBeGreaterThan(2);
    expect(nodes.every(({ id, who, email }) => typeof id === 'string' && who === null && email === null)).toBe(true);
    expect(errors!.map(({ message, path }) => [message, path])).toEqual([
      [
        'The role analyst may not ask for Customer.name. It takes the permission names, which admin, app have.',
        ['searchCustomers', 'nodes', 0, 'who'],
      ],
      [
        'The role analyst may not ask for Customer.email. It takes the permission contacts, which admin, app have.',
        ['searchCustomers', 'nodes', 0, 'email'],
      ],
    ]);
    expect(errors![0]!.extensions).toMatchObject({
      code: 'FORBIDDEN',
      hint: 'It takes the permission names, which admin, app have.',
      parameters: { asked: 'Customer.name', role: 'analyst', permission: 'names' },
    });
  });

  test('finds nobody by what may not be read', async () => {
    for (const text of ['anna', 'example', '139'])
      expect(codesOf(await as(analyst, `{ searchCustomers(text: "${text}") { totalCount } }`))).toEqual(['FORBIDDEN']);
    const variables = { text: 'anna' };
    const document = 'query ($text: String) { searchCustomers(text: $text) { totalCount } }';
    expect(codesOf(await company.execute(document, variables, analyst))).toEqual(['FORBIDDEN']);
    // No text is no search.
    expect(codesOf(await company.execute(document, { text: null }, analyst))).toEqual([]);
  });

  test('reads ids in the place of names, in rows, tables and members, and searches ids alone', async () => {
    const rows =
      '{ metrics(period: { year: 2025 }, by: [CUSTOMER]) { rows { keys { value label } revenue { value } } } }';
    const table = '{ table(period: { year: 2025 }, by: [CUSTOMER], metrics: [REVENUE]) { data } }';
    const members = '{ dimensionValues(dimension: CUSTOMER) { nodes { value label } } }';
    for (const document of [rows, table, members]) {
      const [seen, whole] = [
        JSON.stringify((await as(analyst, document)).data),
        JSON.stringify((await as(app, document)).data),
      ];
      expect(whole).toContain('Anna Li');
      expect(seen).not.toContain('Anna Li');
      expect(seen).toContain('anna');
    }
    const search = (text: string) => `{ dimensionValues(dimension: CUSTOMER, search: "${text}") { nodes { value } } }`;
    expect((await as(app, search('Anna Li'))).data).toEqual({ dimensionValues: { nodes: [{ value: 'anna' }] } });
    expect((await as(analyst, search('Anna Li'))).data).toEqual({ dimensionValues: { nodes: [] } });
    expect((await as(analyst, search('ann'))).data).toEqual({ dimensionValues: { nodes: [{ value: 'anna' }] } });
  });
});

describe('what an argument holds', () => {
  const app = principalOf('app');
  const period = 'period: { year: 2025 }';

  test.each([
    ['a filter', `{ table(${period}, metrics: [REVENUE], where: { all: [{ not: { dimension: AGENT, in: ["x"] } }] }) { data } }`],
    ['a condition', `{ table(${period}, metrics: [REVENUE], where: { metric: { metric: CAC, gt: 1 } }) { data } }`],
    ['the filter of a condition', `{ table(${period}, metrics: [REVENUE], where: { metric: { metric: REVENUE, gt: 1, where: { dimension: TEAM, in: ["x"] } } }) { data } }`],
    ['having', `{ table(${period}, metrics: [REVENUE], by: [CHANNEL], having: [{ metric: CAC, gt: 1 }]) { data } }`],
    ['an order', `{ table(${period}, metrics: [REVENUE], by: [CHANNEL], orderBy: [{ metric: CAC }]) { data } }`],
    ['the top', `{ table(${period}, metrics: [REVENUE], by: [CHANNEL], top: { n: 1, metric: COST_PER_LEAD }) { data } }`],
    ['a slice', `{ metrics(${period}, by: [REGION, AGENT]) { groupCount } }`],
    ['an extra', `{ table(${period}, metrics: [REVENUE], with: [TARGET]) { data } }`],
    ['a search', '{ searchCustomers(where: { dimension: AGENT, in: ["x"] }) { totalCount } }'],
    ['a metric beside others', `{ table(${period}, metrics: [REVENUE, CAC]) { data } }`],
  ])('refuses the field: %s', async (_, document) => {
    const answered = await company.execute(document, undefined, app);
    expect(codesOf(answered)).toEqual(['FORBIDDEN']);
    expect(Object.values(answered.data ?? {}).every((value) => value === null)).toBe(true);
  }); // biome-ignore format: a document a line

  test('and a metric of rows that is denied is null beside those that are not', async () => {
    const { data, errors } = await company.execute(`{ metrics(${period}) { rows { revenue { value } spent: cac { value } } } }`, undefined, app);
    expect(JSON.parse(JSON.stringify(data))).toMatchObject({ metrics: { rows: [{ revenue: { value: expect.any(Number) }, spent: null }] } });
    expect(errors!.map(({ path, extensions }) => [path, extensions?.code])).toEqual([[['metrics', 'rows', 0, 'spent'], 'FORBIDDEN']]);
    const only = await company.execute(`{ metrics(${period}) { rows { cac { value } } } }`, undefined, app);
    expect(only.data).toBeNull();
    expect(codesOf(only)).toEqual(['FORBIDDEN']);
  }); // biome-ignore format: a document a line
});

test('what feeds the warehouse may write, and reads no more of what it wrote than its id', async () => {
  const service = principalOf('service');
  const ask = (document: string): Promise<Answered> => company.execute(document, undefined, service);
  const sent = await ask(
    'mutation { ingestCustomers(rows: [{ customerId: "twin" }, { customerId: "other" }]) { inserted } }',
  );
  expect(sent.data).toEqual({ ingestCustomers: { inserted: 2 } });
  const merged = await ask('mutation { mergeCustomers(from: "twin", into: "fresh") { id name tier } }');
  expect(merged.data).toEqual({ mergeCustomers: { id: 'fresh', name: null, tier: null } });
  expect(codesOf(merged)).toEqual(['FORBIDDEN', 'FORBIDDEN']);
  expect((await ask('mutation { mergeCustomers(from: "other", into: "fresh") { id } }')).data).toEqual({
    mergeCustomers: { id: 'fresh' },
  });
});

describe('the table of access', () => {
  const schema = buildSchema();

  test.each([
    ['a field', 'extend type Customer { passport: String }', 'Customer.passport has no rule'],
    ['an argument', 'extend type Query { spy(passport: String): Catalog }', 'Query.spy has no rule; Query.spy.passport has no rule'],
    ['a field of an input', 'extend input FilterInput { passport: String }', 'FilterInput.passport has no rule'],
    ['a dimension', 'extend enum Dimension { PASSPORT }', 'Dimension.PASSPORT has no rule'],
    ['a metric', 'extend type MetricRow { passports: MetricValue }', 'MetricRow.passports has no rule'],
  ])('%s without a rule keeps the schema from being built', (_, extension, fault) => {
    expect(() => checkRules(extendSchema(schema, parse(extension)))).toThrow(fault);
  }); // biome-ignore format: a case a line

  test('a rule of nothing does too', () => {
    const smaller = buildAnew(printSchema(schema).replace(/\n {2}email: String/, ''));
    expect(() => checkRules(smaller)).toThrow('Customer.email has a rule and is not there');
  });
});
