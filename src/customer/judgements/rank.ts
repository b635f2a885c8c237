// Where a value stands among those of the reference base (JUDGEMENTS.md, Rank): whole numbers, so that what is compared with a
// cut-off is compared exactly.

/** The values of the reference base, in order. */
export type RankedValues = Float64Array;

export const rankedValues = (values: Iterable<number>): RankedValues => Float64Array.from(values).sort();

/** How many are smaller. */
function smallerThan(values: RankedValues, value: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many are at least as great. */
export const atLeast = (values: RankedValues, value: number): number => values.length - smallerThan(values, value);

/** Those smaller and half of those equal, doubled to be whole, of twice as many as there are. */
function halves(values: RankedValues, value: number): number {
  const smaller = smallerThan(values, value);
  let [low, high] = [smaller, values.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return smaller + low;
}

/** 0..1; null among nobody. */
export const rank = (values: RankedValues, value: number): number | null =>
  values.length === 0 ? null : halves(values, value) / (2 * values.length);

/** `min(5, 1 + floor(5 rank))`; null among nobody. */
export const rankOfFive = (values: RankedValues, value: number): number | null =>
  values.length === 0 ? null : Math.min(5, 1 + Math.floor((5 * halves(values, value)) / (2 * values.length)));

/** Scores, risks and shares as they are compared with a cut-off. */
export const toNineDecimals = (value: number): number => Math.round(value * 1e9) / 1e9;
