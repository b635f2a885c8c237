// The step that reads dates: a pattern, dates as workbooks or programs store them, ISO 8601 as it stands, or a list of these, of
// which the first that fits reads a text. A list in which the order alone decides what a text means is refused.
import { rowProblem } from '../../format/row-problem';
import { timestampText } from '../../format/timestamp-text';
import { ambiguity, type TriedNotation } from './ambiguity';
import { type DateReader, dateReader } from './date-pattern';
import { dateSamples } from './date-samples';
import { type EpochUnit, epochReader } from './epoch';
import { type ExcelSystem, excelReader } from './excel-serial';
import { tokensOf } from './pattern-tokens';
import type { StepMaker, StepProblem } from './step-maker';

/** Exactly one of pattern, excel, epoch and iso. `pivot` is the first year that the YY of the pattern can mean. */
export type DateNotation = {
  readonly pattern?: string;
  readonly pivot?: number;
  readonly excel?: ExcelSystem;
  readonly epoch?: EpochUnit;
  readonly iso?: true;
};

/** A text is a pattern. */
export type DateStep = string | DateNotation | readonly (string | DateNotation)[];

export const dateForms = ['pattern', 'excel', 'epoch', 'iso'] as const;

/** The step's notations, each with where in the step it stands. */
function notationsOf(date: DateStep): readonly { readonly notation: DateNotation; readonly pointer: string }[] {
  const list = Array.isArray(date) ? (date as readonly (string | DateNotation)[]) : null;
  return (list ?? [date as string | DateNotation]).map((each, index) => {
    const pointer = list === null ? '.date' : `.date[${index}]`;
    return typeof each === 'string'
      ? { notation: { pattern: each }, pointer }
      : { notation: each, pointer: each.pattern === undefined ? pointer : `${pointer}.pattern` };
  });
}

const isoPatterns = ['YYYY-MM-DD', 'YYYY-MM-DD HH:mm:ss', 'YYYY-MM-DD[T]HH:mm', 'YYYY-MM-DD[T]HH:mm:ss.SSSZ'];

/** A notation without problems. */
function triedNotation({ pattern, pivot, excel, epoch }: DateNotation): TriedNotation {
  if (pattern !== undefined) {
    const samples = () => dateSamples(tokensOf(pattern));
    const name = pivot === undefined ? pattern : `${pattern} (YY from ${pivot})`;
    return { name, read: dateReader(pattern, pivot) as DateReader, samples };
  }
  if (excel !== undefined) {
    const samples = () => ['46112', '46112.75', '260509'];
    return { name: `a day of a workbook (since ${excel})`, read: excelReader(excel), samples };
  }
  if (epoch !== undefined) {
    const samples = () => ['1778328000', '1778328000123', '46112', '46112.75', '260509'];
    return { name: `${epoch} since 1970`, read: epochReader(epoch), samples };
  }
  return {
    name: 'ISO 8601',
    read: (text) => (timestampText(text) === null ? null : text),
    samples: isoSamples,
  };
}

function* isoSamples(): Iterable<string> {
  for (const pattern of isoPatterns) yield* dateSamples(tokensOf(pattern));
}

const meant = (date: string): string | undefined => timestampText(date)?.replace('T', ' ');
const sameDate = (one: string, other: string): boolean => one === other || meant(one) === meant(other);

/** What a text should have been, for sentences. */
function formOf({ pattern, excel, epoch }: DateNotation): string {
  if (pattern !== undefined) return `a date written as ${pattern}`;
  if (excel !== undefined) return `a date of a workbook (days since ${excel})`;
  if (epoch === undefined) return 'a date in ISO 8601, such as 2026-05-09 or 2026-05-09T13:00:00+02:00';
  return `a number of ${epoch} since 1970, such as ${epoch === 'seconds' ? '1778328000' : '1778328000000'}`;
}

/** A maker for a step without problems. */
export function dateMaker(date: DateStep): StepMaker {
  const notations = notationsOf(date).map(({ notation }) => notation);
  const readers = notations.map((notation) => triedNotation(notation).read);
  const form = notations.map(formOf).join(' or ');
  const refused = (text: string) => rowProblem('INVALID_DATE', `"${text}" is not ${form}.`);
  const [only] = readers;
  if (readers.length === 1) return (text) => only!(text) ?? refused(text);
  return (text) => {
    for (const read of readers) {
      const found = read(text);
      if (found !== null) return found;
    }
    return refused(text);
  };
}

export function dateProblems(date: DateStep): readonly StepProblem[] {
  const notations = notationsOf(date);
  const problems = notations.flatMap(({ notation: { pattern, pivot }, pointer }) => {
    const read = pattern === undefined ? null : dateReader(pattern, pivot);
    return typeof read === 'string' ? [{ pointer, problem: read }] : [];
  });
  if (problems.length > 0 || notations.length === 1) return problems;
  const problem = ambiguity(
    notations.map(({ notation }) => triedNotation(notation)),
    sameDate,
  );
  return problem === null ? [] : [{ pointer: '.date', problem }];
}

/** The day of a date in ISO 8601, as it is written. */
export const datePartMaker = (): StepMaker => (text) =>
  timestampText(text) === null
    ? rowProblem('INVALID_DATE', `"${text}" is not ${formOf({ iso: true })}.`)
    : text.slice(0, 10);
