// Makes the value of a column as a mapping says: a text with cells in it, exact arithmetic or a choice, and steps that work on it.
import { Decimal } from 'decimal.js';
import { isNumber } from '../../model/decimal-text';
import { rowProblem } from '../format/row-problem';
import { conditionTest } from './condition';
import { isoSeconds } from './iso-seconds';
import { type ColumnIndex, isProblem, type Made, type Maker, type MappedRow } from './row';
import { stepsOf, type Value, type ValueObject } from './schema';
import { stepMaker } from './steps/step';
import type { StepContext, StepMaker } from './steps/step-maker';
import { parseTemplate, type Template } from './template';

const Exact = Decimal.clone({ precision: 60, toExpNeg: -100, toExpPos: 100 });

/** A maker for a value of a valid mapping: what its form makes, worked on by its steps. */
export function valueMaker(value: Value, indexOf: ColumnIndex, context: StepContext): Maker {
  if (value === null) return () => null;
  if (typeof value === 'string') return textMaker(value, indexOf);
  const make = formMaker(value, indexOf, context);
  const steps = stepsOf(value).map(({ step }) => stepMaker(step, context));
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

function formMaker(value: ValueObject, indexOf: ColumnIndex, context: StepContext): Maker {
  const makerOf = (each: Value) => valueMaker(each, indexOf, context);
  if (value.value !== undefined) return textMaker(value.value, indexOf);
  if (value.add) return arithmetic(value.add.map(makerOf), (left, right) => left.plus(right));
  if (value.subtract) return arithmetic(value.subtract.map(makerOf), (left, right) => left.minus(right));
  if (value.multiply) return arithmetic(value.multiply.map(makerOf), (left, right) => left.times(right));
  if (value.secondsBetween) return secondsMaker(value.secondsBetween.map(makerOf));
  const test = conditionTest(value.if!, indexOf);
  const thenMaker = makerOf(value.then!);
  const elseMaker = makerOf(value.else!);
  return (row) => {
    const met = test(row);
    return isProblem(met) ? met : (met ? thenMaker : elseMaker)(row);
  };
}

function textMaker(source: string, indexOf: ColumnIndex): Maker {
  const parsed = parseTemplate(source) as Template;
  const parts = parsed.map((part): ((row: MappedRow) => string | null) => {
    if (part.kind === 'text') return () => part.text;
    if (part.kind === 'repetition') return (row) => String(row.repetition);
    if (part.kind === 'hash') return (row) => Buffer.from(row.fingerprint, 'latin1').toString('hex').slice(0, 12);
    const index = indexOf(part.column);
    return (row) => row.cells[index]!;
  });
  if (parts.length === 1) return parts[0]!;
  return (row) => {
    let text = '';
    for (const part of parts) {
      const piece = part(row);
      if (piece === null) return null;
      text += piece;
    }
    return text === '' ? null : text;
  };
}

function arithmetic(makers: readonly Maker[], combine: (left: Decimal, right: Decimal) => Decimal): Maker {
  return (row) => {
    let result: Decimal | null = null;
    for (const make of makers) {
      const made = make(row);
      if (made === null || isProblem(made)) return made;
      if (!isNumber(made)) return rowProblem('INVALID_NUMBER', `"${made}" is not a number.`);
      result = result === null ? new Exact(made) : combine(result, new Exact(made));
    }
    return plainNumber(result!);
  };
}

const plainNumber = (number: Decimal): string => (number.isZero() ? '0' : number.toFixed());

function secondsMaker(makers: readonly Maker[]): Maker {
  return (row) => {
    const seconds: number[] = [];
    for (const make of makers) {
      const made: Made = make(row);
      if (made === null || isProblem(made)) return made;
      const instant = isoSeconds(made);
      if (instant === null) return rowProblem('INVALID_DATE', `"${made}" is not a time in ISO 8601.`);
      seconds.push(instant);
    }
    return plainNumber(new Exact((seconds[1]! - seconds[0]!).toFixed(6)));
  };
}
