// Health and prediction: what the judgements at e say of the customers in B(e), on average and in number.
import type { Cell } from '../cell';
import type { Judgement } from '../judgements/judge';
import { rounded } from '../judgements/rounded';
import { judgementAt } from '../judgements/speaking';
import type { NaiveValue } from '../question';
import { count, mean } from '../values';

/** The judgements at e about customers in B(e); one who came after the judgement has none. */
function judgementsOf(cell: Cell): readonly Judgement[] {
  const { e } = cell.period;
  const base = cell.world.baseAt(e);
  const customers = cell.customersAt(e).filter((customer) => base.has(customer));
  return customers.flatMap((customer) => judgementAt(cell.world, customer, e) ?? []);
}

/** Values count with nine decimals. */
const meanOf = (cell: Cell, value: (judgement: Judgement) => number | null | undefined): NaiveValue =>
  mean(
    judgementsOf(cell)
      .flatMap((judgement) => value(judgement) ?? [])
      .map(rounded),
  );

export function clvPredicted(cell: Cell): NaiveValue {
  return meanOf(cell, ({ predictedValue }) => predictedValue);
}

/** In percent, numerator and value. */
export function churnRisk(cell: Cell): NaiveValue {
  const { value, numerator, ...risk } = meanOf(cell, (judgement) => judgement.churnRisk);
  return { ...risk, value: value && value * 100, numerator: numerator && numerator * 100 };
}

export function expectedPurchases(cell: Cell): NaiveValue {
  return meanOf(cell, (judgement) => judgement.expectedPurchases);
}

export function healthScore(cell: Cell): NaiveValue {
  return meanOf(cell, ({ health }) => health?.score);
}

export function customersAtRisk(cell: Cell): NaiveValue {
  return count(judgementsOf(cell).filter(({ riskBand }) => riskBand === 'HIGH').length);
}
