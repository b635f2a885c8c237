// A company of the benchmark in small: it is as any loaded warehouse is, and every standing question has the same rows by the
// engine, by the engine's own statements in DuckDB and by the SQL written by hand.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { local } from '../../../src/auth/principal';
import type { Engine } from '../../../src/engine/engine';
import { createRequestContext } from '../../../src/graphql/common/request-context';
import { executeDocument } from '../../../src/graphql/execute-document';
import { recompute } from '../../../src/load/recompute';
import { servicesOf } from '../../../src/services/services';
import { tableChecksums } from '../../load/support/checksum';
import { expectBalance, expectVersionsJoined } from '../../load/support/invariants';
import { columnarCopy } from '../../support/columnar-copy';
import { createTestWarehouse, type TestWarehouse } from '../../support/test-warehouse';
import { asOf, fillCompany } from '../fill-company';
import { rowsOfAll } from './ask-standing';
import { inDuckdb, plainCopy } from './plain-copy';
import { byHand, type Parameters, type Side } from './sides';
import { standingQuestions } from './standing-questions';

const size = { customers: 500, months: 72, seed: 7, kind: 'load', judged: true } as const;

let warehouse: TestWarehouse;
let folder: string;
let known: Parameters;
let columnar: Awaited<ReturnType<typeof columnarCopy>>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'astrolabe-scale-'));
  warehouse = await createTestWarehouse({ asOf });
  await fillCompany(warehouse, size, folder, () => undefined);
  await plainCopy(warehouse.url, join(folder, 'by-hand.duckdb'));
  columnar = await columnarCopy(warehouse.pool);
  // The one with most orders.
  const { rows } = await warehouse.pool.query<Parameters>(
    `SELECT customer_id AS "customerId" FROM customer_summary JOIN customer_order USING (customer_no) JOIN customer_snapshot USING (customer_no)
     WHERE month_end = '9999-12-31' AND tier IS NOT NULL GROUP BY customer_id ORDER BY count(*) DESC, customer_id LIMIT 1`,
  );
  known = rows[0]!;
});

afterAll(async () => {
  await columnar?.close();
  await warehouse?.drop();
  rmSync(folder, { recursive: true, force: true });
});

const bug = (error: unknown): never => {
  throw error;
};

/** The product in this process, with another engine than its own where one is given. */
function product(name: string, engine?: Engine): Side {
  const ask = async (document: string) => {
    const services = servicesOf(warehouse, warehouse.config);
    const answering = { ...services.answering, ...(engine === undefined ? {} : { engine }) };
    const { data, errors } = await executeDocument(
      document,
      known,
      createRequestContext({ ...services, answering }, 'request', local),
      bug,
    );
    expect(errors).toBeUndefined();
    return JSON.parse(JSON.stringify(data));
  };
  return {
    name,
    answer: ({ document }) => ask(document),
    rows: async ({ document, rowsOf }) => rowsOf(await ask(document)),
  };
}

test.each(standingQuestions.map((question) => [question.name, question] as const))(
  '%s: both engines and the SQL by hand have the same rows',
  async (_, question) => {
    await inDuckdb(join(folder, 'by-hand.duckdb'), async (connection) => {
      const sides = [product('PostgreSQL'), product('DuckDB', columnar), byHand(connection, known)];
      expect(await rowsOfAll(question, sides)).toBeGreaterThan(0);
    });
  },
);

test('it has facts of both kinds in every year, judged customers, and watermarks of both', async () => {
  const { rows } = await warehouse.pool.query(
    `SELECT (SELECT count(DISTINCT extract(year FROM date_key))::integer FROM fact_transaction) AS bought,
       (SELECT count(DISTINCT extract(year FROM date_key))::integer FROM fact_interaction WHERE customer_no <> 0) AS met,
       (SELECT count(*)::integer FROM month_end) AS "monthEnds",
       (SELECT count(*) > 100 FROM customer_snapshot WHERE tier IS NOT NULL) AS tiers,
       (SELECT array_agg(change_id::integer ORDER BY change_id) FROM table_watermark WHERE table_name IN ('fact_transaction', 'customer_snapshot')) AS watermarks,
       (SELECT bool_and(change_id = 1) FROM fact_transaction) AS one`,
  );
  expect(rows).toEqual([{ bought: 6, met: 6, monthEnds: 73, tiers: true, watermarks: [1, 2], one: true }]);
});

test('what holds after every load holds', async () => {
  await expectBalance(warehouse);
  await expectVersionsJoined(warehouse);
});

test('deriving all anew changes nothing', async () => {
  const before = await tableChecksums(warehouse.pool);
  await recompute(warehouse);
  expect(await tableChecksums(warehouse.pool)).toEqual(before);
});
