// Predicted against actual repeat purchases, per customer in each class of repeats and in total over all.

/** What is known of one customer: its repeats when the models were fitted, and what it bought later. */
export type HeldOut = { readonly repeats: number; readonly later: number };

/** One number a customer, in the customers' order. */
export type Predicted = { readonly name: string; readonly purchases: readonly number[] };

const lastClass = 7;

/** A line for each of 0, 1, .. 6 and 7 or more repeats: means; then the total: sums, and how far from what was bought. */
export function holdoutTable(customers: readonly HeldOut[], predicted: readonly Predicted[]): string {
  const columns = [customers.map(({ later }) => later), ...predicted.map(({ purchases }) => purchases)];
  const sumOf = (column: readonly number[], places: readonly number[]): number =>
    places.reduce((sum, place) => sum + column[place]!, 0);
  const classes = [...Array(lastClass + 1).keys()].map((repeats) =>
    [...customers.keys()].filter((place) => Math.min(customers[place]!.repeats, lastClass) === repeats),
  );
  const means = classes.map((places, repeats) => [
    repeats === lastClass ? `${lastClass}+` : `${repeats}`,
    `${places.length}`,
    ...columns.map((column) => (places.length === 0 ? '-' : (sumOf(column, places) / places.length).toFixed(4))),
  ]);
  const [actual, ...others] = columns.map((column) => sumOf(column, [...column.keys()]));
  const total = ['total', `${customers.length}`, `${actual}`, ...others.map((sum) => sum.toFixed(1))];
  const off = ['off by', '', '', ...others.map((sum) => `${((100 * (sum - actual!)) / actual!).toFixed(1)} %`)];
  const lines = [['repeats', 'customers', 'bought', ...predicted.map(({ name }) => name)], ...means, total, off];
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  return lines.map((line) => `${line.map((cell, column) => cell.padStart(widths[column]!)).join('  ')}\n`).join('');
}
