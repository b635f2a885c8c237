// Rows that stand for several customers at once. A sum over them depends in its last digits on their order, and where several
// parameters are equally likely the last digits decide: so what is fitted is always in one order, each row once.

export type Counted = {
  /** How many customers the row stands for. */
  readonly customers: number;
};

/** The rows in order, equal ones as one. The same customers give the same rows, however they came. */
export function inOneOrder<Row extends Counted>(
  rows: readonly Row[],
  compare: (one: Row, other: Row) => number,
): readonly Row[] {
  const merged: Row[] = [];
  for (const row of [...rows].sort(compare)) {
    const last = merged.at(-1);
    if (last === undefined || compare(last, row) !== 0) merged.push(row);
    else merged[merged.length - 1] = { ...last, customers: last.customers + row.customers };
  }
  return merged;
}
