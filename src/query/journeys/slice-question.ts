// What funnel and retention share with a metric question: its period, slice and filter, read in the same way, and refused
// where the fact that places a customer has no such dimension.
import { UserError } from '../../errors';
import { collectFaults } from '../../model/faults';
import { dimensionsOfFilter } from '../../model/filters';
import { type MetricQuery, parseQuestion, type QuerySettings } from '../question/metric-query';
import type { FilterInput, PeriodInput } from '../question/metric-question';
import type { Asking } from './statement-answer';

export type SliceQuestion = {
  readonly period: PeriodInput;
  readonly by?: readonly string[] | null;
  readonly where?: FilterInput | null;
};

/** Throws a UserError for a period, dimension or filter that cannot be meant. */
export function parseSlice(
  { period, by, where }: SliceQuestion,
  grain: string | null,
  settings: QuerySettings,
  { now, segments }: Pick<Asking, 'now' | 'segments'>,
): MetricQuery {
  // No metric is asked for; one that exists stands in, and whether it goes with the slice is not looked at.
  return parseQuestion({ metrics: ['CUSTOMERS_ON_FILE'], period, grain, by, where }, settings, now, segments);
}

/** `what`: how the refusal names the question. */
export function refuseOthers({ by, filter }: MetricQuery, what: string, allowed: readonly string[]): void {
  const faults = collectFaults();
  const refuse = (dimension: string): void => {
    if (!allowed.includes(dimension)) throw new UserError('NOT_SLICEABLE', { what, dimension, allowed });
  };
  faults.each('by', by, ({ id }) => refuse(id));
  for (const dimension of dimensionsOfFilter(filter)) faults.check('where', () => refuse(dimension));
  faults.refuse();
}
