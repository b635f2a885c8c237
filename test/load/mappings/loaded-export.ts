// An export of a CRM in a warehouse of its own, read through a ready mapping and asked through documents of the API.
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { local } from '../../../src/auth/principal';
import { createRequestContext } from '../../../src/graphql/common/request-context';
import { executeDocument } from '../../../src/graphql/execute-document';
import { load } from '../../../src/load/load';
import type { Mapping } from '../../../src/load/mapping/schema';
import type { LoadReport } from '../../../src/load/report/load-report';
import { servicesOf } from '../../../src/services/services';
import type { Data } from '../../reference/published-data';
import { createTestWarehouse } from '../../support/test-warehouse';

export type Export = {
  /** A folder of files, which stays as it is. */
  readonly path: string;
  /** The path of a mapping. */
  readonly mapping: string;
  readonly asOf: string;
  readonly timeZone: string;
  readonly currency: string;
};

export type LoadedExport = {
  readonly report: LoadReport;
  readonly ask: (document: string) => Promise<Data>;
  /** What statements on the star give. */
  readonly rows: (statement: string) => Promise<Data[]>;
  /** `file:line table.column CODE` of each rejected row, in order. */
  readonly quarantine: () => Promise<readonly string[]>;
  /** How many rows each table has got from each file. */
  readonly inserted: Readonly<Record<string, number>>;
  /** Loads a later export of the same through the same mapping. */
  readonly again: (path: string) => Promise<LoadReport>;
  readonly close: () => Promise<void>;
};

export const exportsOf = (suite: string): string => join(__dirname, '../../../../shared/data/crm_exports', suite);

export const readyMapping = (name: string): string => join(__dirname, `../../../src/load/mappings/${name}.json`);

const unexpected = (error: unknown): never => {
  throw error;
};

export async function loadExport({ path, mapping, ...settings }: Export): Promise<LoadedExport> {
  const warehouse = await createTestWarehouse({ ...settings, engine: 'postgres' });
  try {
    const loadFrom = (folder: string) =>
      load(warehouse, { path: folder, mapping, now: () => Temporal.Instant.from(settings.asOf) });
    const report = await loadFrom(path);
    const services = servicesOf(warehouse, warehouse.config);
    const rows = async (statement: string): Promise<Data[]> => (await warehouse.pool.query(statement)).rows;
    return {
      report,
      rows,
      ask: async (document) => {
        const context = createRequestContext(services, 'request-1', local);
        const { data, errors } = await executeDocument(document, undefined, context, unexpected);
        expect(errors).toBeUndefined();
        return JSON.parse(JSON.stringify(data));
      },
      quarantine: async () => {
        const rejected = await rows(
          `SELECT file || ':' || line || ' ' || target_table || coalesce('.' || column_name, '') || ' ' || code AS told
           FROM load_rejection ORDER BY file, line, rejection_no`,
        );
        return rejected.map(({ told }) => told);
      },
      inserted: Object.fromEntries(
        report.counts.filter(({ read }) => read > 0).map(({ file, table, inserted }) => [`${file} ${table}`, inserted]),
      ),
      again: loadFrom,
      close: warehouse.drop,
    };
  } catch (error) {
    await warehouse.drop();
    throw error;
  }
}

/** A folder with these files, as bytes or text. */
export async function exportFolder(files: Readonly<Record<string, string | Buffer>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'astrolabe-export-'));
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return folder;
}

/** The path of a ready mapping as a customer edits it. */
export async function editedMapping(name: string, edit: (mapping: Mapping) => Mapping): Promise<string> {
  const folder = await exportFolder({});
  const mapping: Mapping = JSON.parse(await readFile(readyMapping(name), 'utf8'));
  const path = join(folder, `${name}.json`);
  await writeFile(path, JSON.stringify(edit(mapping)));
  return path;
}
