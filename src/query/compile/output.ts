// The last select of every statement: one row per bucket and slice. Its columns, their grouping and what the engine is told of
// them derive from the same outputs, so they cannot drift apart.
import { type Measure, measureKey } from '../../metrics/measure';
import type { CompiledQuery } from '../../sql/compiled-query';
import { type Fragment, name, render } from '../../sql/fragment';
import { type Column, type Select, type Statement, type Step, writeStatement } from '../../sql/select';
import type { NamedKey } from './named-keys';

export type Output = {
  /** In order. */
  readonly steps: readonly Step[];
  readonly bucket: Fragment;
  readonly keys: readonly Column[];
  /** What the keys are called, where some of them are numbers. */
  readonly names?: readonly NamedKey[];
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

export function measureStatement({ steps, bucket, keys, names = [], measures, select }: Output): MeasureStatement {
  const grain = grainOf(bucket, keys);
  const measured: Select = {
    ...select,
    columns: [...grain, ...measures.map(({ value }, index) => ({ name: measureName(index), value }))],
    groupBy: grain.length,
  };
  const words = 'measures of every period and slice';
  return {
    statement: names.some(({ isNumbered }) => isNumbered)
      ? {
          steps: [...steps, { words: `${words}, by the numbers of its members`, name: numbered, of: [measured] }],
          words: 'the same, named',
          last: namedRows(names, measures.length),
        }
      : { steps, words, last: measured },
    columns: { keys: keys.length, measures: measures.map(({ measure }) => measureKey(measure)) },
  };
}

const numbered = 'numbered';

const namedRows = (names: readonly NamedKey[], measures: number): Select => ({
  columns: [
    { name: 'bucket', value: name(numbered, 'bucket') },
    ...names.map((key) => ({ name: key.name, value: key.member(numbered) })),
    ...Array.from({ length: measures }, (_, index) => ({
      name: measureName(index),
      value: name(numbered, measureName(index)),
    })),
  ],
  from: name(numbered),
  joins: names.flatMap((key) => key.join(numbered)),
});

/** The column of a measure. */
export const measureName = (index: number): string => `m${index}`;

export function compile({ statement, columns }: MeasureStatement): CompiledQuery {
  const { text, parameters, reads } = render(writeStatement(statement));
  return { sql: text, parameters, columns, reads };
}
