// One row of a file as a line of COPY's text format, or the problem that sends it to quarantine. Built once for each
// source, because it runs for every row of a load.
import { didYouMean } from '../../did-you-mean';
import { findMetric, metricCatalog } from '../../metrics/catalog';
import { dimensions } from '../../model/dimensions';
import { type CellCheck, cellCheck, longestKey, shown } from '../format/cell-checks';
import { type LoadColumn, loadFormat } from '../format/load-format';
import { type RowProblem, rowProblem, rowProblems } from '../format/row-problem';
import type { LoadTable, SourceRow, TableSource } from '../format/source-row';
import type { BusinessCalendar } from '../format/timestamp-text';

/** Columns whose day is a day of dim_date. */
const placedOnCalendar: Readonly<Partial<Record<LoadTable, readonly string[]>>> = {
  interactions: ['occurred_at'],
  transactions: ['occurred_at'],
  spend: ['date'],
  targets: ['from', 'to'],
};

/** Texts that stand in an index. */
const indexedTexts: Readonly<Partial<Record<LoadTable, readonly string[]>>> = {
  products: ['category'],
  targets: ['member'],
};

const metricCheck: CellCheck = (value) => {
  const metric = findMetric(value);
  if (metric !== undefined) return metric.id;
  return notAllowed(
    'metric',
    value,
    metricCatalog.map(({ id }) => id),
  );
};

const dimensionNames = dimensions.map(({ id }) => id);
const dimensionCheck: CellCheck = (value) => {
  const name = value.toUpperCase();
  return dimensionNames.includes(name) ? name : notAllowed('dimension', value, dimensionNames);
};

function notAllowed(column: string, value: string, allowed: readonly string[]): RowProblem {
  const nearest = didYouMean(value, allowed);
  const hint = nearest === undefined ? `Known are ${allowed.join(', ')}.` : `Did you mean ${nearest}?`;
  return rowProblem('NOT_ALLOWED', `There is no ${column} ${shown(value)}. ${hint}`, column);
}

function checkOf(table: LoadTable, column: LoadColumn, calendar: BusinessCalendar): CellCheck {
  if (table === 'targets' && column.name === 'metric') return metricCheck;
  if (table === 'targets' && column.name === 'dimension') return dimensionCheck;
  const longestText = indexedTexts[table]?.includes(column.name) ? longestKey : Number.POSITIVE_INFINITY;
  return cellCheck(column, placedOnCalendar[table]?.includes(column.name) ? calendar : null, longestText);
}

export type RowEncoder = {
  /**
   * The line of a row for COPY, with its end: where it stands, then its cells in the order of the format. A problem instead
   * when a cell is not what its column needs.
   */
  readonly encode: (row: SourceRow) => string | RowProblem;
};

/** `stand` is what stands before line number and cells in every line: numbers of the source. */
export function rowEncoder({ table, columns }: TableSource, stand: string, calendar: BusinessCalendar): RowEncoder {
  const given = loadFormat[table].columns.filter(({ name }) => columns.includes(name));
  const parts = given.map((column) => ({
    name: column.name,
    place: columns.indexOf(column.name),
    check: checkOf(table, column, calendar),
    // Version keys are never null: a row without valid_from is the version from ever on.
    empty: table === 'customers' && column.name === 'valid_from' ? '-infinity' : '\\N',
    required: column.required,
  }));
  const encode = ({ cells, line: fileLine }: SourceRow): string | RowProblem => {
    // Not `${fileLine}`: V8 keeps the texts of numbers it made that way, and memory would grow with the lines.
    let line = stand + fileLine.toFixed();
    for (const { name, place, check, empty, required } of parts) {
      const value = cells[place]!;
      if (value === null) {
        if (required) return rowProblem('REQUIRED', `${name} is empty; every row needs it.`, name);
        line += `\t${empty}`;
        continue;
      }
      const text = check(value);
      if (typeof text !== 'string') return text;
      line += `\t${text}`;
    }
    return line.includes('\0') ? rowProblems.nulCharacter() : `${line}\n`;
  };
  return { encode };
}
