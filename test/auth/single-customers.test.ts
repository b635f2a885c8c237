// What is harmless of many customers and tells of one what its fields are kept for, and saved segments in the hands of roles that
// could not have asked for what they rest on.
import type { Principal } from '../../src/auth/principal';
import type { Role } from '../../src/model/roles';
import { everything } from '../../src/model/viewer';
import { type JudgedCompany, openJudgedCompany } from '../graphql/customer/judged-company';

let company: JudgedCompany;
beforeAll(async () => {
  company = await openJudgedCompany();
  await company.ask(`mutation {
    a: saveSegment(name: "anna", where: { dimension: CUSTOMER, in: ["anna"] }) { name }
    b: saveSegment(name: "grown", where: { dimension: AGE_BAND, isNull: true }) { name }
    c: saveSegment(name: "of an agent", where: { not: { metric: { metric: REVENUE, gte: 1, where: { dimension: AGENT, in: ["mei"] } } } }) { name }
    d: saveSegment(name: "rests on it", where: { any: [{ segment: "of an agent" }] }) { name }
    e: saveSegment(name: "north", where: { dimension: REGION, in: ["north"] }) { name }
  }`);
}); // biome-ignore format: a segment a line
afterAll(() => company.close());

const principalOf = (role: Role): Principal => ({ id: `key:${role}`, name: role, role, viewer: everything });
const codesFor = async (role: Role, document: string): Promise<readonly unknown[]> =>
  ((await company.execute(document, undefined, principalOf(role))).errors ?? []).map(
    ({ extensions }) => extensions?.code,
  );

const period = 'period: { year: 2025 }';
const anna = 'where: { dimension: CUSTOMER, in: ["anna"] }';

describe('age bands and what people wrote, of single customers', () => {
  test.each([
    ['by both', `{ metrics(${period}, by: [CUSTOMER, AGE_BAND]) { rows { customersAtEnd { value } } } }`],
    ['by the band of one', `{ table(${period}, metrics: [CUSTOMERS_AT_END], by: [AGE_BAND], ${anna}) { data } }`],
    ['by the band of one in a segment', `{ table(${period}, metrics: [CUSTOMERS_AT_END], by: [AGE_BAND], where: { segment: "anna" }) { data } }`],
    ['in the filter of a condition', `{ table(${period}, metrics: [CUSTOMERS_AT_END], by: [CUSTOMER], where: { metric: { metric: ORDERS, gte: 1, where: { dimension: AGE_BAND, isNull: true } } }) { data } }`],
    ['moves of one between bands', `{ transitions(dimension: AGE_BAND, from: "2025-01-01", to: "2025-06-30", ${anna}) { customers } }`],
    ['members of one', `{ dimensionValues(dimension: AGE_BAND, ${anna}) { nodes { value } } }`],
    ['a list by band', '{ searchCustomers(where: { dimension: AGE_BAND, isNull: true }) { totalCount } }'],
    ['a list by a segment of a band', '{ searchCustomers(where: { segment: "grown" }) { totalCount } }'],
    ['topics of one', `{ table(${period}, metrics: [INTERACTIONS], by: [TOPIC, OUTCOME], ${anna}) { data } }`],
    ['reasons by customer', `{ table(${period}, metrics: [CUSTOMERS_AT_END], by: [CUSTOMER, CHURN_REASON]) { data } }`],
  ])('are refused to an analyst: %s', async (_, document) => {
    expect(await codesFor('analyst', document)).toEqual(['FORBIDDEN']);
    expect(await codesFor('app', document)).toEqual([]);
  }); // biome-ignore format: a question a line

  test('of many they are not', async () => {
    for (const by of ['AGE_BAND', 'TOPIC', 'OUTCOME', 'CHURN_REASON'])
      expect(await codesFor('analyst', `{ dimensionValues(dimension: ${by}) { nodes { value } } }`)).toEqual([]);
    expect(await codesFor('bi', `{ table(${period}, metrics: [CUSTOMERS_AT_END], by: [AGE_BAND, REGION]) { data } }`)).toEqual([]);
  }); // biome-ignore format: a question a line
});

test('who may not see single customers cannot slice, filter or list by CUSTOMER', async () => {
  for (const document of [
    `{ table(${period}, metrics: [REVENUE], by: [CUSTOMER, TIER]) { data } }`,
    `{ table(${period}, metrics: [REVENUE], ${anna}) { data } }`,
    `{ table(${period}, metrics: [REVENUE], where: { segment: "anna" }) { data } }`,
    '{ dimensionValues(dimension: CUSTOMER) { nodes { value } } }',
  ])
    expect([document, await codesFor('bi', document)]).toEqual([document, ['FORBIDDEN']]);
});

describe('a saved segment is held to whoever uses it', () => {
  const namesFor = async (role: Role): Promise<unknown> => {
    const { data } = await company.execute('{ segments { name } }', undefined, principalOf(role));
    return (data as { segments: readonly { name: string }[] }).segments.map(({ name }) => name);
  };

  test('also where it rests on another', async () => {
    for (const segment of ['of an agent', 'rests on it']) {
      const document = `{ searchCustomers(where: { segment: "${segment}" }) { totalCount } }`;
      expect([segment, await codesFor('app', document)]).toEqual([segment, ['FORBIDDEN']]);
      expect(await codesFor('analyst', document)).toEqual([]);
    }
    expect(await codesFor('app', '{ searchCustomers(where: { segment: "north" }) { totalCount } }')).toEqual([]);
  });

  test('and is not listed for whom it is not', async () => {
    expect(await namesFor('analyst')).toEqual(['anna', 'grown', 'north', 'of an agent', 'rests on it']);
    expect(await namesFor('app')).toEqual(['anna', 'grown', 'north']);
    expect(await namesFor('bi')).toEqual(['grown', 'north', 'of an agent', 'rests on it']);
    const ofOne = '{ customer(id: "wang") { segments { name } } }';
    const { data } = await company.execute(ofOne, undefined, principalOf('app'));
    expect(JSON.stringify(data)).toContain('north');
    expect(JSON.stringify(data)).not.toContain('agent');
    const analysts = await company.execute(ofOne, undefined, principalOf('analyst'));
    expect(JSON.stringify(analysts.data)).toContain('of an agent');
    expect(JSON.stringify(analysts.data)).not.toContain('grown');
  });

  test('one that names customers out of view is not deleted', async () => {
    const northern: Principal = {
      ...principalOf('analyst'),
      viewer: {
        kind: 'customers',
        filter: { kind: 'test', dimension: 'REGION', tests: [{ kind: 'in', members: ['north'] }] },
      },
    };
    const gone = await company.execute('mutation { deleteSegment(name: "anna") }', undefined, northern);
    expect(gone.errors?.map(({ extensions }) => extensions?.code)).toEqual(['INVALID_ARGUMENT']);
    expect(await namesFor('admin')).toContain('anna');
  });
});
