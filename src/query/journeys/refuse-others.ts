// Funnels and cohorts place a customer by one fact: dimensions that this fact lacks are refused.
import { UserError } from '../../errors';
import { dimensionsUsed, type Scope } from '../question/scope';

/** `what`: how the refusal names the question. Throws NOT_SLICEABLE. */
export function refuseOthers(scope: Scope, what: string, allowed: readonly string[]): void {
  const dimension = dimensionsUsed(scope).find((id) => !allowed.includes(id));
  if (dimension !== undefined) throw new UserError('NOT_SLICEABLE', { what, dimension, allowed });
}
