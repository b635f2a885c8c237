// Funnels and cohorts place a customer by one fact: dimensions that this fact lacks are refused.
import { UserError } from '../../errors';
import { collectFaults } from '../../model/faults';
import { dimensionsUsed, type Scope } from '../question/scope';

/** `what`: how the refusal names the question. Throws NOT_SLICEABLE at the place of each. */
export function refuseOthers(scope: Scope, what: string, allowed: readonly string[]): void {
  const faults = collectFaults();
  for (const { id, argument } of dimensionsUsed(scope))
    faults.check(argument, () => {
      if (!allowed.includes(id)) throw new UserError('NOT_SLICEABLE', { what, dimension: id, allowed });
    });
  faults.refuse();
}
