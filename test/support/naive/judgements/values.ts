// The values of a customer with a purchase before t: how likely it is alive, its risk, what it will buy, what it was and will be worth.
import type { Customer } from '../customers';
import { sum, toNumber } from '../exact';
import { distinct, grossProfit, isActive } from '../facts';
import { expectedOfTheLiving, type History, probabilityAlive } from './buy-till-you-die';
import { expectedProfit } from './gamma-gamma';
import { type DayHistory, historyOf } from './history';
import { before, between } from './instants';
import type { Moment } from './moment';
import { isUnderTerm, riskOfTerm } from './terms';

export type Values = {
  readonly history: DayHistory;
  readonly underTerm: boolean;
  readonly alive: number | null;
  /** 0..1. */
  readonly churnRisk: number | null;
  readonly expectedPurchases: number | null;
  readonly predictedValue: number | null;
  readonly historicValue: number;
  readonly contribution: number;
  readonly activity: number;
  readonly loyalty: number;
};

const WEEK = 7;
const MONTH = 30.4375;

/** `s`: the share renewed of all terms, or null. */
export function valuesOf(customer: Customer, moment: Moment, s: number | null): Values {
  const { t, yearAgo } = moment;
  const history = historyOf(customer, moment);
  const underTerm = isUnderTerm(customer, t);
  const gone = hasSaidGoodbye(customer, moment);
  const model = modelled(moment, history);
  const contribution = toNumber(sum(between(customer.transactions, yearAgo, t), grossProfit));

  const ofModel = model.alive === null ? null : 1 - model.alive;
  const ofTerm = underTerm && s !== null ? riskOfTerm(customer, moment, s) : null;
  const churnRisk = gone ? 1 : lesser(ofModel, ofTerm);
  return {
    history,
    underTerm,
    alive: gone ? 0 : model.alive,
    churnRisk,
    expectedPurchases: gone ? 0 : model.purchasesIn90Days,
    predictedValue: gone ? 0 : atLeastByTerm(model.valueOfYear, underTerm, churnRisk, contribution),
    historicValue: toNumber(sum(before(customer.transactions, t), grossProfit)),
    contribution,
    activity: activityOf(customer, moment),
    loyalty: distinct(before(customer.purchases, t), (purchase) => purchase.orderId).size,
  };
}

/** `churned_at <= t` and no purchase since. */
export function hasSaidGoodbye({ churnedAt, purchases }: Customer, { t }: Moment): boolean {
  return churnedAt !== null && churnedAt <= t && !before(purchases, t).some(({ at }) => at > churnedAt);
}

function lesser(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.min(one, other);
}

/** Under a term a customer is worth what it contributes, as likely as it stays. */
function atLeastByTerm(
  value: number | null,
  underTerm: boolean,
  churnRisk: number | null,
  contribution: number,
): number | null {
  const ofTerm = underTerm && churnRisk !== null ? (1 - churnRisk) * contribution : 0;
  if (ofTerm <= 0) return value;
  return value === null ? ofTerm : Math.max(value, ofTerm);
}

type Modelled = {
  readonly alive: number | null;
  readonly purchasesIn90Days: number | null;
  readonly valueOfYear: number | null;
};

/** Customers with the same history at the same models are worth the same: worked out once. */
const known = new WeakMap<object, Map<string, Modelled>>();

function modelled(moment: Moment, history: DayHistory): Modelled {
  const ofModels = known.get(moment.models) ?? new Map<string, Modelled>();
  known.set(moment.models, ofModels);
  const { x, txDays, TDays, z } = history;
  const name = [moment.discountRate, x, txDays, TDays, z].join();
  const found = ofModels.get(name) ?? workedOut(moment, history);
  ofModels.set(name, found);
  return found;
}

function workedOut({ models, discountRate }: Moment, { x, txDays, TDays, z }: DayHistory): Modelled {
  const { purchases, profit } = models;
  if (purchases.kind === 'NONE') return { alive: null, purchasesIn90Days: null, valueOfYear: null };
  const history: History = { x, tx: txDays / WEEK, T: TDays / WEEK };
  const alive = probabilityAlive('MBG', purchases, history);
  const expected = (days: number) => alive * expectedOfTheLiving('MBG', purchases, history, days / WEEK);
  const common = { alive, purchasesIn90Days: expected(90) };
  if (profit.kind === 'NONE') return { ...common, valueOfYear: null };
  const ofDay = expectedProfit(profit, { x, z });
  let valueOfYear = 0;
  let upTo = 0;
  for (let month = 1; month <= 12; month += 1) {
    const next = expected(month * MONTH);
    valueOfYear += ((next - upTo) * ofDay) / (1 + discountRate) ** (month / 12);
    upTo = next;
  }
  return { ...common, valueOfYear };
}

/** Distinct business days with an active fact in the 90 days before t. */
function activityOf(customer: Customer, { t, days90Ago, rules }: Moment): number {
  const facts = between([...customer.transactions, ...customer.interactions], days90Ago, t);
  return distinct(facts.filter(isActive), ({ at }) => rules.clock.dateOf(at)).size;
}
