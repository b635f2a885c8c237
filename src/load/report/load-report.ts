// What a load did, as data and as text.
import type { LoadTable } from '../format/source-row';
import type { KeptBecause, TableReplacement } from '../merge/delete-facts';
import { type AlikeKeys, alikeLines } from './alike-keys';
import { textTable } from './text-table';

/** How the rows of one file came out in one table. read = inserted + updated + unchanged + quarantined + filtered + deleted. */
export type LoadCount = {
  readonly file: string;
  readonly table: LoadTable;
  readonly read: number;
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly quarantined: number;
  readonly filtered: number;
  /** Rows that deleted the fact of their key. */
  readonly deleted: number;
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
  readonly alike: readonly AlikeKeys[];
  /** The full export that the load is, with what it replaced; no table where no earlier load of the export stands. */
  readonly fullExport: { readonly name: string; readonly tables: readonly TableReplacement[] } | null;
};

const columns = ['read', 'inserted', 'updated', 'unchanged', 'quarantined', 'filtered'] as const;
export type CountColumn = (typeof columns)[number] | 'deleted';

export const totalOf = ({ counts }: Pick<LoadReport, 'counts'>, column: CountColumn): number =>
  counts.reduce((sum, count) => sum + count[column], 0);

/** How the rows of each file came out in each table. */
export function countsText(counts: readonly LoadCount[]): string {
  const shown: readonly CountColumn[] = totalOf({ counts }, 'deleted') > 0 ? [...columns, 'deleted'] : columns;
  const rows = counts.map((count) => [count.file, count.table, ...shown.map((column) => count[column])]);
  return textTable(['file', 'table', ...shown], rows);
}

export function reportText(report: LoadReport): string {
  const quarantined = totalOf(report, 'quarantined');
  const lines = [`Load ${report.loadId}, data version ${report.changeId}.`];
  if (report.replaced.length > 0) lines.push('The simulated company was removed first.');
  lines.push(countsText(report.counts), ...deletedLines(report));
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
  lines.push(...alikeLines(report.alike));
  return lines.join('\n');
}

const reasons: Readonly<Record<KeptBecause, string>> = {
  QUARANTINE: 'a row of the table is in quarantine and may be one of them',
  ABSENT_FILE: 'a file that may hold them was not there',
};

/** Of each table how many facts the load deleted, and which it kept though the export does not have them. */
export function deletedLines({
  loadId,
  counts,
  fullExport,
}: Pick<LoadReport, 'loadId' | 'counts' | 'fullExport'>): readonly string[] {
  const lines: string[] = [];
  const tables = fullExport?.tables ?? [];
  for (const table of new Set([...counts, ...tables].map((each) => each.table))) {
    const flagged = totalOf({ counts: counts.filter((count) => count.table === table) }, 'deleted');
    const { deleted = 0, kept = 0, keptBecause = null } = tables.find((each) => each.table === table) ?? {};
    const ways = [
      ...(deleted > 0 ? [`${deleted.toLocaleString('en')} no longer in the export ${fullExport!.name}`] : []),
      ...(flagged > 0 ? [`${flagged.toLocaleString('en')} flagged as deleted`] : []),
    ];
    if (ways.length > 0) {
      const all = (deleted + flagged).toLocaleString('en');
      lines.push(`${table}: ${all} deleted (${ways.join(', ')}); unload ${loadId} brings back what is deleted.`);
    }
    if (kept > 0 && keptBecause !== null) {
      const stay = `${kept.toLocaleString('en')} ${kept === 1 ? 'stays' : 'stay'}`;
      lines.push(`${table}: ${stay} though not in the export ${fullExport!.name}, because ${reasons[keptBecause]}.`);
    }
  }
  return lines;
}
