// The periods of a statement as a relation: one row a bucket, one column a list.
import { bind, type ParameterType, sql } from '../../sql/fragment';
import type { Step } from '../../sql/select';

export type PeriodList = {
  readonly name: string;
  readonly type: ParameterType;
  readonly values: readonly string[] | readonly number[];
};

export const periodsStep = (lists: readonly PeriodList[]): Step => ({
  words: 'the periods asked for',
  name: 'bucket',
  of: [
    {
      columns: lists.map(({ name, type, values }) => ({ name, value: sql`unnest(${bind(values, type)})` })),
    },
  ],
});
