// Exact decimals: amounts as whole ten-thousandths, as the warehouse keeps them; and the order of text by code points.

const SCALE = 10_000n;

export function parseDecimal(text: string): bigint {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(text.trim());
  if (match === null) throw new Error(`not a decimal: ${text}`);
  const [, sign, whole = '', fraction = ''] = match;
  if (/[1-9]/.test(fraction.slice(4))) throw new Error(`more than four decimals: ${text}`);
  const units = BigInt(whole === '' ? '0' : whole) * SCALE + BigInt(fraction.slice(0, 4).padEnd(4, '0'));
  return sign === '-' ? -units : units;
}

export function toNumber(units: bigint): number {
  return Number(units) / Number(SCALE);
}

export function sum<T>(items: Iterable<T>, amount: (item: T) => bigint): bigint {
  let total = 0n;
  for (const item of items) total += amount(item);
  return total;
}

/** UTF-8 sorts its bytes as Unicode sorts its code points. */
export function compareText(left: string, right: string): number {
  return left === right ? 0 : Buffer.compare(Buffer.from(left), Buffer.from(right));
}
