// Row-level security as the second lock: under the server's reading role every table of customers has the rows of the row scope
// alone, whatever a statement says, and none without a scope. Nobody else meets it.
import { postgresEngine } from '../../src/engine/postgres-engine';
import { hasSecondLock } from '../../src/warehouse/second-lock';
import { north, openScopedCompany, type ScopedCompany } from '../graphql/scope/scoped-company';

let company: ScopedCompany;
beforeAll(async () => {
  company = await openScopedCompany();
});
afterAll(() => company.close());

const scope = (): string => JSON.stringify(north.viewer.kind === 'customers' && north.viewer.filter);

async function rowsUnder(rowScope: string | null, statement: string): Promise<readonly Record<string, unknown>[]> {
  const client = await company.warehouse.pool.connect();
  try {
    await client.query('BEGIN');
    if (rowScope !== null) await client.query(`SELECT set_config('astrolabe.row_scope', $1, true)`, [rowScope]);
    await client.query('SET LOCAL ROLE astrolabe_reader');
    return (await client.query(statement)).rows;
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}

const tablesWithCustomers = `SELECT own.table_name AS name FROM information_schema.columns AS own JOIN information_schema.tables AS relation USING (table_schema, table_name)
  WHERE own.table_schema = current_schema() AND own.column_name = 'customer_no' AND relation.table_type = 'BASE TABLE' ORDER BY 1`;

test('every table that says whose a row is has the lock, or is not to be read', async () => {
  expect(await hasSecondLock(company.warehouse.pool)).toBe(true);
  const { rows } = await company.warehouse.pool.query<{ name: string }>(tablesWithCustomers);
  const counts: Record<string, readonly unknown[]> = {};
  for (const { name } of rows) {
    const count = async (rowScope: string | null) =>
      rowsUnder(rowScope, `SELECT count(*)::integer AS count FROM ${name}`).then(
        ([row]) => row!.count,
        (error: Error) => error.message,
      );
    counts[name] = [await count(null), await count('{"kind":"any","of":[]}'), await count(scope())];
  }
  expect(counts).toMatchObject({
    dim_customer: [0, 0, 3],
    fact_interaction: [0, 0, 1],
    fact_transaction: [0, 0, 3],
    customer_summary: [0, 0, 3],
    customer_order: [0, 0, 3],
    opportunity: [0, 0, 1],
    merged_customer: [0, 0, 1],
    erased_customer: Array.from({ length: 3 }, () => 'permission denied for table erased_customer'),
  });
  for (const [name, [none, nobody]] of Object.entries(counts))
    if (name !== 'erased_customer') expect([name, none, nobody]).toEqual([name, 0, 0]);
  expect(Object.keys(counts)).toHaveLength(15);
});

test.each(['load_rejection', 'deleted_fact', 'ingest_key', 'change'])(
  '%s, which may name anybody, is not to be read',
  async (table) => {
    await expect(rowsUnder(scope(), `SELECT 1 FROM ${table}`)).rejects.toThrow('permission denied');
  },
);

test('whom each kind of test holds of', async () => {
  const idsUnder = async (filter: object) =>
    (await rowsUnder(JSON.stringify(filter), `SELECT DISTINCT customer_id AS id FROM dim_customer ORDER BY 1`)).map(
      ({ id }) => id,
    );
  const of = (dimension: string, ...tests: object[]) => ({ kind: 'test', dimension, tests });
  const everybody = ['anna', 'ben', 'chi', 'dora', 'eli'];
  const city = (...tests: object[]) => of('CITY', ...tests);
  expect(await idsUnder({ kind: 'all', of: [] })).toEqual(everybody);
  expect(await idsUnder(city({ kind: 'in', members: ['Ulm', "O'Ulm"] }))).toEqual(['eli']);
  expect(await idsUnder(city({ kind: 'in', members: [] }))).toEqual([]);
  expect(await idsUnder(city({ kind: 'notIn', members: ['Ulm'] }))).toEqual(['anna', 'ben', 'chi', 'dora']);
  expect(await idsUnder({ kind: 'not', of: city({ kind: 'in', members: ['Ulm'] }) })).toEqual([
    'anna',
    'ben',
    'chi',
    'dora',
  ]);
  expect(await idsUnder(city({ kind: 'contains', text: 'E' }))).toEqual(['anna', 'ben', 'chi']);
  expect(
    await idsUnder(
      city({ kind: 'order', operator: 'gt', bound: 'Gera' }, { kind: 'order', operator: 'lte', bound: 'Kiel' }),
    ),
  ).toEqual(['ben']);
  expect(await idsUnder(city({ kind: 'isNull' }))).toEqual(['dora']);
  expect(
    await idsUnder({
      kind: 'any',
      of: [
        of('TAG', { kind: 'in', members: ['vip'] }),
        of('TAG', { kind: 'notIn', members: ['vip'] }, { kind: 'isKnown' }),
      ],
    }),
  ).toEqual(['chi']);
  expect(await idsUnder(of('ACQUISITION_CHANNEL', { kind: 'isNull' }))).toEqual(everybody);
  for (const filter of [{ kind: 'segment' }, of('TIER', { kind: 'isNull' }), of('CITY', { kind: 'like' })])
    await expect(idsUnder(filter)).rejects.toThrow(/case not found/i);
  await expect(idsUnder(of('CITY', { kind: 'order', operator: '; DROP', bound: 'a' }))).rejects.toThrow();
});

test('a request is held by it: what it reads without the condition of the program it reads of the north alone', async () => {
  const engine = postgresEngine(company.warehouse.pool).within!(scope());
  const numbers = await engine.read(({ select }) =>
    Promise.all(
      Array.from({ length: 6 }, () =>
        select({ text: 'SELECT count(*) FROM fact_transaction', parameters: [], reads: [] }),
      ),
    ),
  );
  expect(numbers.map((rows) => Number(rows[0]![0]))).toEqual([3, 3, 3, 3, 3, 3]);
  const afterwards = await postgresEngine(company.warehouse.pool).read(({ select }) =>
    select({ text: 'SELECT count(*), current_user = session_user FROM fact_transaction', parameters: [], reads: [] }),
  );
  expect(afterwards).toEqual([[5, true]]);
});

test('a user who may not use the role is told so, and the program holds the scope alone', async () => {
  const { pool } = company.warehouse;
  const client = await pool.connect();
  try {
    await client.query('BEGIN; CREATE ROLE astrolabe_limited; SET LOCAL ROLE astrolabe_limited');
    expect((await client.query('SELECT row_scope_lock() AS locked')).rows).toEqual([{ locked: false }]);
    expect(await hasSecondLock(client)).toBe(false);
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
  await pool.query('SELECT row_scope_unlock()');
  expect(await hasSecondLock(pool)).toBe(false);
  expect((await company.ask(north, '{ dataStatus { customers } }')).dataStatus).toEqual({ customers: 3 });
  const { rows } = await pool.query('SELECT row_scope_lock() AS locked');
  expect(rows).toEqual([{ locked: true }]);
  expect(await hasSecondLock(pool)).toBe(true);
});
