// Makes the values of a draft, each with what has to be known of it: what was guessed, and what somebody has to decide before the
// mapping loads anything.
import type { Condition, Value } from '../../mapping/schema';
import { dateProblems } from '../../mapping/steps/date-step';
import { durationProblems } from '../../mapping/steps/duration-step';
import { notationProblems } from '../../mapping/steps/number-notation';
import type { MappingStep } from '../../mapping/steps/step';
import type { ColumnProfile } from '../profile/column-profile';
import { pivotOfDrafts } from '../profile/known-dates';
import type { Reading } from '../profile/number-finding';
import { timeOf } from './found-columns';
import { valueWords, type WordList, wordFor } from './value-words';

export type DraftedValue = {
  readonly value: Value;
  readonly notes: readonly string[];
  /** What the checker says of the value while it is open. */
  readonly open: readonly string[];
};

/** How many different texts of a column are listed in a map. */
export const mostListed = 40;
/** Decimals that money and quantities keep. */
const keptDecimals = 4;

export const guess = (text: string): string => `Guess: ${text}`;
export const decide = (text: string): string => `Decide: ${text}`;

export const constant = (value: string, why: string): DraftedValue => ({
  value,
  notes: [guess(why)],
  open: [],
});

export const choice = (test: Condition, met: Value, otherwise: Value): Value => ({
  if: test,
  // biome-ignore lint/suspicious/noThenProperty: the mapping format reads if, then, else.
  then: met,
  else: otherwise,
});

/** No file has a column of this name: the mapping is refused when it is used, with the place and the columns that there are. */
export const undecided = (column: string, why = 'no column fits'): DraftedValue => ({
  value: `{?${column}}`,
  notes: [
    decide(`${column}: ${why}. Put a column or a text in place of {?${column}}; until then the mapping loads nothing.`),
  ],
  open: [],
});

/** What the values of a column are like, in a few words. */
export function profileText({ rows, empty, distinct, isUnique }: ColumnProfile): string {
  const share = rows === 0 ? 0 : Math.round((empty / rows) * 1000) / 10;
  const filled = empty === 0 ? 'never empty' : empty === rows ? 'always empty' : `${share || '< 0.1'} % empty`;
  const different = `${distinct.length.toLocaleString('en')} different value${distinct.length === 1 ? '' : 's'}`;
  return isUnique ? `${filled}, unique` : `${filled}, ${different}`;
}

const template = (column: string): string => `{${column}}`;

function worked(column: string, steps: readonly MappingStep[]): Value {
  const [only] = steps;
  if (only === undefined) return template(column);
  return steps.length === 1 ? { value: template(column), ...only } : { value: template(column), steps };
}

const byName = (target: string, profile: ColumnProfile, more = ''): string =>
  guess(`${target} is "${profile.column}", by its name (${profileText(profile)})${more}.`);

export function keyValue(target: string, profile: ColumnProfile): DraftedValue {
  const { cleaning, column, wholeWithPoint } = profile;
  if (!wholeWithPoint) return { value: worked(column, cleaning), notes: [byName(target, profile)], open: [] };
  const value = worked(column, [...cleaning, { removeSuffix: '.0' }]);
  return { value, notes: [byName(target, profile, '; ".0" is taken off')], open: [] };
}

export const textValue = (target: string, profile: ColumnProfile): DraftedValue => ({
  value: worked(profile.column, profile.cleaning),
  notes: [byName(target, profile)],
  open: [],
});

/** `alike`: what is said of all readings of an open text. */
function openNote(target: string, column: string, open: readonly Reading[], leave: string): string {
  const readings = open.map(({ read, as }) => `${read} as ${as}`).join(' and ');
  return decide(
    `${target} is "${column}", in which ${JSON.stringify(open[0]!.text)} is ${readings}. The values that were looked at do not tell which is meant: leave ${leave}. With both the mapping is refused.`,
  );
}

export function numberValue(target: string, profile: ColumnProfile): DraftedValue {
  const { cleaning, column } = profile;
  const { notation, decimals, open, currencies } = profile.number!;
  if (currencies !== undefined) {
    return undecided(target, `"${column}" holds several currencies (${currencies.join(', ')}), which are no one sum`);
  }
  const steps: MappingStep[] = [...cleaning];
  if (notation !== undefined) steps.push({ number: notation });
  if (decimals > keptDecimals) steps.push({ round: keptDecimals });
  const value = worked(column, steps);
  if (open !== undefined) {
    return { value, notes: [openNote(target, column, open, 'one of the two')], open: notationProblems(notation!) };
  }
  const how = [
    ...(notation === undefined ? [] : ['every value that was looked at is written as `number` says']),
    ...(notation?.drop === undefined ? [] : [`${notation.drop.join(' ')} is dropped, and nothing is converted`]),
    ...(decimals > keptDecimals ? [`rounded to ${keptDecimals} decimals`] : []),
  ];
  return { value, notes: [byName(target, profile, how.map((each) => `; ${each}`).join(''))], open: [] };
}

