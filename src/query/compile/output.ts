// The last step of every statement: one row per bucket and slice. SELECT list, GROUP BY and result columns all derive from
// the same outputs, so they cannot drift apart.
import { type Measure, measureKey } from '../../metrics/measure';
import type { CompiledQuery } from '../../sql/compiled-query';
import { comment, type Fragment, join, name, render, sql } from '../../sql/fragment';

export type Output = {
  /** WITH steps, in order. */
  readonly steps: readonly Fragment[];
  readonly bucket: Fragment;
  readonly keys: readonly Fragment[];
  readonly measures: readonly { readonly measure: Measure; readonly value: Fragment }[];
  readonly from: Fragment;
  readonly tables: readonly string[];
};

export const keyName = (index: number): string => `k${index}`;

/** `bucket, k0, k1, ...` with their aliases: the grain of a step. */
export const grainOf = (bucket: Fragment, keys: readonly Fragment[]): readonly Fragment[] => [
  sql`${bucket} AS bucket`,
  ...keys.map((key, index) => sql`CAST(${key} AS text) AS ${name(keyName(index))}`),
];

/** `1, 2, 3`: grouping by position keeps GROUP BY in step with SELECT. */
export const positions = (count: number): Fragment =>
  join(
    Array.from({ length: count }, (_, index) => ({ texts: [String(index + 1)], parameters: [] })),
    ', ',
  );

export function compileOutput({ steps, bucket, keys, measures, from, tables }: Output): CompiledQuery {
  const values = measures.map(({ value }, index) => sql`${value} AS ${name(`m${index}`)}`);
  const grain = grainOf(bucket, keys);
  const statement = sql`WITH ${join(steps, ',\n')}
${comment('measures of every period and slice')}SELECT ${join([...grain, ...values], ', ')}
${from}
GROUP BY ${positions(grain.length)}`;
  const { text, parameters } = render(statement);
  return {
    sql: text,
    parameters,
    columns: { keys: keys.length, measures: measures.map(({ measure }) => measureKey(measure)) },
    tables,
  };
}
