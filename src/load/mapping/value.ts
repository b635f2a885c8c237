// Makes the value of a column as a mapping says: a text with cells in it, exact arithmetic, a choice, the cell under a header or
// what a look-up gives, and steps that work on it.
import { Decimal } from 'decimal.js';
import { isNumber } from '../../model/decimal-text';
import { type RowProblem, rowProblem } from '../format/row-problem';
import { conditionTest, notATime } from './condition';
import { isProblem, type Made, type Maker, type MappedRow, type Reading } from './row';
import { listOf, stepsOf, type Value, type ValueObject } from './schema';
import { stepMaker } from './steps/step';
import type { StepMaker } from './steps/step-maker';
import { parseTemplate, type Template } from './template';

const Exact = Decimal.clone({ precision: 60, toExpNeg: -100, toExpPos: 100 });

/** How many decimals a quotient has at most. */
const quotientDecimals = 20;

/** A maker for a value of a valid mapping: what its form makes, worked on by its steps. */
export function valueMaker(value: Value, reading: Reading): Maker {
  if (value === null) return () => null;
  if (typeof value === 'string') return textMaker(value, reading);
  const make = formMaker(value, reading);
  const steps = stepsOf(value).map(({ step }) => stepMaker(step, reading));
  return steps.length === 0 ? make : (row) => worked(make(row), steps);
}

function worked(given: Made, steps: readonly StepMaker[]): Made {
  let made = given;
  for (const step of steps) {
    if (made === null || isProblem(made)) return made;
    made = step(made);
    if (made === '') return null;
  }
  return made;
}

function formMaker(value: ValueObject, reading: Reading): Maker {
  if (value.value !== undefined) return textMaker(value.value, reading);
  if (value.add) return arithmetic(value.add, reading, (left, right) => left.plus(right));
  if (value.subtract) return arithmetic(value.subtract, reading, (left, right) => left.minus(right));
  if (value.multiply) return arithmetic(value.multiply, reading, (left, right) => left.times(right));
  if (value.divide) return arithmetic(value.divide, reading, quotient);
  if (value.secondsBetween) return secondsMaker(value.secondsBetween, reading);
  if (value.firstOf) return firstMaker(value.firstOf, reading);
  if (value.header !== undefined) return headerMaker(value.header, reading);
  if (value.lookup !== undefined) return lookupMaker(value, reading);
  const test = conditionTest(value.if!, reading, valueMaker);
  const thenMaker = valueMaker(value.then!, reading);
  const elseMaker = valueMaker(value.else!, reading);
  return (row) => {
    const met = test(row);
    return isProblem(met) ? met : (met ? thenMaker : elseMaker)(row);
  };
}

function textMaker(source: string, reading: Reading): Maker {
  const parsed = parseTemplate(source) as Template;
  const parts = parsed.map((part): Maker => {
    if (part.kind === 'text') return () => part.text;
    if (part.kind === 'repetition') return (row) => String(row.repetition);
    if (part.kind === 'hash') return (row) => Buffer.from(row.fingerprint, 'latin1').toString('hex').slice(0, 12);
    return reading.cell(part.column);
  });
  if (parts.length === 1) return parts[0]!;
  return (row) => {
    let text = '';
    for (const part of parts) {
      const piece = part(row);
      if (piece === null || isProblem(piece)) return piece;
      text += piece;
    }
    return text === '' ? null : text;
  };
}

/** Null where there is none: by zero. */
const quotient = (left: Decimal, right: Decimal): Decimal | null =>
  right.isZero() ? null : left.div(right).toDecimalPlaces(quotientDecimals, Decimal.ROUND_HALF_UP);

function arithmetic(
  values: readonly Value[],
  reading: Reading,
  combine: (left: Decimal, right: Decimal) => Decimal | null,
): Maker {
  const makers = values.map((value) => valueMaker(value, reading));
  return (row) => {
    let result: Decimal | null = null;
    for (const make of makers) {
      const made = make(row);
      if (made === null || isProblem(made)) return made;
      if (!isNumber(made)) return rowProblem('INVALID_NUMBER', `"${made}" is not a number.`);
      const combined: Decimal | null = result === null ? new Exact(made) : combine(result, new Exact(made));
      if (combined === null) return rowProblem('INVALID_NUMBER', `"${made}" cannot divide: it is zero.`);
      result = combined;
    }
    return plainNumber(result!);
  };
}

const plainNumber = (number: Decimal): string => (number.isZero() ? '0' : number.toFixed());

function secondsMaker([from, to]: readonly [Value, Value], reading: Reading): Maker {
  const makers = [valueMaker(from, reading), valueMaker(to, reading)];
  return (row) => {
    const seconds: number[] = [];
    for (const make of makers) {
      const made: Made = make(row);
      if (made === null || isProblem(made)) return made;
      const instant = reading.times.secondsOf(made);
      if (instant === null) return notATime(made);
      seconds.push(instant);
    }
    return plainNumber(new Exact((seconds[1]! - seconds[0]!).toFixed(6)));
  };
}

function firstMaker(values: readonly Value[], reading: Reading): Maker {
  const makers = values.map((value) => valueMaker(value, reading));
  return (row) => {
    for (const make of makers) {
      const made = make(row);
      if (made !== null) return made;
    }
    return null;
  };
}

const rememberedHeaders = 10_000;

function headerMaker(source: string, reading: Reading): Maker {
  const make = textMaker(source, reading);
  const cells = new Map<string, Maker>();
  return (row) => {
    const header = make(row);
    if (header === null || isProblem(header)) return header;
    let cell = cells.get(header);
    if (cell === undefined) {
      if (cells.size >= rememberedHeaders) cells.clear();
      cell = reading.cellUnder(header);
      cells.set(header, cell);
    }
    return cell(row);
  };
}

function lookupMaker(value: ValueObject, reading: Reading): Maker {
  const { lookup = '', key = null, at, give = '', missing } = value;
  const lookUp = reading.lookUp(lookup);
  const find = lookUp.finder(give);
  const keyMakers = makersOf(key, reading);
  const atMaker = at === undefined ? null : valueMaker(at, reading);
  const otherwise = typeof missing === 'string' ? textMaker(missing, reading) : () => null;
  return (row) => {
    const cells = madeKey(keyMakers, row);
    if (cells === null || isProblem(cells)) return cells;
    const instant = atMaker === null ? null : atMaker(row);
    if (isProblem(instant) || (atMaker !== null && instant === null)) return instant;
    const found = find(cells, instant, reading.times);
    if (found !== undefined) return found;
    if (missing !== undefined) return otherwise(row);
    const where = instant === null ? '' : ` at ${instant}`;
    return rowProblem('LOOKUP_MISSING', `The look-up ${lookup} has no row for "${cells.join(', ')}"${where}.`);
  };
}

/** Makers of the one value or the several values of a key. */
export const makersOf = (key: Value | readonly Value[], reading: Reading): readonly Maker[] =>
  listOf<Value>(key).map((each) => valueMaker(each, reading));

/** The values of a key; nothing where one of them is empty. */
export function madeKey(makers: readonly Maker[], row: MappedRow): string[] | null | RowProblem {
  const cells: string[] = [];
  for (const make of makers) {
    const made = make(row);
    if (made === null || isProblem(made)) return made;
    cells.push(made);
  }
  return cells;
}
