// Which column of a file stands for each meaning: decided by its name, and by whether all values that were looked at read so.
import type { ColumnProfile } from '../profile/column-profile';
import { meaningsOf, saysDate } from './column-name';
import { type MeaningName, type ReadAs, readsOf } from './column-words';

export type FoundColumns = {
  readonly of: Partial<Readonly<Record<MeaningName, ColumnProfile>>>;
  /** The others that a meaning could be. */
  readonly alsoFitting: Partial<Readonly<Record<MeaningName, readonly string[]>>>;
  /** Columns that have the name for a meaning and values that do not read so, as sentences. */
  readonly misfits: readonly string[];
};

export const timeOf = (profile: ColumnProfile) =>
  profile.date ?? (saysDate(profile.column) ? profile.dateOfNumbers : null);

export const readsAs = (profile: ColumnProfile, reads: ReadAs): boolean => {
  if (reads === 'number') return profile.number !== null;
  if (reads === 'time') return timeOf(profile) !== null;
  return reads === 'duration' ? profile.duration !== null || profile.number !== null : true;
};

const called: Readonly<Record<ReadAs, string>> = {
  text: 'text',
  key: 'key',
  number: 'number',
  time: 'date',
  duration: 'duration',
};

export function findColumns(profiles: readonly ColumnProfile[]): FoundColumns {
  const candidates = new Map<MeaningName, { readonly profile: ColumnProfile; readonly rank: number }[]>();
  const misfits: string[] = [];
  for (const profile of profiles) {
    const possible = meaningsOf(profile.column);
    const fitting = possible.filter(({ meaning }) => readsAs(profile, readsOf(meaning)));
    const [first] = possible;
    if (first !== undefined && fitting.length === 0 && profile.distinct.length > 0) {
      const what = called[readsOf(first.meaning)];
      misfits.push(
        `"${profile.column}" could be a ${what} by its name, but no notation of ${what}s reads all its values, such as ${examplesOf(profile)}.`,
      );
    }
    if (profile.distinct.length === 0) continue;
    for (const { meaning, rank } of fitting) {
      const list = candidates.get(meaning) ?? [];
      list.push({ profile, rank });
      candidates.set(meaning, list);
    }
  }
  const of: Partial<Record<MeaningName, ColumnProfile>> = {};
  const alsoFitting: Partial<Record<MeaningName, readonly string[]>> = {};
  for (const [meaning, list] of candidates) {
    const best = list.reduce((one, other) => (other.rank < one.rank ? other : one));
    of[meaning] = best.profile;
    const others = list.filter((each) => each !== best).map(({ profile }) => profile.column);
    if (others.length > 0) alsoFitting[meaning] = others;
  }
  return { of, alsoFitting, misfits };
}

const examplesOf = ({ distinct }: ColumnProfile): string =>
  [...new Set([distinct[0]!, distinct.at(-1)!])].map((text) => JSON.stringify(text.slice(0, 40))).join(' or ');
