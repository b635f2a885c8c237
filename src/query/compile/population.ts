// Measures over customers in a state at an instant. Where nothing but the state depends on the instant, a customer is counted
// by the ranges of instants in which it is in the state; else at each instant by itself.
import type { PopulationPlanned } from '../plan/query-plan';
import type { Compilation } from './compilation';
import type { MeasureStatement } from './output';
import { instantsStatement } from './population-instants';
import { asksThen, rangesStatement } from './population-ranges';

export function populationStatement(planned: PopulationPlanned, compilation: Compilation): MeasureStatement {
  const { level, measures } = planned;
  const byState = measures.every(
    ({ each, over, timed }) => each === undefined && over === undefined && timed === undefined,
  );
  return byState && !asksThen(['ageBand'], level, compilation)
    ? rangesStatement(planned, compilation)
    : instantsStatement(planned, compilation);
}
