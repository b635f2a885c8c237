// Which month-ends have to be judged: those from the first whose month is other than it was, and those that never were.
import { createHash } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import type { BusinessSettings } from '../../model/business-settings';
import { currentMonthEnd } from '../../model/judgements';
import { monthEndsBetween } from '../history/judgement-instant';
import type { Rules } from '../rules/rules';

/** Goes up whenever a definition changes: what was judged by another is judged anew. */
const definitions = 1;

/** What decides judgements beside the facts, as one text. */
export const rulesVersion = (rules: Rules, settings: BusinessSettings): string =>
  createHash('sha256')
    .update(JSON.stringify([definitions, rules, settings]))
    .digest('hex')
    .slice(0, 16);

export type StoredMonthEnd = { readonly monthEnd: string; readonly rulesVersion: string; readonly digest: string };

export type DueMonths = {
  /** To be judged, the earliest first. */
  readonly due: readonly { readonly day: Temporal.PlainDate; readonly digest: string }[];
  /** Stored month-ends that are not there any more: nothing happened before them now. */
  readonly obsolete: readonly string[];
};

/** `digests`: of the months in which anything happened. */
export function dueMonths(
  digests: ReadonlyMap<string, string>,
  stored: readonly StoredMonthEnd[],
  version: string,
  now: Temporal.Instant,
  timeZone: string,
): DueMonths {
  const first = [...digests.keys()].sort()[0];
  const days = first === undefined ? [] : monthEndsBetween(Temporal.PlainDate.from(first), now, timeZone);
  const before = new Map(stored.map((row) => [row.monthEnd, row]));
  const ends = days.map((day) => ({ day, digest: digests.get(day.subtract({ months: 1 }).toString()) ?? '' }));
  const firstDue = ends.findIndex(({ day, digest }) => {
    const known = before.get(day.toString());
    return known === undefined || known.digest !== digest || known.rulesVersion !== version;
  });
  const wanted = new Set([...days.map(String), currentMonthEnd]);
  const left = stored.map(({ monthEnd }) => monthEnd).filter((monthEnd) => !wanted.has(monthEnd));
  // Where an earlier month-end was there, the first one now stands behind other facts.
  const isOther = left.some((monthEnd) => first !== undefined && monthEnd <= first);
  return { due: firstDue < 0 && !isOther ? [] : ends.slice(isOther ? 0 : firstDue), obsolete: left };
}
