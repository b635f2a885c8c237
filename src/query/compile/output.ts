// The last select of every statement: one row per bucket and slice. Its columns, their grouping and what the engine is told of
// them derive from the same outputs, so they cannot drift apart.
import { type Measure, measureKey } from '../../metrics/measure';
import type { CompiledQuery } from '../../sql/compiled-query';
import { type Fragment, render } from '../../sql/fragment';
import { type Column, type Select, type Statement, type Step, writeStatement } from '../../sql/select';

export type Output = {
  /** In order. */
  readonly steps: readonly Step[];
  readonly bucket: Fragment;
  readonly keys: readonly Column[];
  readonly measures: readonly MeasureColumn[];
  readonly select: Pick<Select, 'from' | 'joins' | 'where'>;
};

export type MeasureColumn = { readonly measure: Measure; readonly value: Fragment };

/** The columns that rows are grouped by: the bucket, then the keys. */
export const grainOf = (bucket: Fragment, keys: readonly Column[]): readonly Column[] => [
  { name: 'bucket', value: bucket },
  ...keys,
];

/** A statement before it is written, and what an engine is told of its columns: a bucket, keys and measures. */
export type MeasureStatement = { readonly statement: Statement; readonly columns: CompiledQuery['columns'] };

export function measureStatement({ steps, bucket, keys, measures, select }: Output): MeasureStatement {
  const grain = grainOf(bucket, keys);
  return {
    statement: {
      steps,
      words: 'measures of every period and slice',
      last: {
        ...select,
        columns: [...grain, ...measures.map(({ value }, index) => ({ name: measureName(index), value }))],
        groupBy: grain.length,
      },
    },
    columns: { keys: keys.length, measures: measures.map(({ measure }) => measureKey(measure)) },
  };
}

/** The column of a measure. */
export const measureName = (index: number): string => `m${index}`;

export function compile({ statement, columns }: MeasureStatement): CompiledQuery {
  const { text, parameters, reads } = render(writeStatement(statement));
  return { sql: text, parameters, columns, reads };
}
