// A foreign file opened as a rule says: how it is written, which rows at its end are no data, under which headers its columns
// stand, and what stands for an empty cell.
import { didYouMean } from '../../did-you-mean';
import { UserError } from '../../errors';
import type { InputFile } from '../read/byte-source';
import { delimiterOf, inMapping } from '../read/delimiter';
import { openRowFile } from '../read/open-row-file';
import type { IsWanted, RowFile } from '../read/text-row';
import { beforeFooter } from './footer';
import type { ColumnRead } from './parts';
import type { Maker } from './row';
import type { ColumnRule, NamedColumn, ReadingRule } from './schema';
import { type LoadClock, type Times, timesOf } from './times';

export type ForeignFile = {
  readonly file: InputFile;
  readonly rowFile: RowFile;
  /** The cell of a column that the mapping names. */
  readonly cell: (column: string) => Maker;
  readonly times: Times;
  /** The cells, with nothing where a text stands for an empty one. */
  readonly present: (cells: readonly (string | null)[]) => readonly (string | null)[];
  /** What is wrong with the file, or with what the mapping says of it. */
  readonly problems: readonly string[];
};

/** What a mapping reads of a file: columns by their names, and others by their headers; with where its rule stands in it. */
export type WantedOfFile = {
  readonly wanted: readonly ColumnRead[];
  readonly alsoReads: IsWanted;
  readonly mappingPath: string;
  readonly pointer: string;
  readonly clock: LoadClock;
};

export async function openForeignFile(
  file: InputFile,
  rule: ReadingRule,
  { wanted, alsoReads, mappingPath, pointer, clock }: WantedOfFile,
): Promise<ForeignFile> {
  const format = rule.format ?? {};
  const rows = await openRowFile(file, format, {
    columns: wanted.flatMap(({ column }) => headersOf(column, rule).headers),
    alsoReads,
    refuse: (problem) =>
      new UserError('INVALID_MAPPING', { mapping: mappingPath, problems: [`${pointer}.format${problem}`] }),
  });
  const rowFile = beforeFooter(rows, format);
  const { columns } = rowFile;
  const problems = [...new Set(wanted.flatMap((each) => columnProblem(each, rule, file.name, columns)))];
  const other = columns.length === 1 ? delimiterOf(columns[0]!) : undefined;
  if (other !== undefined && problems.length > 0) {
    problems.unshift(
      `${pointer}.format: the cells of ${file.name} are separated by ${other.plural} (say ${inMapping(other)})`,
    );
  }
  const empty = new Set(rule.empty);
  return {
    file,
    rowFile,
    cell(column) {
      const index = columns.findIndex((header) => headersOf(column, rule).headers.includes(header));
      return index === -1 ? () => null : (row) => row.cells[index]!;
    },
    times: timesOf(rule.format?.timeZone, clock),
    present: (cells) =>
      empty.size === 0 ? cells : cells.map((cell) => (cell !== null && empty.has(cell) ? null : cell)),
    problems,
  };
}

const isList = (rule: ColumnRule): rule is readonly string[] => Array.isArray(rule);

/** The headers a column may have, and whether a file may have none of them. */
export function headersOf(column: string, { columns }: ReadingRule): { headers: readonly string[]; optional: boolean } {
  const rule: ColumnRule = columns !== undefined && Object.hasOwn(columns, column) ? columns[column]! : [column];
  if (isList(rule)) return { headers: rule, optional: false };
  const { headers = [column], optional = false } = rule as NamedColumn;
  return { headers, optional };
}

function columnProblem(
  { column, pointer }: ColumnRead,
  rule: ReadingRule,
  file: string,
  columns: readonly string[],
): readonly string[] {
  const { headers, optional } = headersOf(column, rule);
  const found = headers.filter((header) => columns.includes(header));
  if (found.length > 1) {
    return [
      `${pointer}: ${file} has the columns ${found.map((name) => `"${name}"`).join(' and ')}, of which "${column}" can be one`,
    ];
  }
  if (found.length === 1 || optional) return [];
  const nearest = didYouMean(headers[0]!, columns);
  const hint = nearest === undefined ? ` (it has: ${columns.join(', ')})` : ` (did you mean "${nearest}"?)`;
  const known = headers.map((header) => `"${header}"`).join(' or ');
  return [`${pointer}: ${file} has no column ${known}${hint}`];
}
