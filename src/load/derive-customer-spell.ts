// customer_spell: when each customer was in the base, and whether active or dormant: the rows cover t when
// starts_after < t <= ends_at, are disjoint, and as long as they can be.
//
// A purchase keeps its customer in the base for LOST_AFTER_DAYS and active for DORMANT_AFTER_DAYS, its last day
// included; a term does both until it ends. From churned_at on the customer is out until after the next purchase.
// All of these are intervals (after, until]; what holds at an instant is the sum of what has begun and not ended.
import type { Derivation } from './derive';

/**
 * SQL: the next purchase comes within the days that a purchase keeps its customer. The calendar is only asked where the
 * elapsed time leaves it open: days of the calendar are 24 hours but for changes of the clock, which are under two days.
 */
const reachesNext = (days: number): string =>
  `next_at IS NOT NULL AND (next_at <= at + interval '${(days - 2) * 24} hours' OR next_at <= at + interval '${days} days')`;

export async function deriveCustomerSpell({ session, changeId }: Derivation): Promise<void> {
  const { lostAfterDays, dormantAfterDays } = session.settings;
  await session.run(
    `WITH purchase AS (
       SELECT customer_no, occurred_at AS at, lead(occurred_at) OVER (PARTITION BY customer_no ORDER BY occurred_at) AS next_at
       FROM fact_transaction JOIN touched_customer USING (customer_no)
       WHERE kind IN ('order', 'renewal')),
     linked AS (
       SELECT *, ${reachesNext(lostAfterDays)} AS keeps_base, ${reachesNext(dormantAfterDays)} AS keeps_active FROM purchase),
     -- purchases at which a run of purchases in the base, or active, begins or ends
     run_end AS (
       SELECT customer_no, at, NOT keeps_base AS base_ends, NOT keeps_active AS active_ends,
         NOT coalesce(lag(keeps_base) OVER ordered, false) AS base_begins,
         NOT coalesce(lag(keeps_active) OVER ordered, false) AS active_begins
       FROM linked
       WINDOW ordered AS (PARTITION BY customer_no ORDER BY at, keeps_base DESC, keeps_active DESC)),
     term AS (
       SELECT customer_no, occurred_at AS at, term_end
       FROM fact_transaction JOIN touched_customer USING (customer_no)
       WHERE kind IN ('order', 'renewal') AND term_end IS NOT NULL),
     churn AS (
       SELECT c.customer_no, c.churned_at, min(p.at) FILTER (WHERE p.at > c.churned_at) AS back_at
       FROM customer_first AS c JOIN purchase AS p USING (customer_no)
       WHERE c.churned_at IS NOT NULL GROUP BY c.customer_no, c.churned_at),
     -- what begins (+1) or ends (-1) after an instant
     event (customer_no, at, base, active, churned) AS (
       SELECT customer_no, at, base_begins::integer, active_begins::integer, 0 FROM run_end WHERE base_begins OR active_begins
       UNION ALL SELECT customer_no, at + interval '${lostAfterDays} days', -1, 0, 0 FROM run_end WHERE base_ends
       UNION ALL SELECT customer_no, at + interval '${dormantAfterDays} days', 0, -1, 0 FROM run_end WHERE active_ends
       UNION ALL SELECT customer_no, at, 1, 1, 0 FROM term
       UNION ALL SELECT customer_no, term_end - interval '1 microsecond', -1, -1, 0 FROM term
       UNION ALL SELECT customer_no, churned_at - interval '1 microsecond', 0, 0, 1 FROM churn
       UNION ALL SELECT customer_no, back_at, 0, 0, -1 FROM churn WHERE back_at IS NOT NULL),
     moment AS (
       SELECT customer_no, at, sum(base) AS base, sum(active) AS active, sum(churned) AS churned
       FROM event GROUP BY customer_no, at),
     -- what holds from each instant on
     level AS (
       SELECT customer_no, at,
         sum(base) OVER so_far AS base, sum(active) OVER so_far AS active, sum(churned) OVER so_far AS churned
       FROM moment WINDOW so_far AS (PARTITION BY customer_no ORDER BY at)),
     state AS (
       SELECT customer_no, at, CASE WHEN base > 0 AND churned = 0 THEN CASE WHEN active > 0 THEN 'active' ELSE 'dormant' END END AS state
       FROM level),
     -- instants at which the state changes: each state lasts until the next of them
     change AS (
       SELECT *, state IS DISTINCT FROM lag(state) OVER (PARTITION BY customer_no ORDER BY at) AS changes FROM state),
     spell AS (
       SELECT customer_no, state, at AS starts_after, lead(at) OVER (PARTITION BY customer_no ORDER BY at) AS ends_at
       FROM change WHERE changes)
     INSERT INTO customer_spell (customer_no, state, starts_after, ends_at, change_id)
     SELECT customer_no, state, starts_after, ends_at, ${changeId} FROM spell WHERE state IS NOT NULL`,
  );
}
