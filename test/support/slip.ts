// A question that is refused because it lists a member that nothing in the company has.
import { UserError } from '../../src/errors';

/** `unknown`: dimension and member of everything the question lists that the company does not have. */
export function isSlip(error: unknown, unknown: readonly string[]): boolean {
  if (!(error instanceof UserError) || error.code !== 'UNKNOWN_MEMBER') return false;
  const { dimension, given } = error.parameters as { dimension: string; given: string };
  return unknown.includes(`${dimension} ${given}`);
}
