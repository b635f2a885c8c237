// Finds the patterns that read all values of a column as dates. Where two do that cannot be told apart, both are drafted, which a
// mapping refuses until one of them stays.
import { isDate, timestampText } from '../../format/timestamp-text';
import { dateReader } from '../../mapping/steps/date-pattern';
import { type DateNotation, type DateStep, dateProblems } from '../../mapping/steps/date-step';
import { durationProblems, durationReader } from '../../mapping/steps/duration-step';
import { knownDates, knownDurations, patternOf } from './known-dates';
import type { Reading } from './number-finding';

export type DateFinding = {
  /** Undefined where the dates stand in ISO 8601, which needs no step. */
  readonly date?: DateStep;
  readonly hasTime: boolean;
  readonly hasOffset: boolean;
  readonly open?: readonly Reading[];
};

export type DurationFinding = { readonly duration: string | readonly string[]; readonly open?: readonly Reading[] };

type Reader = { readonly notation: string | DateNotation; readonly read: (text: string) => string | null };

let readers: readonly Reader[] | undefined;

const known = (): readonly Reader[] => {
  readers ??= knownDates.map((notation) => {
    const pivot = typeof notation === 'string' ? undefined : notation.pivot;
    const read = dateReader(patternOf(notation), pivot) as Reader['read'];
    return { notation, read: (text) => plausible(read(text)) };
  });
  return readers;
};

/** A run of digits that could be a day of the year 8101 is none. */
const plausible = (date: string | null): string | null =>
  date !== null && date >= '1900' && date < '2100' ? date : null;

const mostPatterns = 3;
const triedSingly = 400;

const hasTime = (date: string): boolean => date.length > 10;
const hasOffset = (date: string): boolean => /(?:Z|[+-]\d\d:?\d\d)$/i.test(date.slice(10));
const isIso = (text: string): boolean => timestampText(text) !== null;

/** Null where a value is no date; there is at least one. */
export function dateFinding(values: readonly string[]): DateFinding | null {
  if (values.every(isIso)) {
    return { hasTime: values.some((text) => !isDate(text)), hasOffset: values.some(hasOffset) };
  }
  const all = known().filter(({ read }) => values.every((value) => read(value) !== null));
  const [first] = all;
  if (first === undefined) return severalPatterns(values);
  const read = first.read(values[0]!)!;
  const found = { hasTime: hasTime(read), hasOffset: hasOffset(read) };
  const alternatives = all.filter(
    ({ notation }) => notation === first.notation || dateProblems([first.notation, notation]).length > 0,
  );
  if (alternatives.length === 1) return { ...found, date: first.notation };
  return { ...found, date: alternatives.map(({ notation }) => notation), open: readingsOf(alternatives, values) };
}

/** One text that the patterns read as different days, where the values have one. */
function readingsOf(alternatives: readonly Reader[], values: readonly string[]): readonly Reading[] {
  const differs = (text: string) => new Set(alternatives.map(({ read }) => read(text))).size > 1;
  const text = values.find(differs) ?? values[0]!;
  return alternatives.map(({ notation, read }) => ({ text, read: read(text)!, as: patternOf(notation) }));
}

const iso: Reader = { notation: { iso: true }, read: (text) => (isIso(text) ? text : null) };

/** Dates of one column that are written in two or three ways, as forms do that people fill in. */
function severalPatterns(values: readonly string[]): DateFinding | null {
  if (values.slice(0, triedSingly).some((value) => !/\d/.test(value) || value.length > 40)) return null;
  const taken: Reader[] = [];
  for (let left = values; left.length > 0; ) {
    const [next] = left;
    const fitting = [iso, ...known()].filter(({ read }) => read(next!) !== null);
    if (fitting.length === 0 || taken.length === mostPatterns) return null;
    const readBy = ({ read }: Reader) => left.filter((value) => read(value) !== null).length;
    const best = fitting.reduce((one, other) => (readBy(other) > readBy(one) ? other : one));
    taken.push(best);
    left = left.filter((value) => best.read(value) === null);
  }
  const read = values.map((value) => taken.map((each) => each.read(value)).find((date) => date !== null)!);
  const found = { hasTime: read.some(hasTime), hasOffset: read.some(hasOffset) };
  const date = taken.map(({ notation }) => notation);
  for (const each of taken.filter((reader) => reader !== iso)) {
    const mine = values.filter((value) => each.read(value) !== null);
    const other = known().find(
      (reader) =>
        reader !== each &&
        mine.every((value) => reader.read(value) !== null) &&
        dateProblems([each.notation, reader.notation]).length > 0,
    );
    if (other !== undefined)
      return { ...found, date: [...date, other.notation], open: readingsOf([each, other], mine) };
  }
  return dateProblems(date).length > 0 ? null : { ...found, date };
}

/** Numbers that can be dates: read so only where the name of their column says that they are. */
export function dateOfNumbers(values: readonly string[]): DateFinding | null {
  const between = (low: number, high: number) =>
    values.every((value) => /^\d+(?:\.\d+)?$/.test(value) && Number(value) >= low && Number(value) < high);
  const whole = values.every((value) => /^\d+$/.test(value));
  if (whole && between(5e8, 4.2e9)) return { date: { epoch: 'seconds' }, hasTime: true, hasOffset: true };
  if (whole && between(5e11, 4.2e12)) return { date: { epoch: 'milliseconds' }, hasTime: true, hasOffset: true };
  if (between(20_000, 73_000)) return { date: { excel: 1900 }, hasTime: !whole, hasOffset: false };
  return null;
}

export function durationFinding(values: readonly string[]): DurationFinding | null {
  const fitting = knownDurations
    .map((pattern) => ({ pattern, read: durationReader(pattern) as Reader['read'] }))
    .filter(({ read }) => values.every((value) => read(value) !== null));
  const [first] = fitting;
  if (first === undefined) return null;
  const other = fitting.find(({ pattern }) => durationProblems([first.pattern, pattern]).length > 0);
  if (other === undefined) return { duration: first.pattern };
  const reading = ({ pattern, read }: typeof first): Reading => ({
    text: values[0]!,
    read: `${read(values[0]!)} seconds`,
    as: pattern,
  });
  return { duration: [first.pattern, other.pattern], open: [reading(first), reading(other)] };
}
