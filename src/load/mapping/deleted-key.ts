// Rows that say they are no more (`deleted` of a table rule): the key that such a row deletes. Nothing else of it is made.
import { loadFormat } from '../format/load-format';
import type { LoadTable } from '../format/source-row';
import { conditionTest } from './condition';
import { isProblem, type Made, type MappedRow, type Reading } from './row';
import type { FileRule, TableRule } from './schema';
import { valueMaker } from './value';

/** The column that alone is the key. */
const keyOf = (table: LoadTable): string => loadFormat[table].key[0]!;

/** Whether a rule's rows of a table may delete. */
export const deletesOf = ({ tables }: FileRule, table: LoadTable): boolean =>
  tables.some((rule) => rule.table === table && rule.deleted !== undefined);

/** Gives the key that a row deletes, or undefined where it deletes none. */
export function deletedKeyMaker(rule: TableRule, reading: Reading): (row: MappedRow) => Made | undefined {
  if (rule.deleted === undefined) return () => undefined;
  const isDeleted = conditionTest(rule.deleted, reading, valueMaker);
  const column = keyOf(rule.table);
  const makeKey = valueMaker(rule.columns[column]!, reading);
  return (row) => {
    const met = isDeleted(row);
    if (met === false) return undefined;
    if (met !== true) return met;
    const key = makeKey(row);
    return isProblem(key) ? { ...key, column } : key;
  };
}
