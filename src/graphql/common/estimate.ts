// What answering comes to, worked out before anything runs.

/** `cells`: values of the answer. `cost`: docs/limits.md says of what. */
export type Estimate = { readonly cells: number; readonly bytes: number; readonly cost: number };

export const noEstimate: Estimate = { cells: 0, bytes: 0, cost: 0 };

export const together = (left: Estimate, right: Estimate): Estimate => ({
  cells: left.cells + right.cells,
  bytes: left.bytes + right.bytes,
  cost: left.cost + right.cost,
});
