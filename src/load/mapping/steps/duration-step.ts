// The step that reads durations written as a pattern says (HH:mm:ss) and gives their seconds. The largest unit of a pattern counts
// as far as it goes; the others stay below the next larger one.
import { rowProblem } from '../../format/row-problem';
import { ambiguity, type TriedNotation } from './ambiguity';
import { decimalText, exactDecimal } from './exact-decimal';
import {
  adjoiningOpen,
  type Extent,
  namesOf,
  patternSource,
  type Token,
  tokensOf,
  unknownLetters,
} from './pattern-tokens';
import type { StepMaker, StepProblem } from './step-maker';

/** One pattern, or several that are tried in their order. */
export type DurationStep = string | readonly string[];

/** The largest first, with its seconds and how many of it make one of the next larger. */
const units = [
  { unit: 'D', letters: ['D'], name: 'days', seconds: 86_400, fewerThan: Number.POSITIVE_INFINITY },
  { unit: 'H', letters: ['HH', 'H'], name: 'hours', seconds: 3600, fewerThan: 24 },
  { unit: 'm', letters: ['mm', 'm'], name: 'minutes', seconds: 60, fewerThan: 60 },
  { unit: 's', letters: ['ss', 's'], name: 'seconds', seconds: 1, fewerThan: 60 },
] as const;
const fractions: Readonly<Record<string, string>> = { S: '\\d{1,9}', SS: '\\d{2}', SSS: '\\d{3}', SSSSSS: '\\d{6}' };

/** Every group of letters that a pattern of durations may hold. */
export const durationLetters: readonly string[] = [
  ...units.flatMap(({ letters }) => letters),
  ...Object.keys(fractions),
];

const unitOf = (name: string) => units.findIndex(({ unit }) => unit === name[0]);
const isFraction = (name: string): boolean => name[0] === 'S';
/** The first of `units` that the pattern has. */
const largestOf = (names: readonly string[]): number =>
  Math.min(...names.filter((name) => !isFraction(name)).map(unitOf));

function writtenAs(name: string, largest: number): string {
  if (isFraction(name)) return fractions[name]!;
  if (unitOf(name) === largest) return `\\d{${name.length},9}`;
  return name.length === 2 ? '\\d{2}' : '\\d{1,2}';
}

type DurationReader = (text: string) => string | null;

/** A reader for the pattern, or a sentence that says what is wrong with it. */
export function durationReader(pattern: string): DurationReader | string {
  const tokens = tokensOf(pattern);
  const problem = patternProblem(pattern, tokens);
  if (problem !== null) return problem;
  const names = namesOf(tokens);
  const largest = largestOf(names);
  const written = patternSource(tokens, (name) => writtenAs(name, largest));
  const fraction = names.findIndex(isFraction);
  const counted = names.flatMap((name, index) => (isFraction(name) ? [] : [{ group: index + 1, unit: unitOf(name) }]));
  return (text) => {
    const match = written.exec(text);
    if (match === null) return null;
    let seconds = 0;
    for (const { group, unit } of counted) {
      const count = Number(match[group]);
      if (unit !== largest && count >= units[unit]!.fewerThan) return null;
      seconds += count * units[unit]!.seconds;
    }
    return fraction < 0 ? String(seconds) : `${seconds}.${match[fraction + 1]}`;
  };
}

function patternProblem(pattern: string, tokens: readonly Token[]): string | null {
  const unknown = unknownLetters('duration', pattern, tokens, durationLetters);
  if (unknown !== null) return unknown;
  const names = namesOf(tokens);
  const found = names.filter((name) => !isFraction(name)).map(unitOf);
  const fractionsFound = names.length - found.length;
  if (found.length === 0) return `the duration pattern "${pattern}" names no unit (${durationLetters.join(' ')})`;
  if (new Set(found).size !== found.length || fractionsFound > 1)
    return `the duration pattern "${pattern}" has a unit twice`;
  const largest = Math.min(...found);
  const smallest = Math.max(...found);
  const missing = units.find((_, index) => index > largest && index < smallest && !found.includes(index));
  if (missing !== undefined) {
    const [more, fewer] = [units[largest]!.name, units[smallest]!.name];
    return `the duration pattern "${pattern}" has ${more} and ${fewer} but no ${missing.name}`;
  }
  if (fractionsFound > 0 && units[smallest]!.unit !== 's') {
    return `the duration pattern "${pattern}" has parts of a second but no seconds`;
  }
  const extentOf = (name: string): Extent =>
    name === 'S' || (name.length === 1 && !isFraction(name)) || unitOf(name) === largest ? 'open' : 'digits';
  return adjoiningOpen('duration', pattern, tokens, extentOf);
}

const counts = [12, 3, 0, 1, 23, 59, 100];

/** Durations as the pattern writes them. */
function* samples(tokens: readonly Token[], start = ''): Iterable<string> {
  const [token, ...rest] = tokens;
  if (token === undefined) yield start;
  else if (token.kind === 'literal') yield* samples(rest, start + token.text);
  else if (isFraction(token.name)) yield* samples(rest, `${start}${'120000'.slice(0, token.name.length)}`);
  else {
    for (const count of counts) {
      yield* samples(rest, start + String(count).padStart(token.name.length, '0'));
      if (token.name.length === 1 && count < 10) yield* samples(rest, `${start}0${count}`);
    }
  }
}

const triedNotation = (pattern: string): TriedNotation => ({
  name: pattern,
  read: durationReader(pattern) as DurationReader,
  samples: () => samples(tokensOf(pattern)),
});

const plain = (seconds: string): string => decimalText(exactDecimal(seconds)!);

const patternsOf = (duration: DurationStep): readonly string[] =>
  typeof duration === 'string' ? [duration] : duration;

/** What the pattern writes for five of each. */
const exampleOf = (pattern: string): string =>
  tokensOf(pattern)
    .map((token) => (token.kind === 'literal' ? token.text : '5'.padStart(token.name.length, '0')))
    .join('');

/** A maker for a step without problems. */
export function durationMaker(duration: DurationStep): StepMaker {
  const patterns = patternsOf(duration);
  const readers = patterns.map((pattern) => durationReader(pattern) as DurationReader);
  const forms = patterns.map((pattern) => `${pattern} (such as ${exampleOf(pattern)})`).join(' or ');
  return (text) => {
    for (const read of readers) {
      const seconds = read(text);
      if (seconds !== null) return seconds;
    }
    return rowProblem('INVALID_DURATION', `"${text}" is not a duration written as ${forms}.`);
  };
}

export function durationProblems(duration: DurationStep): readonly StepProblem[] {
  const patterns = patternsOf(duration);
  const problems = patterns.flatMap((pattern, index) => {
    const read = durationReader(pattern);
    const pointer = typeof duration === 'string' ? '.duration' : `.duration[${index}]`;
    return typeof read === 'string' ? [{ pointer, problem: read }] : [];
  });
  if (problems.length > 0) return problems;
  const problem = ambiguity(patterns.map(triedNotation), (one, other) => plain(one) === plain(other));
  return problem === null ? [] : [{ pointer: '.duration', problem }];
}
