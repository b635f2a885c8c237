// What is not answered where groups of a few customers are kept back (docs/small-groups.md): questions that would make a group of
// one, find one by trial, or show numbers of which each is the difference of two others.
import { UserError } from '../../errors';
import type { Window } from '../../model/buckets';
import type { DimensionDefinition } from '../../model/dimensions';
import type { FilterArguments } from '../../model/filters';

/** Throws SMALL_GROUPS. */
function refuse(customers: number, problem: string, hint: string): never {
  throw new UserError('SMALL_GROUPS', { customers, problem, hint });
}

export function refuseSlicesOfOne(by: readonly DimensionDefinition[], fewest: number): void {
  if (by.some(({ id }) => id === 'CUSTOMER'))
    refuse(fewest, 'by CUSTOMER every slice is one of them', 'Slice by what many customers share.');
}

/** Of what the question says itself; what saved segments rest on, whoever asks cannot change. */
export function refuseProbing(where: FilterArguments | null | undefined, fewest: number): void {
  if (where == null) return;
  for (const part of [...(where.all ?? []), ...(where.any ?? []), where.not]) refuseProbing(part, fewest);
  if (where.dimension === 'CUSTOMER')
    refuse(fewest, 'a filter by CUSTOMER picks single ones', 'Filter by what many customers share.');
  if (where.metric != null)
    refuse(fewest, 'a condition on a metric would find single ones', 'Filter by dimensions, or by a saved segment.');
}

export function refuseWindow(window: Window | null, fewest: number): void {
  if (window !== null)
    refuse(
      fewest,
      'of windows that overlap, each tells what the one before it lacks',
      'Leave window out; ask for a longer period or a coarser grain.',
    );
}

/** Totals of all members beside the top ones and Other would be totals of two different sets of parts. */
export function refuseTotals(
  { top, totals }: { readonly top: unknown; readonly totals: string },
  fewest: number,
): void {
  if (top !== null && totals === 'ROLLUP')
    refuse(fewest, 'top together with ROLLUP would tell more than either', 'Ask with totals GRAND, or without top.');
}

/** For answers that are numbers of customers and are not told in part. */
export function refuseSmallCounts(counts: Iterable<number>, fewest: number | null): void {
  if (fewest === null) return;
  for (const count of counts)
    if (count > 0 && count < fewest)
      refuse(fewest, 'the answer has a group of fewer', 'Ask for coarser slices, a longer period or a wider filter.');
}
