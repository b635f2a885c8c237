// Whether an engine and SQL written by hand give the same rows for a question.
import Decimal from 'decimal.js';

export type Compared = {
  readonly name: string;
  /** How many of the first columns tell rows apart. */
  readonly keys: number;
  /** The order of the rows is part of the answer. */
  readonly inOrder?: boolean;
};

/** Throws unless both have the same rows; gives their number. */
export function checkSame(
  { name, keys, inOrder }: Compared,
  engine: readonly (readonly unknown[])[],
  hand: readonly (readonly unknown[])[],
): number {
  // A large integer comes as text from one and as a number from the other.
  const keyOf = (row: readonly unknown[]): string =>
    JSON.stringify(row.slice(0, keys).map((cell) => (cell === null ? null : String(cell))));
  const ordered = (rows: readonly (readonly unknown[])[]): readonly (readonly unknown[])[] =>
    inOrder ? rows : [...rows].sort((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
  const [ours, theirs] = [ordered(engine), ordered(hand)];
  const different = ours.findIndex((row, index) => !sameRow(row, theirs[index]));
  if (ours.length > 0 && ours.length === theirs.length && different < 0) return ours.length;
  const at = Math.max(different, 0);
  throw new Error(
    `${name}: the engine has ${ours.length} rows, the SQL by hand ${theirs.length}; row ${at}: ${JSON.stringify(ours[at])} and ${JSON.stringify(theirs[at])}`,
  );
}

const isNumber = (cell: unknown): boolean =>
  typeof cell === 'number' || (typeof cell === 'string' && /^-?\d+(\.\d+)?$/.test(cell));

const sameRow = (left: readonly unknown[], right: readonly unknown[] | undefined): boolean =>
  right !== undefined && left.length === right.length && left.every((cell, index) => sameCell(cell, right[index]));

/** A quotient has more digits on one side than on the other; everything else is the same to the last digit. */
function sameCell(left: unknown, right: unknown): boolean {
  if (!isNumber(left) || !isNumber(right)) return left === right;
  if (typeof left === 'string') return new Decimal(left).equals(String(right));
  return Math.abs((left as number) - Number(right)) <= 1e-9 * Math.max(1, Math.abs(Number(right)));
}
