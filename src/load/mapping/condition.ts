// Tests a row as a mapping's condition says. Plain yes or no: an empty cell equals nothing and compares with nothing.
import { Decimal } from 'decimal.js';
import { isNumber } from '../../model/decimal-text';
import { type RowProblem, rowProblem } from '../format/row-problem';
import { type ColumnIndex, isProblem, type MappedRow, type Test } from './row';
import type { Condition } from './schema';

/** A test for a condition of a valid mapping. */
export function conditionTest(condition: Condition, indexOf: ColumnIndex): Test {
  if (condition.column !== undefined) return columnTest(condition, indexOf(condition.column));
  if (condition.not !== undefined) {
    const test = conditionTest(condition.not, indexOf);
    return (row) => {
      const met = test(row);
      return isProblem(met) ? met : !met;
    };
  }
  // `all` ends with the first test that is not met, `any` with the first that is.
  const ending = condition.any !== undefined;
  const tests = (condition.all ?? condition.any ?? []).map((each) => conditionTest(each, indexOf));
  return (row) => {
    for (const test of tests) {
      const met = test(row);
      if (isProblem(met) || met === ending) return met;
    }
    return !ending;
  };
}

function columnTest(condition: Condition, index: number): Test {
  const cell = (row: MappedRow) => row.cells[index]!;
  const { equals, notEquals, startsWith, isEmpty, greaterThan, atLeast, lessThan, atMost } = condition;
  if (equals !== undefined) return (row) => cell(row) === equals;
  if (notEquals !== undefined) return (row) => cell(row) !== notEquals;
  if (startsWith !== undefined) return (row) => cell(row)?.startsWith(startsWith) ?? false;
  if (isEmpty !== undefined) return (row) => (cell(row) === null) === isEmpty;
  if (greaterThan !== undefined) return comparison(cell, greaterThan, (order) => order > 0);
  if (atLeast !== undefined) return comparison(cell, atLeast, (order) => order >= 0);
  if (lessThan !== undefined) return comparison(cell, lessThan, (order) => order < 0);
  if (atMost !== undefined) return comparison(cell, atMost, (order) => order <= 0);
  const listed = new Set<string | null>(condition.in ?? condition.notIn);
  const wanted = condition.in !== undefined;
  return (row) => listed.has(cell(row)) === wanted;
}

function comparison(
  cell: (row: MappedRow) => string | null,
  bound: number,
  holds: (order: number) => boolean,
): (row: MappedRow) => boolean | RowProblem {
  const limit = new Decimal(bound);
  return (row) => {
    const text = cell(row);
    if (text === null) return false;
    if (!isNumber(text)) return rowProblem('INVALID_NUMBER', `"${text}" is not a number.`);
    // A number of up to 15 characters has an exact place among doubles; longer ones need all their digits.
    const order = text.length <= 15 ? Number(text) - bound : new Decimal(text).cmp(limit);
    return holds(order);
  };
}
