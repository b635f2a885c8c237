// One table rule of a mapping applied to a file whose columns are known: makes the row of a table from a row of the file.
import { loadFormat } from '../format/load-format';
import type { RowProblem } from '../format/row-problem';
import type { LoadTable } from '../format/source-row';
import { conditionTest } from './condition';
import { deletedKeyMaker } from './deleted-key';
import { type ColumnIndex, isProblem, type Made, type Maker, type MappedRow } from './row';
import { fingerprint } from './row-counter';
import type { TableRule } from './schema';
import { valueMaker } from './value';

export type TableMapper = {
  readonly table: LoadTable;
  readonly columns: readonly string[];
  /** Whether the rule is for this row at all. */
  meets(row: MappedRow): boolean | RowProblem;
  /** Fingerprint of the row's key. */
  key(row: MappedRow): string | RowProblem;
  /** The key that the row deletes; undefined where it gives a row. */
  deletedKey(row: MappedRow): Made | undefined;
  /** The values, in the order of `columns`. */
  make(row: MappedRow): (string | null)[] | RowProblem;
};

export function tableMapper(rule: TableRule, indexOf: ColumnIndex): TableMapper {
  const columns = Object.keys(rule.columns);
  const makers = columns.map((name) => valueMaker(rule.columns[name]!, indexOf));
  const keyColumns = loadFormat[rule.table].key.filter((name) => columns.includes(name));
  const keyMakers = keyColumns.map((name) => makers[columns.indexOf(name)]!);
  return {
    table: rule.table,
    columns,
    meets: rule.where === undefined ? () => true : conditionTest(rule.where, indexOf),
    key(row) {
      const cells = makeAll(row, keyColumns, keyMakers);
      return 'kind' in cells ? cells : fingerprint(cells);
    },
    deletedKey: deletedKeyMaker(rule, indexOf),
    make: (row) => makeAll(row, columns, makers),
  };
}

function makeAll(row: MappedRow, names: readonly string[], makers: readonly Maker[]): (string | null)[] | RowProblem {
  const cells: (string | null)[] = [];
  for (let index = 0; index < makers.length; index++) {
    const made = makers[index]!(row);
    if (isProblem(made)) return { ...made, column: names[index]! };
    cells.push(made);
  }
  return cells;
}
