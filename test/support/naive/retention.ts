// Retention worked out customer by customer: the unit of the first purchase or first active fact, and every unit after it up to
// now.
import type { RetentionQuestion } from '../../../src/query/journeys/retention-question';
import { sliceKeys, slicingOf } from './cell';
import type { Company } from './company';
import type { Around } from './conditions';
import type { Customer } from './customers';
import { allowed, type Member } from './dimensions';
import { sum } from './exact';
import { byTime, type Fact, isActive } from './facts';
import { dimensionsIn } from './filters';
import { periodOf } from './period';
import type { NaiveSettings } from './question';
import { readingOf } from './reading';
import { addDays, addUnits, type Unit, unitStart } from './time';

export type NaiveCohort = {
  readonly start: string;
  readonly end: string;
  readonly complete: boolean;
  readonly keys: readonly Member[];
  readonly size: number;
  /** Revenue in ten-thousandths. */
  readonly cells: readonly {
    readonly offset: number;
    readonly customers: number;
    readonly rate: number;
    readonly revenue: bigint;
    readonly mature: boolean;
  }[];
};

/** In no particular order; null where a dimension is not that of the first purchase or active fact. */
export function naiveRetention(
  company: Company,
  settings: NaiveSettings,
  question: RetentionQuestion & { readonly segments?: Around['segments'] },
): readonly NaiveCohort[] | null {
  const { asked, world, where } = readingOf(company, settings, question);
  const { calendar, clock, now } = asked;
  const { s, e } = periodOf(asked.from, asked.to, clock, now);
  const grain = (question.grain ?? 'MONTH') as Unit;
  const by = question.by ?? [];
  const used: readonly string[] = [...by, ...(where === null ? [] : dimensionsIn(where))];
  const byActivity = question.activity === 'ACTIVE';
  const entryDimensions: readonly string[] = byActivity ? allowed.TI : allowed.T;
  if (used.some((dimension) => !entryDimensions.includes(dimension))) return null;
  // Of two facts of one instant and id, sorting keeps the interaction before the purchase.
  const shownBy = ({ interactions, transactions, purchases }: Customer): readonly Fact[] =>
    byActivity ? [...interactions, ...transactions].filter(isActive).sort(byTime) : purchases;

  const slicing = slicingOf(world, asked, by, where, 'AT_EVENT');
  const cohorts = new Map<string, { start: string; keys: readonly Member[]; customers: Customer[] }>();
  for (const customer of world.customers) {
    const [first] = shownBy(customer);
    if (first === undefined || first.at < s || first.at >= e) continue;
    const start = unitStart(clock.dateOf(first.at), grain, calendar);
    for (const slice of slicing.slicesOf(first, first.at)) {
      const cohort = cohorts.get(start + slice) ?? { start, keys: sliceKeys(slice), customers: [] };
      cohorts.set(start + slice, cohort);
      cohort.customers.push(customer);
    }
  }

  // A unit that begins at now has not begun.
  const unitOfNow = unitStart(asked.today, grain, calendar);
  return [...cohorts.values()].map(({ start, keys, customers }) => {
    const unitsTo = (offset: number) => addUnits(start, grain, offset);
    const isOver = (offset: number) => clock.startOfDay(unitsTo(offset + 1)) <= now;
    const cells: NaiveCohort['cells'][number][] = [];
    for (let offset = 0; offset <= (question.offsets ?? 12) && unitsTo(offset) <= unitOfNow; offset++) {
      const [from, to] = [clock.startOfDay(unitsTo(offset)), clock.startOfDay(unitsTo(offset + 1))];
      const within = (fact: { readonly at: number }) => from <= fact.at && fact.at < to;
      const cameBack = customers.filter((customer) => shownBy(customer).some(within)).length;
      cells.push({
        offset,
        customers: cameBack,
        rate: (cameBack / customers.length) * 100,
        revenue: sum(
          customers.flatMap((customer) => customer.transactions.filter(within)),
          (row) => row.revenue,
        ),
        mature: isOver(offset),
      });
    }
    return { start, end: addDays(unitsTo(1), -1), complete: isOver(0), keys, size: customers.length, cells };
  });
}
