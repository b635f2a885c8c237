// Reads dates written as a pattern says (D/M/YYYY HH:mm) and writes them in ISO 8601. A letter of a pattern has one meaning
// or the pattern is refused; a day or time that does not exist is no date.
import { isDay } from '../../format/timestamp-text';

/** Turns a text into ISO 8601, or null when it is not written so or does not exist. */
export type DateReader = (text: string) => string | null;

type Field = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'half';
/** `written` is the regular expression of what stands for the letters; `open`: as many digits as needed, up to two. */
type Letters = { readonly field: Field; readonly written: string; readonly open?: true };

const monthNames = 'january february march april may june july august september october november december'.split(' ');
const shortNames = [...monthNames.map((name) => name.slice(0, 3)), 'sept'];
const monthOf = (name: string): number =>
  monthNames.findIndex((month) => month.startsWith(name.toLowerCase().slice(0, 3))) + 1;

const letters: Readonly<Record<string, Letters>> = {
  YYYY: { field: 'year', written: '\\d{4}' },
  YY: { field: 'year', written: '\\d{2}' },
  MMMM: { field: 'month', written: monthNames.join('|') },
  MMM: { field: 'month', written: shortNames.join('|') },
  MM: { field: 'month', written: '\\d{2}' },
  M: { field: 'month', written: '\\d{1,2}', open: true },
  DD: { field: 'day', written: '\\d{2}' },
  D: { field: 'day', written: '\\d{1,2}', open: true },
  HH: { field: 'hour', written: '\\d{2}' },
  H: { field: 'hour', written: '\\d{1,2}', open: true },
  hh: { field: 'hour', written: '\\d{2}' },
  h: { field: 'hour', written: '\\d{1,2}', open: true },
  mm: { field: 'minute', written: '\\d{2}' },
  ss: { field: 'second', written: '\\d{2}' },
  A: { field: 'half', written: '[ap]\\.?m\\.?' },
};

/** Every group of letters that a pattern may hold. */
export const patternLetters = Object.keys(letters);

type Token = { readonly kind: 'letters'; readonly name: string } | { readonly kind: 'literal'; readonly text: string };

function tokensOf(pattern: string): readonly Token[] {
  return [...pattern.matchAll(/\[([^\]]*)\]|([A-Za-z])\2*|[^A-Za-z]/g)].map(([token, literal, letter]) =>
    letter === undefined ? { kind: 'literal', text: literal ?? token } : { kind: 'letters', name: token },
  );
}

/** A blank of a pattern is any blank: programs put narrow ones before AM and PM. */
const literalSource = (text: string): string =>
  text.replace(/[^A-Za-z0-9]/g, (character) => (character === ' ' ? '[ \\u00a0\\u202f]' : `\\${character}`));

/** A reader for the pattern, or a sentence that says what is wrong with it. `pivot` is the first year that YY can mean. */
export function dateReader(pattern: string, pivot?: number): DateReader | string {
  const tokens = tokensOf(pattern);
  const problem = patternProblem(pattern, tokens, pivot);
  if (problem !== null) return problem;
  const names = tokens.flatMap((token) => (token.kind === 'letters' ? [token.name] : []));
  const source = tokens.map((token) =>
    token.kind === 'literal' ? literalSource(token.text) : `(${letters[token.name]!.written})`,
  );
  const written = new RegExp(`^${source.join('')}$`, 'i');
  const withTime = names.some((name) => letters[name]!.field === 'hour');
  const ofHalfDay = names.includes('A');
  return (text) => {
    const match = written.exec(text);
    if (match === null) return null;
    const parts = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0, half: 0 };
    for (let index = 0; index < names.length; index++) {
      const name = names[index]!;
      const found = match[index + 1]!;
      const { field } = letters[name]!;
      if (field === 'half') parts.half = /^p/i.test(found) ? 12 : 0;
      else if (name === 'MMM' || name === 'MMMM') parts.month = monthOf(found);
      else parts[field] = name === 'YY' ? yearFrom(pivot!, Number(found)) : Number(found);
    }
    if (ofHalfDay && (parts.hour < 1 || parts.hour > 12)) return null;
    const hour = ofHalfDay ? (parts.hour % 12) + parts.half : parts.hour;
    const { year, month, day, minute, second } = parts;
    if (!isDay(year, month, day) || hour > 23 || minute > 59 || second > 59) return null;
    const date = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
    return withTime ? `${date}T${two(hour)}:${two(minute)}:${two(second)}` : date;
  };
}

const two = (number: number): string => (number < 10 ? `0${number}` : String(number));

/** The year of two digits among the hundred from `pivot` on. */
const yearFrom = (pivot: number, digits: number): number => pivot + ((((digits - pivot) % 100) + 100) % 100);

function patternProblem(pattern: string, tokens: readonly Token[], pivot: number | undefined): string | null {
  const names = tokens.flatMap((token) => (token.kind === 'letters' ? [token.name] : []));
  const unknown = names.filter((name) => letters[name] === undefined);
  if (unknown.length > 0) {
    const which = `the letter${unknown.join('').length === 1 ? '' : 's'} ${unknown.join(', ')}`;
    const stand = unknown.join('').length === 1 ? 'stands' : 'stand';
    return `in the date pattern "${pattern}" ${which} ${stand} for nothing (allowed: ${patternLetters.join(' ')}; letters in [brackets] stand for themselves)`;
  }
  const has = (field: Field) => names.some((name) => letters[name]!.field === field);
  const fields = names.map((name) => letters[name]!.field);
  if (new Set(fields).size !== fields.length) return `the date pattern "${pattern}" has a part twice`;
  const lacking = [
    ['year', 'YYYY or YY'],
    ['month', 'M, MM, MMM or MMMM'],
    ['day', 'D or DD'],
  ] as const;
  for (const [field, wanted] of lacking) if (!has(field)) return `the date pattern "${pattern}" lacks ${wanted}`;
  if (has('minute') && !has('hour')) return `the date pattern "${pattern}" has minutes but no hours`;
  if (has('second') && !has('minute')) return `the date pattern "${pattern}" has seconds but no minutes`;
  const ofHalfDay = names.includes('h') || names.includes('hh');
  if (ofHalfDay && !has('half')) return `the date pattern "${pattern}" has h without A (AM or PM); H counts to 23`;
  if (has('half') && !ofHalfDay) return `the date pattern "${pattern}" has A (AM or PM) without h or hh`;
  if (names.includes('YY') && pivot === undefined) {
    return `the date pattern "${pattern}" has YY, which needs a pivot: the first year it can mean, such as 1970`;
  }
  if (!names.includes('YY') && pivot !== undefined) return `a pivot goes with YY, which "${pattern}" does not have`;
  const openRun = adjoiningOpen(tokens);
  return openRun === null
    ? null
    : `in the date pattern "${pattern}" nothing stands between ${openRun}: it is not clear where one ends`;
}

/** Two groups of one or two digits in one run of digits: 1112026 as DMYYYY could be two days. */
function adjoiningOpen(tokens: readonly Token[]): string | null {
  let open: string | null = null;
  for (const token of tokens) {
    if (token.kind === 'literal' && !/^\d/.test(token.text)) open = null;
    if (token.kind === 'literal') continue;
    if (letters[token.name]!.open !== true) {
      if (!letters[token.name]!.written.startsWith('\\d')) open = null;
      continue;
    }
    if (open !== null) return `${open} and ${token.name}`;
    open = token.name;
  }
  return null;
}
