// The mutation that erases a person: true once it is done, and an error with its own code where there is nobody to erase.
import { local } from '../../../src/auth/principal';
import { createRequestContext } from '../../../src/graphql/common/request-context';
import { executeDocument } from '../../../src/graphql/execute-document';
import { servicesOf } from '../../../src/services/services';
import { loadCompany, person } from '../../load/erasure/erased-company';
import { createTestWarehouse, type TestWarehouse } from '../../support/test-warehouse';

let warehouse: TestWarehouse;
beforeEach(async () => {
  warehouse = await createTestWarehouse({ timeZone: 'UTC' });
  await loadCompany(warehouse);
});
afterEach(() => warehouse.drop());

const bug = (error: unknown): never => {
  throw error;
};

/** One request, as a client sees its answer. */
async function request(document: string, variables: Record<string, unknown> = {}) {
  const context = createRequestContext(servicesOf(warehouse, warehouse.config), 'request-1', local);
  try {
    return JSON.parse(JSON.stringify(await executeDocument(document, variables, context, bug)));
  } finally {
    await context.close();
  }
}
const erase = (id: string) => request('mutation Erase($id: ID!) { eraseCustomer(id: $id) }', { id });
const customers = `{ dimensionValues(dimension: CUSTOMER, first: 100) { nodes { value } } dataStatus { customers dataVersion } }`;

test('the person is gone from what is asked next, and still counts', async () => {
  const before = (await request(customers)).data;
  expect(before.dimensionValues.nodes).toContainEqual({ value: person.id });
  expect(before.dataStatus.customers).toBe(7);
  expect(await erase(person.id)).toMatchObject({ data: { eraseCustomer: true } });
  const after = (await request(customers)).data;
  expect(JSON.stringify(after)).not.toContain(person.id);
  expect(after.dataStatus.customers).toBe(7);
  expect(Number(after.dataStatus.dataVersion)).toBe(Number(before.dataStatus.dataVersion) + 1);
});

test('within one document what stands behind the mutation sees what it did', async () => {
  const { data } = await request('mutation Erase($id: ID!) { eraseCustomer(id: $id) deleteSegment(name: "watched") }', {
    id: person.alias,
  });
  expect(data).toEqual({ eraseCustomer: true, deleteSegment: true });
});

test('erasing twice, and erasing nobody', async () => {
  await erase(person.id);
  for (const [id, code] of [
    [person.id, 'CUSTOMER_ERASED'],
    ['nobody', 'UNKNOWN_CUSTOMER'],
  ] as const)
    expect(await erase(id)).toMatchObject({ errors: [{ extensions: { code } }] });
});
