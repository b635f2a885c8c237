// A published data set of ../shared/data in a warehouse of its own: read through its mapping by the loader, asked through
// the API over HTTP (PostgreSQL) and through a document executed on the second engine (DuckDB). Where the data is not,
// the tests are left out, and one line says so.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { local } from '../../src/auth/principal';
import { createRequestContext } from '../../src/graphql/common/request-context';
import { executeDocument } from '../../src/graphql/execute-document';
import { load } from '../../src/load/load';
import { startHttpServer } from '../../src/server/http-server';
import { createLog } from '../../src/server/log';
import { servicesOf } from '../../src/services/services';
import { columnarCopy } from '../support/columnar-copy';
import { createTestWarehouse } from '../support/test-warehouse';

export type DataSet = {
  /** The folder under ../shared/data. */
  readonly folder: string;
  /** The mapping file of the project, without its extension. */
  readonly mapping: string;
  /** The fixed clock: an instant after the last fact. */
  readonly asOf: string;
  readonly timeZone: string;
  readonly currency: string;
};

/** Any answer, read by its names; what is not there is undefined. */
// biome-ignore lint/suspicious/noExplicitAny: a test reads the answer of the document it wrote itself
export type Data = any;

/** The data of a document that is answered without an error. */
export type Ask = (document: string) => Promise<Data>;

type Published = {
  readonly overHttp: Ask;
  readonly onDuckdb: Ask;
  readonly close: () => Promise<void>;
};

const data = join(__dirname, '../../../shared/data');
const longestLoad = 300_000;

const unexpected = (error: unknown): never => {
  throw error;
};

async function openPublished({ folder, mapping, ...settings }: DataSet): Promise<Published> {
  const warehouse = await createTestWarehouse({ ...settings, engine: 'postgres' });
  await load(warehouse, {
    path: join(data, folder),
    mapping: join(__dirname, `../../src/load/mappings/${mapping}.json`),
  });
  const services = servicesOf(warehouse, warehouse.config);
  const columnar = await columnarCopy(warehouse.pool);
  const engines = { ...services.engines, columnar };
  const copied = { ...services, engines, answering: { ...services.answering, engine: columnar } };
  const log = createLog('warn', { write: () => undefined });
  const server = await startHttpServer(services, { ...warehouse.config, port: 0, host: '127.0.0.1', log });
  return {
    overHttp: async (query) => {
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify({ query });
      const response = await fetch(`${server.origin}/graphql`, { method: 'POST', headers, body });
      return answered(await response.json());
    },
    onDuckdb: async (document) =>
      answered(
        await executeDocument(document, undefined, createRequestContext(copied, 'request-1', local), unexpected),
      ),
    close: async () => {
      await server.stop();
      await columnar.close();
      await warehouse.drop();
    },
  };
}

function answered({ data, errors }: Data): Data {
  expect(errors).toBeUndefined();
  // Through JSON, as a client sees it.
  return JSON.parse(JSON.stringify(data));
}

let told = false;

function tellLeftOut(name: string): void {
  if (told) return;
  told = true;
  process.stdout.write(`Left out: the published figures of ${name} (../shared/data is not here).\n`);
}

/** Figures of a data set, asked of each engine. It is loaded once. */
export function describePublished(name: string, dataSet: DataSet, define: (ask: Ask) => void): void {
  const present = existsSync(data);
  if (!present) tellLeftOut(name);
  (present ? describe : describe.skip)(name, () => {
    let published: Published | undefined;
    beforeAll(async () => {
      published = await openPublished(dataSet);
    }, longestLoad);
    afterAll(() => published?.close());
    const onEngine = (engine: string, ask: Ask): void => {
      test(`the answers are those of ${engine}`, async () => {
        const question = '{ metrics(period: { year: 1990 }) { rows { revenue { value } } resolved { engine } } }';
        expect((await ask(question)).metrics.resolved).toEqual({ engine });
      });
      define(ask);
    };
    describe('on PostgreSQL over HTTP', () => onEngine('POSTGRES', (document) => published!.overHttp(document)));
    describe('on DuckDB', () => onEngine('COLUMNAR', (document) => published!.onDuckdb(document)));
  });
}

/** The rows of `table(ARGUMENTS)`: period if there is a grain, one member per dimension, then the metrics. */
export async function rowsOf(ask: Ask, question: string): Promise<readonly (readonly (string | number | null)[])[]> {
  const { table } = await ask(`{ table(${question}, labels: false) { data pageInfo { hasNextPage } } }`);
  expect(table.pageInfo.hasNextPage).toBe(false);
  return table.data;
}

/** The one row of `metrics(ARGUMENTS)`, with the metrics selected. */
export async function figuresOf(ask: Ask, question: string, selection: string): Promise<Data> {
  const { metrics } = await ask(`{ metrics(${question}) { rows { ${selection} } } }`);
  expect(metrics.rows).toHaveLength(1);
  return metrics.rows[0];
}

/** The cells of `retention(ARGUMENTS)` whose months are over, a list of customers and revenue per cohort. */
export async function cohortsOf(
  ask: Ask,
  question: string,
): Promise<readonly { readonly month: string; readonly buyers: readonly number[]; readonly revenue: number }[]> {
  const selection = 'cohorts { period { start } size cells { offset customers rate revenue mature } }';
  const { retention } = await ask(`{ retention(${question}) { ${selection} } }`);
  return retention.cohorts.map(({ period, size, cells }: Data) => {
    expect(cells.map(({ offset }: Data) => offset)).toEqual([...cells.keys()]);
    expect(cells.map(({ rate }: Data) => rate)).toEqual(
      cells.map(({ customers }: Data) => rounded((100 * customers) / size, 10)),
    );
    const over: Data[] = cells.filter(({ mature }: Data) => mature);
    return {
      month: period.start,
      buyers: over.map(({ customers }) => customers),
      revenue: over.reduce((sum, { revenue }) => sum + Number(revenue), 0),
    };
  });
}

/** Agrees with a published figure to the digits it has. */
export const rounded = (published: number, digits: number): unknown => expect.closeTo(published, digits);
