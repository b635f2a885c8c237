// Tests a row as a mapping's condition says. Plain yes or no: what is empty equals nothing and compares with nothing.
import { isNumber } from '../../model/decimal-text';
import { type RowProblem, rowProblem } from '../format/row-problem';
import { comparePlaces, numberPlace } from './order';
import { isProblem, type Made, type Maker, type Reading, type Test } from './row';
import type { Condition, Value } from './schema';

/** Makes what a value says; given to conditions, which values hold in their turn. */
export type MakerOf = (value: Value, reading: Reading) => Maker;

/** A test for a condition of a valid mapping. */
export function conditionTest(condition: Condition, reading: Reading, makerOf: MakerOf): Test {
  if (condition.column !== undefined) return cellTest(condition, reading.cell(condition.column), reading, makerOf);
  if (condition.value !== undefined) return cellTest(condition, makerOf(condition.value, reading), reading, makerOf);
  if (condition.not !== undefined) {
    const test = conditionTest(condition.not, reading, makerOf);
    return (row) => {
      const met = test(row);
      return isProblem(met) ? met : !met;
    };
  }
  // `all` ends with the first test that is not met, `any` with the first that is.
  const ending = condition.any !== undefined;
  const tests = (condition.all ?? condition.any ?? []).map((each) => conditionTest(each, reading, makerOf));
  return (row) => {
    for (const test of tests) {
      const met = test(row);
      if (isProblem(met) || met === ending) return met;
    }
    return !ending;
  };
}

function cellTest(condition: Condition, tested: Maker, reading: Reading, makerOf: MakerOf): Test {
  const { equals, notEquals, startsWith, endsWith, contains, isEmpty, equalsColumn } = condition;
  const { greaterThan, atLeast, lessThan, atMost, before, after } = condition;
  const test = (holds: (text: string | null) => boolean | RowProblem): Test => {
    return (row) => {
      const text = tested(row);
      return isProblem(text) ? text : holds(text);
    };
  };
  if (equals !== undefined) return test((text) => text === equals);
  if (notEquals !== undefined) return test((text) => text !== notEquals);
  if (startsWith !== undefined) return test((text) => text?.startsWith(startsWith) ?? false);
  if (endsWith !== undefined) return test((text) => text?.endsWith(endsWith) ?? false);
  if (contains !== undefined) return test((text) => text?.includes(contains) ?? false);
  if (isEmpty !== undefined) return test((text) => (text === null) === isEmpty);
  if (greaterThan !== undefined) return test(comparison(greaterThan, (order) => order > 0));
  if (atLeast !== undefined) return test(comparison(atLeast, (order) => order >= 0));
  if (lessThan !== undefined) return test(comparison(lessThan, (order) => order < 0));
  if (atMost !== undefined) return test(comparison(atMost, (order) => order <= 0));
  if (equalsColumn !== undefined) return sameAs(tested, reading.cell(equalsColumn));
  if (before !== undefined) return timeTest(tested, before, reading, makerOf, (seconds, bound) => seconds < bound);
  if (after !== undefined) return timeTest(tested, after, reading, makerOf, (seconds, bound) => seconds > bound);
  const listed = new Set<string | null>(condition.in ?? condition.notIn);
  const wanted = condition.in !== undefined;
  return test((text) => listed.has(text) === wanted);
}

function sameAs(tested: Maker, other: Maker): Test {
  return (row) => {
    const text = tested(row);
    if (text === null || isProblem(text)) return text ?? false;
    const beside = other(row);
    return isProblem(beside) ? beside : text === beside;
  };
}

function comparison(bound: number, holds: (order: number) => boolean): (text: string | null) => boolean | RowProblem {
  return (text) => {
    if (text === null) return false;
    if (!isNumber(text)) return rowProblem('INVALID_NUMBER', `"${text}" is not a number.`);
    return holds(comparePlaces(numberPlace(text), bound));
  };
}

function timeTest(
  tested: Maker,
  bound: Value,
  reading: Reading,
  makerOf: MakerOf,
  holds: (seconds: number, bound: number) => boolean,
): Test {
  const boundMaker = bound === 'now' ? null : makerOf(bound, reading);
  const { times, now } = reading;
  const secondsOf = (made: Made): number | null | RowProblem =>
    made === null || isProblem(made) ? made : (times.secondsOf(made) ?? notATime(made));
  return (row) => {
    const own = secondsOf(tested(row));
    if (own === null || isProblem(own)) return own ?? false;
    const other = boundMaker === null ? now.seconds : secondsOf(boundMaker(row));
    return isProblem(other) ? other : other !== null && holds(own, other);
  };
}

/** The problem of a text where a time has to stand. */
export const notATime = (text: string): RowProblem =>
  rowProblem('INVALID_DATE', `"${text}" is not a time in ISO 8601.`);
