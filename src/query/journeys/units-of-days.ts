// Units are whole days of the question's calendar, one after the other: a day lies in the unit whose stretch it falls into.
import { millisecondsPerDay } from '../../model/day-length';
import { bind, type Fragment, sql } from '../../sql/fragment';
import type { Compilation } from '../compile/compilation';
import type { RetentionQuery } from './retention-question';

export type UnitsOfDays = {
  /** The index of a day's unit, where it is within them. */
  readonly unitOf: (day: Fragment) => Fragment;
  readonly within: (day: Fragment) => readonly Fragment[];
};

export function unitsOfDays(units: RetentionQuery['units'], { dialect }: Compilation): UnitsOfDays {
  const dayAfter = new Date(Date.parse(units.at(-1)!.end) + millisecondsPerDay).toISOString().slice(0, 10);
  const borders = [...units.map(({ start }) => start), dayAfter];
  return {
    unitOf: (day) => sql`${dialect.stretchOf(day, 'date', borders)} - 1`,
    within: (day) => [sql`${day} >= ${bind(borders[0]!, 'date')}`, sql`${day} < ${bind(dayAfter, 'date')}`],
  };
}