/** Money of a column, beside one that says in which currency it is. */
export function moneyValue(target: string, profile: ColumnProfile, currency: ColumnProfile | undefined): DraftedValue {
  if (currency !== undefined && currency.distinct.length > 1) {
    const several = currency.distinct.slice(0, 5).join(', ');
    return undecided(target, `"${profile.column}" is in several currencies ("${currency.column}": ${several})`);
  }
  const drafted = numberValue(target, profile);
  const [only] = currency?.distinct ?? [];
  if (only === undefined) return drafted;
  return { ...drafted, notes: [...drafted.notes, guess(`${target} is in ${only}, as "${currency!.column}" says.`)] };
}

/** `isDay`: the column of the load format is a day, not a time. */
export function timeValue(target: string, profile: ColumnProfile, isDay = false): DraftedValue {
  const { cleaning, column } = profile;
  const { date, hasTime, open } = timeOf(profile)!;
  const steps: MappingStep[] = [...cleaning];
  if (date !== undefined) steps.push({ date });
  if (isDay && hasTime) steps.push({ datePart: true });
  const value = worked(column, steps);
  if (open !== undefined) {
    return {
      value,
      notes: [openNote(target, column, open, 'one of these patterns')],
      open: dateProblems(date!).map(({ problem }) => problem),
    };
  }
  const years = JSON.stringify(date ?? '').includes('pivot') ? `; years of two digits begin with ${pivotOfDrafts}` : '';
  const how = date === undefined ? 'ISO 8601 as it stands' : 'every value that was looked at is written as `date` says';
  return { value, notes: [byName(target, profile, `; ${how}${years}`)], open: [] };
}

/** The first of several times that a row has: the later ones stand in where it is empty. */
export function firstTimeValue(target: string, profiles: readonly ColumnProfile[]): DraftedValue | null {
  const [first, ...others] = profiles;
  if (first === undefined) return null;
  const drafted = timeValue(target, first);
  const other = others.find(({ empty }) => empty < first.empty);
  if (other === undefined) return drafted;
  const instead = timeValue(target, other);
  return {
    value: { firstOf: [drafted.value, instead.value] },
    notes: [
      ...drafted.notes,
      ...instead.notes,
      guess(`${target}: where "${first.column}" is empty, "${other.column}" stands in.`),
    ],
    open: [...drafted.open, ...instead.open],
  };
}

const unitOfName: readonly (readonly [RegExp, number, string])[] = [
  [/min|分钟/i, 60, 'minutes'],
  [/hour|hrs|小时/i, 3600, 'hours'],
  [/(?:^|[^a-z])ms$|milli|毫秒/i, 0.001, 'milliseconds'],
];

export function durationValue(target: string, profile: ColumnProfile): DraftedValue {
  const { cleaning, column, duration } = profile;
  if (duration === null || profile.number !== null) {
    const drafted = numberValue(target, profile);
    const [, times, unit] = unitOfName.find(([name]) => name.test(column)) ?? [null, 1, 'seconds'];
    const note = guess(`${target} counts "${column}" as ${unit}.`);
    if (times === 1 || drafted.open.length > 0) return { ...drafted, notes: [...drafted.notes, note] };
    const { number } = profile;
    const steps = [...cleaning, ...(number!.notation === undefined ? [] : [{ number: number!.notation }]), { times }];
    return { ...drafted, value: worked(column, steps), notes: [...drafted.notes, note] };
  }
  const value = worked(column, [...cleaning, { duration: duration.duration }]);
  if (duration.open === undefined) return { value, notes: [byName(target, profile)], open: [] };
  return {
    value,
    notes: [openNote(target, column, duration.open, 'one of these patterns')],
    open: durationProblems(duration.duration).map(({ problem }) => problem),
  };
}

/** A column whose texts must become words of the load format: every text that was seen is listed. */
export function wordValue(target: string, profile: ColumnProfile, list: WordList): DraftedValue {
  const { cleaning, column, distinct } = profile;
  if (distinct.length > mostListed) {
    return undecided(target, `"${column}" has more than ${mostListed} different values, too many for a list of words`);
  }
  const map = Object.fromEntries(distinct.map((text) => [text, wordFor(text, list)]));
  const unknown = distinct.filter((text) => map[text] === null);
  const allowed = Object.keys(valueWords[list]);
  const open = unknown.map((text) => JSON.stringify(text)).join(', ');
  return {
    value: worked(column, [...cleaning, { map }]),
    notes: [
      byName(target, profile, '; `map` lists what was seen, and other texts go to quarantine'),
      ...(unknown.length === 0
        ? []
        : [
            decide(
              `${target}: say in \`map\` what ${open} mean${unknown.length === 1 ? 's' : ''} (${allowed.join(', ')}); null stands for nothing.`,
            ),
          ]),
    ],
    open: [],
  };
}
