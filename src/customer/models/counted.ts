// Rows that stand for several customers at once. A sum over them depends in its last digits on their order, and where several
// parameters are equally likely the last digits decide: so what is fitted is always in one order, each row once.

export type Counted = {
  /** How many customers the row stands for. */
  readonly customers: number;
};

/** What tells rows apart, the first that differs deciding the order. */
export type Keys<Row> = readonly ((row: Row) => number)[];

/** The rows in order, equal ones as one. The same customers give the same rows, however they came. */
export function inOneOrder<Row extends Counted>(rows: readonly Row[], keys: Keys<Row>): readonly Row[] {
  const [key, ...others] = keys;
  const [first] = rows;
  if (first === undefined || rows.length === 1) return rows;
  if (key === undefined) return [{ ...first, customers: rows.reduce((sum, { customers }) => sum + customers, 0) }];
  // Grouped key by key: comparing all rows with each other would cost several times as much.
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group === undefined) groups.set(key(row), [row]);
    else group.push(row);
  }
  return [...groups.keys()]
    .sort((one, other) => one - other)
    .flatMap((value) => inOneOrder(groups.get(value)!, others));
}
