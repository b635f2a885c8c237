// One table rule of a mapping applied to a file whose columns are known: makes the row of a table from a row of the file.
import { loadFormat } from '../format/load-format';
import type { RowProblem } from '../format/row-problem';
import type { LoadTable } from '../format/source-row';
import { conditionTest } from './condition';
import { deletedKeyMaker } from './deleted-key';
import { noOrder, type Order, orderOf } from './order';
import { isProblem, type Made, type Maker, type MappedRow, type Reading } from './row';
import { fingerprint } from './row-counter';
import type { TableRule } from './schema';
import type { Times } from './times';
import { valueMaker } from './value';

export type TableMapper = {
  readonly table: LoadTable;
  readonly columns: readonly string[];
  /** Whether the rule is for this row at all. */
  meets(row: MappedRow): boolean | RowProblem;
  /** Fingerprint of the row's key. */
  key(row: MappedRow): string | RowProblem;
  /** The place of the row among those of its key, where the rule orders them; null for none. */
  order(row: MappedRow): Order | null | RowProblem;
  /** The key that the row deletes; undefined where it gives a row. */
  deletedKey(row: MappedRow): Made | undefined;
  /** The values, in the order of `columns`. */
  make(row: MappedRow): (string | null)[] | RowProblem;
};

export function tableMapper(rule: TableRule, reading: Reading): TableMapper {
  const columns = Object.keys(rule.columns);
  const makers = columns.map((name) =>
    inZone(rule.table, name, valueMaker(rule.columns[name]!, reading), reading.times),
  );
  const keyColumns = loadFormat[rule.table].key.filter((name) => columns.includes(name));
  const keyMakers = keyColumns.map((name) => makers[columns.indexOf(name)]!);
  const orderMaker = valueMaker(rule.by ?? null, reading);
  return {
    table: rule.table,
    columns,
    meets: rule.where === undefined ? () => true : conditionTest(rule.where, reading, valueMaker),
    key(row) {
      const cells = makeAll(row, keyColumns, keyMakers);
      return 'kind' in cells ? cells : fingerprint(cells);
    },
    order(row) {
      const made = orderMaker(row);
      if (made === null || isProblem(made)) return made;
      return orderOf(made, reading.times) ?? noOrder(made);
    },
    deletedKey: deletedKeyMaker(rule, reading),
    make: (row) => makeAll(row, columns, makers),
  };
}

/** Times get the offset of the file's zone, and dates made of times are days there. */
function inZone(table: LoadTable, column: string, make: Maker, times: Times): Maker {
  const type = loadFormat[table].columns.find(({ name }) => name === column)!.type;
  if (!times.isNamed || (type !== 'timestamp' && type !== 'date')) return make;
  const convert = type === 'timestamp' ? times.withOffset : times.dayOf;
  return (row) => {
    const made = make(row);
    return made === null || isProblem(made) ? made : convert(made);
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
