// Reads dates written as a pattern says (D/M/YYYY HH:mm) and writes them in ISO 8601. A letter of a pattern has one meaning
// or the pattern is refused; a day, time or weekday that does not exist is no date.
import { isDay } from '../../format/timestamp-text';
import { dateLetters, type Field, monthOf, patternLetters, weekdayOf, weekdayOfDay } from './date-letters';
import { adjoiningOpen, namesOf, patternSource, type Token, tokensOf, unknownLetters } from './pattern-tokens';

/** Turns a text into ISO 8601, or null when it is not written so or does not exist. */
export type DateReader = (text: string) => string | null;

type Parts = {
  year: number;
  month: number;
  day: number;
  weekday: number;
  hour: number;
  minute: number;
  second: number;
  half: number;
  fraction: string;
  offset: string;
};
type Take = (parts: Parts, found: string) => void;

/** A reader for the pattern, or a sentence that says what is wrong with it. `pivot` is the first year that YY can mean. */
export function dateReader(pattern: string, pivot?: number): DateReader | string {
  const tokens = tokensOf(pattern);
  const problem = patternProblem(pattern, tokens, pivot);
  if (problem !== null) return problem;
  const names = namesOf(tokens);
  const written = patternSource(tokens, (name) => dateLetters[name]!.written);
  const takes = names.map((name) => takeOf(name, pivot));
  const withTime = names.some((name) => dateLetters[name]!.field === 'hour');
  const ofHalfDay = names.includes('A');
  return (text) => {
    const match = written.exec(text);
    if (match === null) return null;
    const parts: Parts = {
      year: 0,
      month: 0,
      day: 0,
      weekday: -1,
      hour: 0,
      minute: 0,
      second: 0,
      half: 0,
      fraction: '',
      offset: '',
    };
    for (let index = 0; index < takes.length; index++) takes[index]!(parts, match[index + 1]!);
    if (ofHalfDay && (parts.hour < 1 || parts.hour > 12)) return null;
    const hour = ofHalfDay ? (parts.hour % 12) + parts.half : parts.hour;
    const { year, month, day, weekday, minute, second, fraction, offset } = parts;
    if (!isDay(year, month, day) || hour > 23 || minute > 59 || second > 59 || !isOffset(offset)) return null;
    if (weekday >= 0 && weekday !== weekdayOfDay(year, month, day)) return null;
    const date = `${year > 999 ? year : String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
    return withTime ? `${date}T${two(hour)}:${two(minute)}:${two(second)}${fraction}${offset}` : date;
  };
}

const two = (number: number): string => (number < 10 ? `0${number}` : String(number));

/** What a group of letters does with what stands for it. */
function takeOf(name: string, pivot: number | undefined): Take {
  const { field } = dateLetters[name]!;
  switch (field) {
    case 'half':
      return (parts, found) => {
        parts.half = /^[p下]/i.test(found) ? 12 : 0;
      };
    case 'fraction':
      return (parts, found) => {
        parts.fraction = `.${found}`;
      };
    case 'offset':
      return (parts, found) => {
        parts.offset = offsetText(found);
      };
    case 'weekday':
      return (parts, found) => {
        parts.weekday = weekdayOf(found);
      };
    case 'year':
      return (parts, found) => {
        parts.year = name === 'YY' ? yearFrom(pivot!, Number(found)) : Number(found);
      };
    default:
      return name === 'MMM' || name === 'MMMM'
        ? (parts, found) => {
            parts.month = monthOf(found);
          }
        : (parts, found) => {
            parts[field] = Number(found);
          };
  }
}

/** As +02:00, or Z. */
const offsetText = (found: string): string =>
  found.length === 1 ? 'Z' : `${found.slice(0, 3)}:${found.length === 3 ? '00' : found.slice(-2)}`;

const isOffset = (offset: string): boolean =>
  offset.length <= 1 || (offset.slice(1, 3) <= '14' && offset.slice(4) <= '59');

/** The year of two digits among the hundred from `pivot` on. */
const yearFrom = (pivot: number, digits: number): number => pivot + ((((digits - pivot) % 100) + 100) % 100);

function patternProblem(pattern: string, tokens: readonly Token[], pivot: number | undefined): string | null {
  const unknown = unknownLetters('date', pattern, tokens, patternLetters);
  if (unknown !== null) return unknown;
  const names = namesOf(tokens);
  const fields = names.map((name) => dateLetters[name]!.field);
  const has = (field: Field) => fields.includes(field);
  if (new Set(fields).size !== fields.length) return `the date pattern "${pattern}" has a part twice`;
  const lacking = [
    ['year', 'YYYY or YY'],
    ['month', 'M, MM, MMM or MMMM'],
    ['day', 'D or DD'],
  ] as const;
  for (const [field, wanted] of lacking) if (!has(field)) return `the date pattern "${pattern}" lacks ${wanted}`;
  const needed = [
    ['minute', 'hour', 'minutes but no hours'],
    ['second', 'minute', 'seconds but no minutes'],
    ['fraction', 'second', 'parts of a second but no seconds'],
    ['offset', 'hour', 'an offset (Z) but no hours'],
  ] as const;
  for (const [field, other, fault] of needed) {
    if (has(field) && !has(other)) return `the date pattern "${pattern}" has ${fault}`;
  }
  const ofHalfDay = names.includes('h') || names.includes('hh');
  if (ofHalfDay && !has('half')) return `the date pattern "${pattern}" has h without A (AM or PM); H counts to 23`;
  if (has('half') && !ofHalfDay) return `the date pattern "${pattern}" has A (AM or PM) without h or hh`;
  if (names.includes('YY') && pivot === undefined) {
    return `the date pattern "${pattern}" has YY, which needs a pivot: the first year it can mean, such as 1970`;
  }
  if (!names.includes('YY') && pivot !== undefined) return `a pivot goes with YY, which "${pattern}" does not have`;
  return adjoiningOpen('date', pattern, tokens, (name) => dateLetters[name]!.extent);
}
