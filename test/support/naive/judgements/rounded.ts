// What is compared with a cut-off is rounded to nine decimals first.

export function rounded(value: number): number {
  return Math.round(value * 1e9) / 1e9;
}
