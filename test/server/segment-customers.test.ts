// The customers of a segment as a file, over HTTP: on the company of judged-company.ts, and on one of 12,000 customers.
import { get, type IncomingMessage } from 'node:http';
import { parse } from 'csv-parse/sync';
import { createKey } from '../../src/auth/credentials/api-keys';
import { authenticateBy } from '../../src/auth/credentials/authenticate';
import { checkKeys } from '../../src/auth/credentials/check-key';
import type { Role } from '../../src/model/roles';
import { type HttpServer, startHttpServer } from '../../src/server/http-server';
import { createLog } from '../../src/server/log';
import { servicesOf } from '../../src/services/services';
import { type JudgedCompany, judgedNow, openJudgedCompany } from '../graphql/customer/judged-company';

let company: JudgedCompany;
let server: HttpServer;
beforeAll(async () => {
  company = await openJudgedCompany();
  await company.ask(`mutation {
    a: saveSegment(name: "all of them", where: {}) { name }
    b: saveSegment(name: "北方", where: { dimension: REGION, in: ["north"] }) { name }
    c: saveSegment(name: "nobody", where: { any: [] }) { name }
    d: saveSegment(name: "twice", where: { metric: { metric: ORDERS, gte: 2 } }) { name }
    e: saveSegment(name: "${'客'.repeat(100)}", where: {}) { name }
    f: saveSegment(name: "a/b?c=d", where: { dimension: CUSTOMER, in: ["lin"] }) { name }
  }`);
  const { warehouse } = company;
  const config = { ...warehouse.config, asOf: new Date(judgedNow).toISOString(), timeZone: 'Asia/Shanghai' };
  const log = createLog('warn', { write: () => undefined });
  server = await startHttpServer(servicesOf(warehouse, config), { ...config, port: 0, host: '127.0.0.1', log });
});
afterAll(async () => {
  await server.stop();
  await company.close();
});

const pathOf = (segment: string, query = '') =>
  `${server.origin}/segments/${encodeURIComponent(segment)}/customers.csv${query}`;
const fileOf = async (segment: string, query = '') => {
  const response = await fetch(pathOf(segment, query));
  return { status: response.status, headers: response.headers, text: await response.text() };
};
const rowsOf = async (segment: string, query = ''): Promise<readonly Record<string, string>[]> =>
  parse((await fileOf(segment, query)).text, { columns: true, record_delimiter: '\r\n' });

const free = () => company.warehouse.pool.totalCount - company.warehouse.pool.idleCount;
async function untilFree(): Promise<number> {
  for (let tries = 0; free() !== 0 && tries < 200; tries++) await new Promise((done) => setTimeout(done, 25));
  return free();
}

it('is a CSV file with who they are and what they were judged to be', async () => {
  const { status, headers, text } = await fileOf('twice');
  expect(status).toBe(200);
  expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(headers.get('content-disposition')).toBe(`attachment; filename="customers.csv"; filename*=UTF-8''twice.csv`);
  expect(text).toBe(
    [
      'customer_id,name,email,phone,gender,birth_date,country,region,city,industry,company_size,acquisition_channel,tags,first_contact_at,first_purchase_at,stage,tier,nps_group,lead_score,preferred_channel,rfm_recency,rfm_frequency,rfm_monetary,clv_historic,clv_predicted,churn_risk,expected_purchases,health_score,health_band\r\n',
      // A phone number that begins like a formula is told to be text.
      `anna,Anna Li,anna@example.com,'+86-10-1001,F,1990-02-03,CN,east,Hangzhou,,,web,vip,2025-02-01T01:00:00Z,2025-03-10T02:00:00Z,ACTIVE,GOLD,PROMOTER,,web,4,5,3,84.0000,120.5,0.2,1.5,71.5,HEALTHY\r\n`,
    ].join(''),
  );
  expect(await untilFree()).toBe(0);
});

it('has everybody of the segment, by id', async () => {
  const rows = await rowsOf('all of them');
  expect(rows.map(({ customer_id, stage, tier }) => [customer_id, stage, tier])).toEqual([
    ['anna', 'ACTIVE', 'GOLD'],
    ['bo', 'LOST', ''],
    ['fresh', 'NEW', ''],
    ['lin', 'LEAD', ''],
    ['quiet', 'LEAD', ''],
    ['wang', 'DORMANT', 'SILVER'],
  ]);
  expect((await rowsOf('北方')).map(({ name }) => name)).toEqual(['Fresh', '王小明']);
  expect((await rowsOf('a/b?c=d')).map(({ customer_id }) => customer_id)).toEqual(['lin']);
  expect(await rowsOf('客'.repeat(100))).toHaveLength(6);
  expect(await rowsOf('nobody')).toEqual([]);
});

it('as of a day, when it is asked for', async () => {
  const rows = await rowsOf('北方', '?asOf=2025-04-30');
  expect(rows.map(({ customer_id, tier, clv_historic }) => [customer_id, tier, clv_historic])).toEqual([
    ['anna', 'SILVER', '60.0000'],
    ['wang', 'GOLD', '100.0000'],
  ]);
});

it('begins with a byte order mark, when it is asked for', async () => {
  const bytes = async (query: string) => new Uint8Array(await (await fetch(pathOf('twice', query))).arrayBuffer());
  expect([...(await bytes('?bom=true')).slice(0, 4)]).toEqual([0xef, 0xbb, 0xbf, 'c'.charCodeAt(0)]);
  expect([...(await bytes('?bom=false')).slice(0, 1)]).toEqual(['c'.charCodeAt(0)]);
});

