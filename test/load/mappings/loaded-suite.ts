// An export loaded by the name of its ready mapping, with what went to quarantine read at once; and which mapping a load without one
// would name.
import { existsSync } from 'node:fs';
import { mappingHelp } from '../../../src/load/mapping/ready-mappings';
import { exportsOf, type LoadedExport, loadExport, readyMapping } from './loaded-export';

export type LoadedSuite = Omit<LoadedExport, 'quarantine' | 'again'> & {
  /** Rows in quarantine, as "file:line CODE", in the order of file and line. */
  readonly quarantine: readonly string[];
  /** Loads another export on top. */
  readonly loadNext: LoadedExport['again'];
};

export type ExportSettings = {
  readonly mapping: string;
  readonly folder: string;
  readonly asOf: string;
  readonly timeZone: string;
  readonly currency: string;
};

/** The folder of an invented export that stands beside the project; null where it does not, with a line that says so. */
export function sampleExport(suite: string): string | null {
  const folder = exportsOf(suite);
  if (existsSync(folder)) return folder;
  process.stdout.write(`Left out: the sample export of ${suite} (../shared/data/crm_exports is not here).\n`);
  return null;
}

export async function loadSuite({ mapping, folder, ...settings }: ExportSettings): Promise<LoadedSuite> {
  const loaded = await loadExport({ path: folder, mapping: readyMapping(mapping), ...settings });
  const rejected = await loaded.rows('SELECT file, line, code FROM load_rejection ORDER BY file, line, code');
  return {
    ...loaded,
    quarantine: rejected.map(({ file, line, code }) => `${file}:${line} ${code}`),
    loadNext: loaded.again,
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
