// Measures that several metrics share, named once.
import { microsecondsPerDay } from '../model/day-length';
import {
  and,
  choose,
  coalesce,
  column,
  compare,
  type Expression,
  elapsed,
  isKnown,
  isNull,
  minus,
  nineDecimals,
  oneOf,
  or,
  parameter,
} from '../model/expression';
import { customerInitiatedKinds, purchaseKinds } from '../model/families';
import type {
  CustomersMeasure,
  Each,
  JudgedColumn,
  Measure,
  PopulationMeasure,
  Rows,
  RowsMeasure,
  StandingMeasure,
} from './measure';
import { type Formula, total } from './metric';

export const isPurchase = oneOf('kind', ...purchaseKinds);
export const hasCustomer = compare('customer_no', '<>', 0);
export const customerInitiated = oneOf('kind', ...customerInitiatedKinds);
/** A transaction row without cost has cost 0. */
export const profit = minus('revenue', coalesce('cost', 0));
/** Units of a transaction row: without a quantity 1, or -1 of a refund, which takes back what a purchase gave. */
export const units = coalesce('quantity', choose(oneOf('kind', 'refund'), -1, 1));

export const countRows = (rows: Rows): RowsMeasure => ({ kind: 'rows', ...rows, aggregate: { kind: 'count' } });
export const sumRows = (rows: Rows, of: Expression): RowsMeasure => ({
  kind: 'rows',
  ...rows,
  aggregate: { kind: 'sum', of },
});
export const countDistinct = (rows: Rows, ...of: readonly string[]): RowsMeasure => ({
  kind: 'rows',
  ...rows,
  aggregate: { kind: 'countDistinct', of },
});
/** Distinct customers among the rows; rows of nobody do not count. */
export const countCustomers = (rows: Rows): RowsMeasure =>
  countDistinct(
    { ...rows, where: rows.where === undefined ? hasCustomer : and(hasCustomer, rows.where) },
    'customer_no',
  );

/** Sum and count of a column over the rows that have it: the parts of a mean. */
export const meanParts = (rows: Rows, of: Expression, known: string): { sum: Measure; count: Measure } => {
  const where = rows.where === undefined ? isKnown(known) : and(rows.where, isKnown(known));
  return { sum: sumRows({ ...rows, where }, of), count: countRows({ ...rows, where }) };
};

export const purchases: Rows = { family: 'transaction', where: isPurchase };
export const revenue = sumRows({ family: 'transaction' }, column('revenue'));
export const grossProfit = sumRows({ family: 'transaction' }, profit);
export const orders = countDistinct(purchases, 'order_id');
export const buyers = countCustomers(purchases);
export const firstOrders: Rows = { family: 'order', where: compare('order_number', '=', 1) };
export const newCustomers = countRows(firstOrders);
export const activeCustomers = countCustomers({ family: 'activity' });
export const spendOn = (...purposes: readonly string[]): RowsMeasure =>
  sumRows({ family: 'spend', where: oneOf('purpose', ...purposes) }, column('amount'));
/** Money spent, with the number of entries behind it. */
export const totalSpendOn = (...purposes: readonly string[]): Formula =>
  total(spendOn(...purposes), countRows({ family: 'spend', where: oneOf('purpose', ...purposes) }));

const firstLead = or(isNull('first_purchase_at'), compare('first_purchase_at', '>=', column('occurred_at')));
export const leads: Rows = { family: 'lead', where: firstLead };
export const exists = (instant: string): Expression => compare(instant, '<=', parameter('now'));

export const existingBuyer = and(isPurchase, compare('first_purchase_at', '<', parameter('periodStart')));

type Standing = Pick<StandingMeasure, 'family' | 'where'>;
export const countStanding = (rows: Standing): StandingMeasure => ({
  kind: 'standing',
  ...rows,
  aggregate: { kind: 'count' },
});
export const sumStanding = (rows: Standing, of: Expression): StandingMeasure => ({
  kind: 'standing',
  ...rows,
  aggregate: { kind: 'sum', of },
});

/** Interactions of one kind, or of several. */
export const interactionsOf = (...kinds: readonly string[]): Rows => ({
  family: 'interaction',
  where: oneOf('kind', ...kinds),
});

export const answersTo = (question: string): Rows => ({
  family: 'interaction',
  where: compare('question', '=', { kind: 'literal', value: question }),
});

export const inState = (
  state: PopulationMeasure['state'],
  at: PopulationMeasure['at'],
  rest: Partial<Pick<PopulationMeasure, 'where' | 'each' | 'over' | 'judged' | 'timed' | 'aggregate'>> = {},
): PopulationMeasure => ({ kind: 'population', state, at, aggregate: { kind: 'count' }, ...rest });

/**
 * The mean of a judgement over the customers of the base at the end of the period who have it. Values count with nine decimals,
 * so that their sums are exact. `scale`: of the values, as the metric shows them.
 */
export const meanJudged = (judged: Exclude<JudgedColumn, 'risk_band'>, scale = 1): Formula => {
  const known = { judged: [judged], where: isKnown(judged) };
  return {
    kind: 'mean',
    sum: inState('base', 'end', { ...known, aggregate: { kind: 'sum', of: nineDecimals(column(judged)) } }),
    count: inState('base', 'end', known),
    scale,
  };
};

export const customersWho = (family: CustomersMeasure['family'], each: Each, where: Expression): CustomersMeasure => ({
  kind: 'customers',
  family,
  each,
  where,
  aggregate: { kind: 'count' },
});

export const responseTime = interactionsOf('inquiry', 'ticket', 'complaint');

/** Microseconds are what engines measure durations in. */
export const microsecond = 1e-6;
export const microsecondInDays = 1 / microsecondsPerDay;
export const elapsedSince = (from: string, to: string): Expression => elapsed(from, to);
