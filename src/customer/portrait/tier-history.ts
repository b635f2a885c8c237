// Tier history (JUDGEMENTS.md): runs of equal tier over the month-ends and now, newest first.
//
//   1 March GOLD, 1 April GOLD, 1 May none, 1 June SILVER, now SILVER
//     SILVER from 1 June on; GOLD from 1 March to 1 May
import { Temporal } from 'temporal-polyfill';
import { dateOf } from '../../model/calendar';
import { currentMonthEnd, type Tier } from '../../model/judgements';
import { relation } from '../../query/compile/relation';
import type { AnswerContext } from '../../query/reading';
import { bind, type Fragment, sql } from '../../sql/fragment';
import { selectRows } from './select-rows';
import { readAt, type Standing } from './standing';

/** `from`: the day at which the run begins. `to`: the day at which the customer was found to be something else; null of a run that reaches the instant asked about. */
export type TierRun = { readonly tier: Tier; readonly from: string; readonly to: string | null };

/** What a customer's tier was found to be on a day. */
export type TierFound = { readonly day: string; readonly tier: Tier | null };

/** `found`: one entry for each judging, in the order of time. */
export function tierRuns(found: readonly TierFound[]): readonly TierRun[] {
  const runs: TierRun[] = [];
  for (const [index, { day, tier }] of found.entries()) {
    if (index > 0 && tier === found[index - 1]!.tier) continue;
    const before = runs.at(-1);
    if (before?.to === null) runs.splice(-1, 1, { ...before, to: day });
    if (tier !== null) runs.push({ tier, from: day, to: null });
  }
  return runs.reverse();
}

type Row = {
  readonly customerNo: number;
  readonly monthEnd: string;
  readonly judgedAt: string;
  readonly tier: Tier | null;
};

/** By customer; who never had a tier is not there. */
export function readTierHistories(
  customers: readonly number[],
  standing: Standing,
  context: AnswerContext,
): Promise<ReadonlyMap<number, readonly TierRun[]>> {
  return readAt(standing, context, async (compilation, session) => {
    const table = (of: string): Fragment => relation(of, compilation);
    const { timeZone } = compilation.scope.settings;
    const isSeen =
      standing.monthEnd === currentMonthEnd ? sql`TRUE` : sql`judging.month_end <= ${bind(standing.monthEnd, 'date')}`;
    const rows = await selectRows<Row>(
      {
        steps: [],
        words: 'the tier of each customer at every judging',
        last: {
          columns: [
            { name: 'customerNo', value: sql`asked.customer_no` },
            { name: 'monthEnd', value: sql`judging.month_end` },
            { name: 'judgedAt', value: sql`judging.judged_at` },
            { name: 'tier', value: sql`snapshot.tier` },
          ],
          from: sql`${table('month_end')} AS judging`,
          joins: [
            sql`CROSS JOIN unnest(${bind(customers, 'integer[]')}) AS asked(customer_no)`,
            sql`LEFT JOIN ${table('customer_snapshot')} AS snapshot ON snapshot.customer_no = asked.customer_no AND snapshot.month_end = judging.month_end`,
          ],
          where: [isSeen],
          orderBy: [sql`judging.month_end`],
        },
      },
      session,
    );
    const found = new Map<number, TierFound[]>();
    for (const { customerNo, monthEnd, judgedAt, tier } of rows) {
      const isCurrent = monthEnd === currentMonthEnd;
      const day = isCurrent ? dateOf(Temporal.Instant.from(judgedAt), timeZone).toString() : monthEnd;
      const ofCustomer = found.get(customerNo) ?? [];
      found.set(customerNo, ofCustomer);
      ofCustomer.push({ day, tier });
    }
    return new Map([...found].map(([customer, tiers]) => [customer, tierRuns(tiers)]));
  });
}
