// What a load did, as data and as text.
import type { LoadTable } from '../format/source-row';
import { textTable } from './text-table';

/** How the rows of one file came out in one table. read = inserted + updated + unchanged + quarantined + filtered. */
export type LoadCount = {
  readonly file: string;
  readonly table: LoadTable;
  readonly read: number;
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly quarantined: number;
  readonly filtered: number;
  /** Facts among the inserted, updated and unchanged that happen later than the clock: no answer has them yet. */
  readonly later: number;
};

export type LoadReport = {
  readonly loadId: number;
  /** The data version from this load on. */
  readonly changeId: number;
  readonly counts: readonly LoadCount[];
  /** Loads of the simulated company that were taken back first. */
  readonly replaced: readonly number[];
};

const columns = ['read', 'inserted', 'updated', 'unchanged', 'quarantined', 'filtered'] as const;
export type CountColumn = (typeof columns)[number];

export const totalOf = ({ counts }: Pick<LoadReport, 'counts'>, column: CountColumn): number =>
  counts.reduce((sum, count) => sum + count[column], 0);

/** How the rows of each file came out in each table. */
export const countsText = (counts: readonly LoadCount[]): string =>
  textTable(
    ['file', 'table', ...columns],
    counts.map((count) => [count.file, count.table, ...columns.map((column) => count[column])]),
  );

export function reportText(report: LoadReport): string {
  const quarantined = totalOf(report, 'quarantined');
  const lines = [`Load ${report.loadId}, data version ${report.changeId}.`];
  if (report.replaced.length > 0) lines.push('The simulated company was removed first.');
  lines.push(countsText(report.counts));
  if (quarantined > 0) {
    const rowsAre = quarantined === 1 ? 'row is' : 'rows are';
    lines.push(
      `${quarantined.toLocaleString('en')} ${rowsAre} in quarantine: astrolabe rejections --load ${report.loadId} shows why.`,
    );
  }
  for (const { file, table, later } of report.counts.filter((count) => count.later > 0)) {
    const [rowsAre, them] = later === 1 ? ['row', 'it'] : ['rows', 'them'];
    lines.push(
      `${file}: ${later.toLocaleString('en')} ${rowsAre} of ${table} later than the clock. Answers leave ${them} out until then.`,
    );
  }
  return lines.join('\n');
}