it.each([
  ['a segment that there is not', 'norht', '', 404, 'UNKNOWN_SEGMENT'],
  ['a day that there is not', 'twice', '?asOf=2025-02-30', 400, 'INVALID_PERIOD'],
  ['a mark that is neither', 'twice', '?bom=maybe', 400, 'INVALID_ARGUMENT'],
])('refuses %s', async (_title, segment, query, status, code) => {
  const file = await fileOf(segment, query);
  expect(file.status).toBe(status);
  expect(JSON.parse(file.text)).toMatchObject({ errors: [{ extensions: { code } }] });
  expect(await untilFree()).toBe(0);
});

describe('a file of 12,000 customers', () => {
  const many = 12_000;
  beforeAll(async () => {
    // Two thousand characters each: more than any buffer between us holds.
    await company.warehouse.pool.query(
      `INSERT INTO dim_customer (customer_key, customer_no, customer_id, industry, acquired_channel_no, valid_from, effective_from, valid_to, is_current, inferred, load_id, change_id)
       SELECT 1000 + n, 1000 + n, 'n' || lpad(n::text, 6, '0'), repeat('x', 2000), 0, '-infinity', '-infinity', 'infinity', true, false, 1, 1 FROM generate_series(1, $1) AS n`,
      [many],
    );
    await company.warehouse.pool.query(
      `INSERT INTO customer_summary (customer_no, customer_id, on_file_from, change_id) SELECT customer_no, customer_id, '-infinity', 1 FROM dim_customer WHERE customer_no > 1000`,
    );
    await company.warehouse.pool.query('ANALYZE dim_customer; ANALYZE customer_summary');
  });

  it('has each of them once, in order', async () => {
    const ids = (await rowsOf('all of them')).map(({ customer_id }) => customer_id);
    expect(ids).toHaveLength(many + 6);
    expect(ids).toEqual([...ids].sort());
    expect(new Set(ids).size).toBe(many + 6);
  });

  const begin = (): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      get(pathOf('all of them'), resolve).on('error', reject);
    });

  it('is read no faster than it is taken, and lets go when nobody takes it any more', async () => {
    const response = await begin();
    response.pause();
    let pages = 0;
    const { pool } = company.warehouse;
    const seen = async (): Promise<string> => {
      const { rows } = await pool.query(
        `SELECT coalesce(max(query_start)::text, '') AS at FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%customers in their order%' AND pid <> pg_backend_pid()`,
      );
      return rows[0].at;
    };
    let last = '';
    // Once the buffers are full no further page is read.
    for (let quiet = 0; quiet < 20; quiet++) {
      await new Promise((done) => setTimeout(done, 50));
      const at = await seen();
      if (at !== last) {
        pages += 1;
        quiet = 0;
      }
      last = at;
    }
    expect(pages).toBeGreaterThan(0);
    expect(pages).toBeLessThan(9);
    expect(free()).toBe(1);
    response.destroy();
    expect(await untilFree()).toBe(0);
  });
});

describe('by a key', () => {
  let keyed: HttpServer;
  beforeAll(async () => {
    const { warehouse } = company;
    const config = { ...warehouse.config, asOf: new Date(judgedNow).toISOString(), timeZone: 'Asia/Shanghai' };
    const log = createLog('warn', { write: () => undefined });
    const authenticate = authenticateBy({ key: checkKeys(warehouse.pool), token: null });
    const options = { ...config, port: 0, host: '127.0.0.1', log, authenticate };
    keyed = await startHttpServer(servicesOf(warehouse, config), options);
  });
  afterAll(() => keyed.stop());

  const fileFor = async (role: Role, scope: unknown = null) => {
    const { text } = await createKey(company.warehouse.pool, { name: role, role, scope, expiresAt: null });
    const response = await fetch(`${keyed.origin}/segments/${encodeURIComponent('all of them')}/customers.csv`, {
      headers: { authorization: `Bearer ${text}` },
    });
    return { status: response.status, text: await response.text() };
  };
  const columnsOf = (text: string): readonly string[] => text.split('\r\n')[0]!.split(',');
  const personal = ['name', 'email', 'phone', 'birth_date'];

  it('has the columns that the role may have', async () => {
    const app = await fileFor('app');
    expect(personal.filter((column) => columnsOf(app.text).includes(column))).toEqual(personal);
    expect(app.text).toContain('Anna Li');
    const analyst = await fileFor('analyst');
    expect(columnsOf(analyst.text)).toEqual(columnsOf(app.text).filter((column) => !personal.includes(column)));
    expect(analyst.text).not.toContain('Anna Li');
    expect(analyst.text.split('\r\n').length).toBe(app.text.split('\r\n').length);
  });

  it.each(['bi', 'service'] as const)('is none for the role %s', async (role) => {
    const { status, text } = await fileFor(role);
    expect([status, JSON.parse(text).errors[0].extensions.code]).toEqual([403, 'FORBIDDEN']);
    expect(text).not.toContain('anna');
  });

  it('has the customers in view alone', async () => {
    const { text } = await fileFor('app', { dimension: 'REGION', in: ['north'] });
    const rows: readonly Record<string, string>[] = parse(text, { columns: true, record_delimiter: '\r\n' });
    expect(rows.map((row) => row.customer_id)).toEqual(['fresh', 'wang']);
  });

  it('is refused to nobody known', async () => {
    const response = await fetch(`${keyed.origin}/segments/nobody/customers.csv`);
    expect([response.status, await response.text()]).toEqual([401, expect.stringContaining('UNAUTHENTICATED')]);
  });
});
