// What a customer's transaction lines before the instant come to: the last purchase, and the gross profit of all of them.
import { purchaseKinds } from '../../model/families';
import { nowOf } from '../../query/compile/customer-attributes';
import { relation } from '../../query/compile/relation';
import type { AnswerContext } from '../../query/reading';
import { bind, join, sql, textConstant } from '../../sql/fragment';
import { selectRows } from './select-rows';
import { readAt, type Standing } from './standing';

export type Purchases = {
  readonly customerNo: number;
  readonly lastPurchaseAt: string | null;
  /** Exact. A line without cost has cost 0. */
  readonly grossProfit: string;
};

export const isPurchase = sql`fact.kind IN (${join(purchaseKinds.map(textConstant), ', ')})`;

/** By customer; who has no line is not there. */
export function readPurchases(
  customers: readonly number[],
  standing: Standing,
  context: AnswerContext,
): Promise<ReadonlyMap<number, Purchases>> {
  return readAt(standing, context, async (compilation, session) => {
    const rows = await selectRows<Purchases>(
      {
        steps: [],
        words: 'what the transaction lines of each customer come to',
        last: {
          columns: [
            { name: 'customerNo', value: sql`fact.customer_no` },
            { name: 'lastPurchaseAt', value: sql`max(fact.occurred_at) FILTER (WHERE ${isPurchase})` },
            { name: 'grossProfit', value: sql`sum(fact.revenue - coalesce(fact.cost, 0))` },
          ],
          from: sql`${relation('fact_transaction', compilation)} AS fact`,
          where: [
            sql`fact.customer_no = ANY(${bind(customers, 'integer[]')})`,
            sql`fact.occurred_at < ${nowOf(compilation.scope)}`,
          ],
          groupBy: 1,
        },
      },
      session,
    );
    return new Map(rows.map((row) => [row.customerNo, row]));
  });
}
