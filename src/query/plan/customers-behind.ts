// How many customers a measure rests on, as a measure of the same rows: what it would count if it counted them. Facts of nobody
// have no customer.
import { countCustomers, hasCustomer } from '../../metrics/building-blocks';
import type { Measure, RowsMeasure } from '../../metrics/measure';
import { and } from '../../model/expression';
import { oncePer } from '../../model/once-per';

const differentCustomers = { kind: 'countDistinct', of: ['customer_no'] } as const;

const customersOfRows = ({ family, at, where, span }: RowsMeasure): RowsMeasure =>
  countCustomers({ family, ...(at && { at }), ...(where && { where }), ...(span && { span }) });

/** Null where it is of no customers: spend, targets, agents and days. */
export const customersBehind = oncePer((measure: Measure): Measure | null => {
  switch (measure.kind) {
    case 'rows':
      return measure.family === 'spend' ? null : countsCustomers(measure) ? measure : customersOfRows(measure);
    case 'standing':
      return {
        ...measure,
        where: measure.where === undefined ? hasCustomer : and(hasCustomer, measure.where),
        aggregate: differentCustomers,
      };
    case 'customers':
      return { ...measure, aggregate: { kind: 'count' } };
    case 'population':
      return { ...measure, aggregate: measure.over === undefined ? { kind: 'count' } : differentCustomers };
    case 'target':
      return measure.of.kind === 'rows' && measure.of.family !== 'spend'
        ? { ...measure, of: customersOfRows(measure.of) }
        : null;
    case 'agents':
    case 'days':
      return null;
    default:
      return measure satisfies never;
  }
});

/** It is that number itself, of rows that have a customer. */
const countsCustomers = ({ aggregate, where }: RowsMeasure): boolean =>
  aggregate.kind === 'countDistinct' &&
  aggregate.of.join() === 'customer_no' &&
  where !== undefined &&
  JSON.stringify(where.kind === 'and' ? where.of[0] : where) === JSON.stringify(hasCustomer);
