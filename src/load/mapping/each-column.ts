// Rules that hold once for each column whose header is like a pattern with one *.
import { type ForeignFile, headersOf } from './foreign-file';
import type { Reading } from './row';
import type { FileRule, TableRule } from './schema';

type MatchingColumn = { readonly index: number; readonly match: string };

function matchingColumns(pattern: string, { rowFile }: ForeignFile): readonly MatchingColumn[] {
  const [before = '', after = ''] = pattern.split('*');
  return rowFile.columns.flatMap((header, index) => {
    const fits = header.length >= before.length + after.length && header.startsWith(before) && header.endsWith(after);
    return fits ? [{ index, match: header.slice(before.length, header.length - after.length) }] : [];
  });
}

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
