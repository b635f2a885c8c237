// A refusal because a question lists a member that nothing in the company has.
import type { UserError } from '../../src/errors';

/** `unknown`: dimension and member of everything the question lists that the company does not have. */
export function isSlip(error: UserError, unknown: readonly string[]): boolean {
  if (error.code !== 'UNKNOWN_MEMBER') return false;
  const { dimension, given } = error.parameters as { dimension: string; given: string };
  return unknown.includes(`${dimension} ${given}`);
}
