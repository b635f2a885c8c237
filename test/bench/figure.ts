// One line of the benchmark's table: a goal, the figure measured beside it, and whether it was met. A figure without a
// goal is there to explain another one.
export type Figure = {
  readonly name: string;
  readonly goal: string;
  readonly figure: string;
  /** null: nothing is promised. */
  readonly met: boolean | null;
};

/** The middle one, or the mean of the middle two. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  const upper = sorted[Math.floor(half)]!;
  return Number.isInteger(half) ? (sorted[half - 1]! + upper) / 2 : upper;
}

/** Least and greatest, as "a to b". */
export const spread = (values: readonly number[], digits: number): string =>
  `${Math.min(...values).toFixed(digits)} to ${Math.max(...values).toFixed(digits)}`;

export const grouped = (value: number): string => Math.round(value).toLocaleString('en');

const verdict = (met: boolean | null): string => (met === null ? '' : met ? 'met' : 'MISSED');

export function renderTable(figures: readonly Figure[]): string {
  const rows = [
    ['', 'goal', 'figure', ''],
    ...figures.map(({ name, goal, figure, met }) => [name, goal, figure, verdict(met)]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd();
  const [head, ...body] = rows;
  return [line(head!), widths.map((width) => '-'.repeat(width)).join('  '), ...body.map(line)].join('\n');
}

/** Which goals are missed, a line each. */
export function renderMisses(figures: readonly Figure[]): string {
  const goals = figures.filter(({ met }) => met !== null);
  const missed = goals.filter(({ met }) => met === false);
  if (missed.length === 0) return `All ${goals.length} goals are met.`;
  return [
    `${missed.length} of ${goals.length} goals are missed:`,
    ...missed.map(({ name, goal, figure }) => `  ${name.trim()}: ${figure}, the goal is ${goal}`),
  ].join('\n');
}
