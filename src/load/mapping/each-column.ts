// Rules that hold once for each column whose header is like a pattern with one *.
import type { IsWanted } from '../read/text-row';
import { type ForeignFile, headersOf } from './foreign-file';
import { isMadeHeader } from './made-header';
import { ruleParts } from './parts';
import type { Reading } from './row';
import type { FileRule, TableRule } from './schema';

type MatchingColumn = { readonly index: number; readonly match: string };

/** What stands for the * of a pattern in a header; undefined where the header is not so. */
function matchOf(pattern: string, header: string): string | undefined {
  const [before = '', after = ''] = pattern.split('*');
  const fits = header.length >= before.length + after.length && header.startsWith(before) && header.endsWith(after);
  return fits ? header.slice(before.length, header.length - after.length) : undefined;
}

function matchingColumns(pattern: string, { rowFile }: ForeignFile): readonly MatchingColumn[] {
  return rowFile.columns.flatMap((header, index) => {
    const match = matchOf(pattern, header);
    return match === undefined ? [] : [{ index, match }];
  });
}

/** Whether a rule of the file is for a column by its header, or a value can find its cell there. */
export function isReadByHeader(rule: FileRule): IsWanted {
  const isMade = isMadeHeader(ruleParts(rule, ''));
  return (header) =>
    isMade(header) ||
    rule.tables.some(
      ({ forEachColumn }) => forEachColumn !== undefined && matchOf(forEachColumn, header) !== undefined,
    );
}

/** Whether a rule of the file that is for each column of a pattern finds none. */
export const lacksColumns = ({ tables }: FileRule, foreign: ForeignFile): boolean =>
  tables.some(
    ({ forEachColumn }) => forEachColumn !== undefined && matchingColumns(forEachColumn, foreign).length === 0,
  );

/** How the rule reads a row of the file: as it is, or once for each of its columns. */
export function readingsOf({ forEachColumn }: TableRule, foreign: ForeignFile, base: Reading): readonly Reading[] {
  if (forEachColumn === undefined) return [base];
  return matchingColumns(forEachColumn, foreign).map(({ index, match }) => ({
    ...base,
    cell: (column) => {
      if (column === '#cell') return (row) => row.cells[index]!;
      return column === '#match' ? () => match : base.cell(column);
    },
  }));
}

/** A file without any such column is not the file that the mapping means, unless `columns` says that they are optional. */
export function eachColumnProblems(rule: FileRule, foreign: ForeignFile, pointer: string): readonly string[] {
  return rule.tables.flatMap(({ forEachColumn }, index) => {
    if (forEachColumn === undefined || matchingColumns(forEachColumn, foreign).length > 0) return [];
    if (headersOf(forEachColumn, rule).optional) return [];
    const { file, rowFile } = foreign;
    return [
      `${pointer}.tables[${index}].forEachColumn: ${file.name} has no column like ${forEachColumn} (it has: ${rowFile.columns.join(', ')})`,
    ];
  });
}
