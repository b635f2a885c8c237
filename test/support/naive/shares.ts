// The share beside a value of an additive metric: its percent of the total of the same period, which is everything that
// the question's filter lets through, whatever rows are shown.
import type { Bucket } from './buckets';
import type { Slicing } from './cell';
import { levelRows } from './levels';
import { additive } from './metrics/columns';
import type { Asked } from './period';
import type { NaiveRow } from './question';
import type { World } from './world';

/** Gives every row its shares; of other metrics there is none. */
export function sharesOf(
  world: World,
  asked: Asked,
  metrics: readonly string[],
  everything: Slicing,
  buckets: readonly Bucket[],
  whole: Bucket,
): (row: NaiveRow) => NaiveRow {
  const shared = metrics.filter((metric) => additive.has(metric));
  const totalsOver = (some: readonly Bucket[], periodRolledUp: boolean) => {
    const alone = some.map((bucket) => ({ ...bucket, compared: {} }));
    const level = { slicing: everything, buckets: alone, level: 'TOTAL', rolledUp: [], periodRolledUp } as const;
    const rows = shared.length === 0 ? [] : levelRows(world, asked, shared, true, level);
    return new Map(rows.map((row) => [row.start, row.values]));
  };
  const ofBucket = totalsOver(buckets, false);
  const ofAll = totalsOver([whole], true);
  return (row) => {
    const totals = (row.periodRolledUp ? ofAll : ofBucket).get(row.start);
    const share = (metric: string): number | null => {
      const value = row.values[metric]?.value ?? null;
      const total = totals?.[metric]?.value ?? null;
      return value === null || total === null || total === 0 ? null : (value / total) * 100;
    };
    return { ...row, shares: Object.fromEntries(shared.map((metric) => [metric, share(metric)])) };
  };
}
