// An export of a CRM loaded into a warehouse of its own by a mapping that comes with the program, and what the product answers
// about it. The clock is fixed, also for what a mapping calls "now".
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { createRequestContext } from '../../../src/graphql/common/request-context';
import { executeDocument } from '../../../src/graphql/execute-document';
import { load } from '../../../src/load/load';
import { mappingHelp } from '../../../src/load/mapping/ready-mappings';
import type { LoadReport } from '../../../src/load/report/load-report';
import { servicesOf } from '../../../src/services/services';
import { createTestWarehouse } from '../../support/test-warehouse';

/** Any answer, read by its names; what is not there is undefined. */
// biome-ignore lint/suspicious/noExplicitAny: a test reads the answer of the document it wrote itself
export type Data = any;

export type LoadedExport = {
  readonly report: LoadReport;
  /** Rows in quarantine, as "file:line CODE", in the order of file and line. */
  readonly quarantine: readonly string[];
  readonly ask: (document: string) => Promise<Data>;
  /** What statements on the star give. */
  readonly rows: (statement: string) => Promise<Data[]>;
  /** Loads another export on top. */
  readonly loadNext: (folder: string) => Promise<LoadReport>;
  readonly close: () => Promise<void>;
};

export type ExportSettings = {
  readonly mapping: string;
  readonly folder: string;
  readonly asOf: string;
  readonly timeZone: string;
  readonly currency: string;
};

/** The path of a mapping that comes with the program. */
export const mappingPath = (name: string): string => join(__dirname, `../../../src/load/mappings/${name}.json`);

const samples = join(__dirname, '../../../../shared/data/crm_exports');

/** The folder of an invented export that stands beside the project; null where it does not, with a line that says so. */
export function sampleExport(suite: string): string | null {
  const folder = join(samples, suite);
  if (existsSync(folder)) return folder;
  process.stdout.write(`Left out: the sample export of ${suite} (../shared/data/crm_exports is not here).\n`);
  return null;
}

export async function loadExport({ mapping, folder, ...settings }: ExportSettings): Promise<LoadedExport> {
  const warehouse = await createTestWarehouse({ ...settings, engine: 'postgres' });
  const loadFrom = (path: string) =>
    load(warehouse, { path, mapping: mappingPath(mapping), now: () => Temporal.Instant.from(settings.asOf) });
  const report = await loadFrom(folder);
  const services = servicesOf(warehouse, warehouse.config);
  const rows = async (statement: string): Promise<Data[]> => (await warehouse.pool.query(statement)).rows;
  const rejected = await rows('SELECT file, line, code FROM load_rejection ORDER BY file, line, code');
  return {
    report,
    quarantine: rejected.map(({ file, line, code }) => `${file}:${line} ${code}`),
    async ask(document) {
      const { data, errors } = await executeDocument(
        document,
        undefined,
        createRequestContext(services, 'request-1'),
        (error) => {
          throw error;
        },
      );
      expect(errors).toBeUndefined();
      return JSON.parse(JSON.stringify(data));
    },
    rows,
    loadNext: loadFrom,
    close: () => warehouse.drop(),
  };
}

/** The ready mappings that a load without one would name for files with these headers. */
export async function suggestedFor(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const help = await mappingHelp(
    'DIR',
    Object.entries(files).map(([file, header]) => ({ file, header })),
  );
  return [...help.matchAll(/--map \S*\/([\w-]+)\.json/g)].map(([, name]) => name!);
}
