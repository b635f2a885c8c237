// The steps that calculate with one number: times, divideBy, round, absolute. They take numbers as programs write them, so a step
// `number` stands before them where people wrote it.
import { rowProblem } from '../../format/row-problem';
import { decimalText, type ExactDecimal, exactDecimal, product, quotient, rounded, shifted } from './exact-decimal';
import type { StepMaker } from './step-maker';

/** A number of a mapping, as a text where it has more digits than a number of JSON keeps. */
export type Constant = number | string;

const calculated =
  (calculate: (number: ExactDecimal) => ExactDecimal): StepMaker =>
  (text) => {
    const number = exactDecimal(text);
    return number === null
      ? rowProblem('INVALID_NUMBER', `"${text}" is not a number written such as "-1234.50".`)
      : decimalText(calculate(number));
  };

export const roundMaker = (places: number): StepMaker => calculated((number) => rounded(number, places));

export const absoluteMaker = (): StepMaker => calculated((number) => ({ ...number, negative: false }));

export function timesMaker(constant: Constant): StepMaker {
  const factor = exactDecimal(String(constant))!;
  const places = placesOf(factor);
  return calculated(places === null ? (number) => product(number, factor) : (number) => moved(number, places, factor));
}

export function divideMaker(constant: Constant): StepMaker {
  const divisor = exactDecimal(String(constant))!;
  const places = placesOf(divisor);
  return calculated(
    places === null ? (number) => quotient(number, divisor) : (number) => moved(number, -places, divisor),
  );
}

const moved = (number: ExactDecimal, places: number, { negative }: ExactDecimal): ExactDecimal => {
  const other = shifted(number, places);
  return negative ? { ...other, negative: !other.negative } : other;
};

/** How far a power of ten moves the point; null when the number is none. */
function placesOf({ digits, scale }: ExactDecimal): number | null {
  const power = /^0*1(0*)$/.exec(digits);
  return power === null ? null : power[1]!.length - scale;
}

/** More digits than these are lost where JSON is read. */
const jsonDigits = 15;

/** What is wrong with a constant that meets the schema. */
export function constantProblem(constant: Constant): string | null {
  const number = exactDecimal(String(constant));
  if (number === null) return `"${constant}" is not a number written such as "0.01"`;
  const significant = number.digits.replace(/^0+/, '').replace(/0+$/, '');
  return typeof constant === 'number' && significant.length > jsonDigits
    ? `${constant} has more digits than a number of JSON keeps: write it as a text`
    : null;
}

export function divisorProblem(constant: Constant): string | null {
  const problem = constantProblem(constant);
  if (problem !== null) return problem;
  return /[1-9]/.test(exactDecimal(String(constant))!.digits) ? null : 'nothing can be divided by zero';
}
