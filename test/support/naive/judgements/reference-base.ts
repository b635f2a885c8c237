// The base judged at an instant: the values against which customers are ranked.
import { inBaseAt } from '../customers';
import type { Moment } from './moment';
import { type RfmValues, rfmValuesOf } from './rfm';
import { rounded } from './rounded';
import { shareRenewed } from './terms';
import { tierScoreOf } from './tier';
import { type Values, valuesOf } from './values';

export type ReferenceBase = {
  /** The business date of the instant at which it is judged. */
  readonly businessDate: string;
  readonly values: readonly Values[];
  readonly rfm: readonly RfmValues[];
  /** Rounded. */
  readonly tierScores: readonly number[];
};

export function baseJudgedAt(moment: Moment): ReferenceBase {
  const { t, rules, businessDate } = moment;
  const s = shareRenewed(moment);
  const customers = moment.customers.filter((customer) => inBaseAt(customer, t, rules));
  const values = customers.map((customer) => valuesOf(customer, moment, s));
  return {
    businessDate,
    values,
    rfm: customers.map((customer, place) => rfmValuesOf(customer, values[place] as Values, moment, businessDate)),
    tierScores: values.map((own) => rounded(tierScoreOf(own, values))),
  };
}
