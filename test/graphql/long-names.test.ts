// A name or a value of 900 kB is repeated by its beginning, wherever in a document or its variables it stands.
import { execute } from './fixture-api';

const long = 'n'.repeat(900_000);
const year = 'period: { year: 2025 }';
const rows = '{ rows { revenue { value } } }';

const places: readonly (readonly [string, string, Record<string, unknown>?])[] = [
  ['a field', `{ ${long} }`],
  ['an argument', `{ metrics(${long}: 1) ${rows} }`],
  ['a value of an enumeration', `{ metrics(${year}, by: [${long}]) ${rows} }`],
  ['a member', `{ metrics(${year}, where: { dimension: REGION, in: ["${long}"] }) ${rows} }`],
  ['a segment', `{ metrics(${year}, where: { segment: "${long}" }) ${rows} }`],
  ['a cursor', `{ customers(after: "${long}") { customers { id } } }`],
  ['a day', `{ metrics(period: { from: "${long}", to: "2025-01-31" }) ${rows} }`],
  ['a variable', `query ($by: [Dimension!]) { metrics(${year}, by: $by) ${rows} }`, { by: [long] }],
  ['a customer', `mutation { eraseCustomer(id: "${long}") }`],
];

test.each(places.map(([title, document, variables = {}]) => [title, document, variables] as const))(
  '%s',
  async (_title, document, variables) => {
    const { errors = [] } = await execute(document, variables);
    expect(errors.length).toBeGreaterThan(0);
    expect(JSON.stringify(errors).length).toBeLessThan(30_000);
  },
);
