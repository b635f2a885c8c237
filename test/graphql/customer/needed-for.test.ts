// A field asked for alone is what it is among all others, though fewer columns are read for it.
import { type GraphQLObjectType, getNamedType, isObjectType } from 'graphql';
import { reportingEngine } from '../../../src/engine/reporting-engine';
import { executeDocument } from '../../../src/graphql/execute-document';
import { buildSchema } from '../../../src/graphql/schema';
import { type JudgedCompany, openJudgedCompany } from './judged-company';

let company: JudgedCompany;
beforeAll(async () => {
  company = await openJudgedCompany();
});
afterAll(() => company.close());

const schema = buildSchema();
const ids = ['anna', 'wang', 'bo', 'lin', 'quiet', 'fresh'];
const fieldsOf = (name: string) => Object.values((schema.getType(name) as GraphQLObjectType).getFields());

/** Below a customer: what has parts is asked for part by part. */
const inParts: Readonly<Record<string, readonly string[]>> = {
  health: fieldsOf('Health').map(({ name }) => (name === 'parts' ? 'parts { name weight score reason }' : name)),
  attributes: fieldsOf('CustomerAttributes').map(({ name }) => name),
};
const whole: Readonly<Record<string, string>> = {
  metrics: 'metrics(period: { year: 2025 }) { revenue { value } }',
  timeline: 'timeline { nodes { kind summary } }',
  segments: 'segments { name }',
};

function selectionsOf(): readonly string[] {
  return fieldsOf('Customer').flatMap(({ name, type }) => {
    if (whole[name] !== undefined) return [whole[name]];
    if (inParts[name] !== undefined) return inParts[name].map((part) => `${name} { ${part} }`);
    const named = getNamedType(type);
    if (!isObjectType(named)) return [name];
    return [`${name} { ${Object.keys(named.getFields()).join(' ')} }`];
  });
}

/** The answer about everybody, and the statement that read who they are. */
async function asked(selection: string, asOf: string | null) {
  const texts: string[] = [];
  const context = company.context((engine) =>
    reportingEngine(engine, { oneAtATime: false, report: ({ sql }) => texts.push(sql) }),
  );
  const { data, errors } = await executeDocument(
    `query ($ids: [ID!]!, $asOf: Date) { customers(ids: $ids, asOf: $asOf) { ${selection} } }`,
    { ids, asOf },
    context,
    (error) => {
      throw error;
    },
  );
  expect(errors).toBeUndefined();
  const text = texts.find((each) => each.includes('the customers with these ids'))!;
  const { customers } = JSON.parse(JSON.stringify(data)) as { customers: readonly Readonly<Record<string, object>>[] };
  return { customers, columns: text.slice(0, text.indexOf('FROM')).split(',').length };
}

test.each([null, '2025-06-10'])('every field says the same alone as among all others (as of %s)', async (asOf) => {
  const selections = selectionsOf().map((selection, index) => `f${index}: ${selection}`);
  expect(selections.length).toBeGreaterThan(30);
  const all = await asked(selections.join(' '), asOf);
  expect(all.columns).toBeGreaterThan(50);
  for (const [index, selection] of selections.entries()) {
    const alone = await asked(selection, asOf);
    const among = all.customers.map((customer) => customer && { [`f${index}`]: customer[`f${index}`] });
    expect({ selection, customers: alone.customers }).toEqual({ selection, customers: among });
    // The parts of health rest on most of what is stored.
    expect({ selection, isNarrow: alone.columns < 25 }).toEqual({ selection, isNarrow: true });
  }
});

test('one customer asked for twice has what either asks for', async () => {
  const { a, b } = await company.ask('{ a: customer(id: "anna") { tier } b: customer(id: "anna") { name email } }');
  expect([a, b]).toEqual([{ tier: 'GOLD' }, { name: 'Anna Li', email: 'anna@example.com' }]);
});
