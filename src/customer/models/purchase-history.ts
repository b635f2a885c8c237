// What the models know of a customer: how often it came back, when last, and for how long it could have. All times are weeks
// since its first purchase day, the models' unit.

export const daysOfWeek = 7;

/** x, t_x and T of the papers. */
export type PurchaseHistory = {
  /** x: purchase days after the first. */
  readonly repeats: number;
  /** t_x: weeks from the first to the last purchase day; 0 without a repeat. */
  readonly recency: number;
  /** T: weeks from the first purchase day to the day of the judgement. */
  readonly age: number;
};

/** The customers of one and the same history, as one row. */
export type CountedHistory = PurchaseHistory & { readonly customers: number };

/** Equal histories become one row, in the order of their first. A fit costs by rows. */
export function countHistories(histories: Iterable<PurchaseHistory>): readonly CountedHistory[] {
  const counted = new Map<number, Map<number, Map<number, { customers: number } & PurchaseHistory>>>();
  const rows: CountedHistory[] = [];
  for (const { repeats, recency, age } of histories) {
    const ofAge = counted.get(age) ?? new Map();
    const ofRecency = ofAge.get(recency) ?? new Map();
    const known = ofRecency.get(repeats);
    if (known !== undefined) {
      known.customers += 1;
      continue;
    }
    const row = { repeats, recency, age, customers: 1 };
    rows.push(row);
    counted.set(age, ofAge.set(recency, ofRecency.set(repeats, row)));
  }
  return rows;
}
