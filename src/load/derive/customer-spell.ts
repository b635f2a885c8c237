// customer_spell: when each customer was in the base, and whether active or dormant: the rows cover t when
// starts_after < t <= ends_at, are disjoint, and as long as they can be.
//
// A purchase keeps its customer in the base for LOST_AFTER_DAYS and active for DORMANT_AFTER_DAYS, its last day
// included; a term does both until it ends. From churned_at on the customer is out until after the next purchase.
// Purchases that follow each other closely enough to keep the customer active are one run; between runs the customer is
// dormant, and perhaps out. Customers with terms or a churn need more: what holds at an instant is then the sum of the
// intervals (after, until] that have begun and not ended. Terms are read from customer_term.
import { daysAfter } from '../session/business-day';
import { type Derivation, isPurchaseRow, ofTouched } from './derivation';
import type { DerivedRows } from './write-differences';

export function customerSpell(derivation: Derivation): DerivedRows {
  const { settings } = derivation.session;
  const { lostAfterDays } = settings;
  const activeDays = Math.min(settings.dormantAfterDays, lostAfterDays);
  return {
    table: 'customer_spell',
    key: ['customer_no', 'starts_after'],
    group: ['customer_no'],
    others: ['state', 'ends_at'],
    select: `WITH purchase AS (
       SELECT customer_no, occurred_at AS at, lead(occurred_at) OVER (PARTITION BY customer_no ORDER BY occurred_at) AS next
       FROM ${ofTouched(derivation, 'fact_transaction', 'f')}
       WHERE ${isPurchaseRow('f')}),
     -- The last purchase of each run. The calendar is only asked where the elapsed time leaves it open: days of the
     -- calendar are 24 hours but for changes of the clock, which are under two days.
     run_end AS (
       SELECT * FROM purchase
       WHERE next IS NULL OR next > at + interval '${(activeDays - 2) * 24} hours' AND next > ${daysAfter('at', activeDays, settings)}),
     -- In the base after the run's first purchase, until the next run or the limit.
     run AS (
       SELECT r.customer_no, coalesce(lag(r.next) OVER (PARTITION BY r.customer_no ORDER BY r.at), c.first_purchase_at) AS after,
         ${daysAfter('r.at', activeDays, settings)} AS active_until,
         least(r.next, ${daysAfter('r.at', lostAfterDays, settings)}) AS until
       FROM run_end AS r JOIN customer_first AS c USING (customer_no)),
     term AS (
       -- A term covers the instant of its purchase too; who buys for the first time is in the base only after it.
       SELECT t.customer_no, term_end - interval '1 microsecond' AS until,
         CASE WHEN t.occurred_at > c.first_purchase_at THEN t.occurred_at - interval '1 microsecond' ELSE t.occurred_at END AS after
       FROM ${ofTouched(derivation, 'customer_term', 't')} JOIN customer_first AS c ON c.customer_no = t.customer_no),
     churn AS (
       SELECT c.customer_no, c.churned_at - interval '1 microsecond' AS after,
         min(f.occurred_at) FILTER (WHERE f.occurred_at > c.churned_at) AS until
       FROM customer_first AS c JOIN fact_transaction AS f USING (customer_no)
       WHERE c.churned_at IS NOT NULL AND ${isPurchaseRow('f')}
       GROUP BY c.customer_no, c.churned_at),
     special AS (SELECT customer_no FROM term UNION SELECT customer_no FROM churn),
     special_run AS (SELECT run.* FROM run JOIN special USING (customer_no)),
     plain_run AS (
       SELECT run.* FROM run LEFT JOIN special USING (customer_no) WHERE special.customer_no IS NULL),
     -- What begins (+1) or ends (-1) after an instant, for those with terms or a churn.
     event (customer_no, at, base, active, churned) AS (
       SELECT customer_no, after, 1, 1, 0 FROM special_run
       UNION ALL SELECT customer_no, active_until, 0, -1, 0 FROM special_run
       UNION ALL SELECT customer_no, until, -1, 0, 0 FROM special_run
       UNION ALL SELECT customer_no, after, 1, 1, 0 FROM term
       UNION ALL SELECT customer_no, until, -1, -1, 0 FROM term
       UNION ALL SELECT customer_no, after, 0, 0, 1 FROM churn
       UNION ALL SELECT customer_no, until, 0, 0, -1 FROM churn WHERE until IS NOT NULL),
     -- What holds from each instant on, all its events counted.
     level AS (
       SELECT customer_no, at,
         sum(base) OVER so_far AS base, sum(active) OVER so_far AS active, sum(churned) OVER so_far AS churned
       FROM event WINDOW so_far AS (PARTITION BY customer_no ORDER BY at)),
     state AS (
       SELECT customer_no, at,
         CASE WHEN base > 0 AND churned = 0 THEN CASE WHEN active > 0 THEN 'active' ELSE 'dormant' END END AS state
       FROM level),
     -- Instants at which the state changes: each state lasts until the next of them.
     change AS (
       SELECT *, state IS DISTINCT FROM lag(state) OVER (PARTITION BY customer_no ORDER BY at) AS changes FROM state),
     spell (customer_no, state, starts_after, ends_at) AS (
       SELECT customer_no, 'active', after, active_until FROM plain_run WHERE after < active_until
       UNION ALL SELECT customer_no, 'dormant', active_until, until FROM plain_run WHERE active_until < until
       UNION ALL
       SELECT customer_no, state, at, lead(at) OVER (PARTITION BY customer_no ORDER BY at) FROM change WHERE changes)
     SELECT customer_no, starts_after, state, ends_at FROM spell WHERE state IS NOT NULL`,
  };
}
