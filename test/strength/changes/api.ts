// Slips where an answer is shown: warnings beside it, errors of fields, columns of tables.
import type { Change } from '../change';

const warnings = {
  kind: 'assembler',
  file: 'src/query/assemble/warnings.ts',
  first: ['query/assemble/warnings'],
} as const;
const mistakes = {
  kind: 'assembler',
  file: 'src/graphql/metrics/row-mistakes.ts',
  first: ['graphql/metrics/row-mistakes', 'graphql/refusals'],
} as const;
const columns = {
  kind: 'assembler',
  file: 'src/graphql/table/metric-columns.ts',
  first: ['graphql/table'],
} as const;

export const apiChanges: readonly Change[] = [
  {
    ...warnings,
    kind: 'boundary',
    title: 'facts that end a day before the period warn already',
    from: 'lastDay < dayBefore',
    to: 'lastDay <= dayBefore',
  },
  {
    ...warnings,
    title: 'a comparison of zeros has data',
    from: '(comparisons[name]?.value ?? 0) !== 0',
    to: '(comparisons[name]?.value ?? null) !== null',
  },
  {
    ...warnings,
    title: 'whoever pages is told of the limit again',
    from: '=== usual && (after ?? null) === null',
    to: '=== usual',
  },
  {
    ...mistakes,
    title: 'an error of a list without rows is placed in its first row',
    from: 'asked.counts[list] > 0 ? [0] : []',
    to: 'true ? [0] : []',
  },
  {
    ...mistakes,
    title: 'a metric that is refused is null without a word',
    from: 'return refused.get(field.metric);',
    to: 'return undefined;',
  },
  {
    ...columns,
    title: 'ratios are promised to their last digit',
    from: "own.type === 'DECIMAL' || metric.formula.kind === 'total'",
    to: 'true',
  },
  {
    ...columns,
    title: 'an exact change is a sum',
    from: 'new Decimal(exact).minus(other.exact)',
    to: 'new Decimal(exact).plus(other.exact)',
  },
  {
    ...columns,
    title: 'the attainment of a target is the target',
    from: '({ target }) => target?.attainment,',
    to: '({ target }) => target?.value,',
  },
  {
    kind: 'target',
    file: 'src/query/targets/status.ts',
    title: 'an exact target is what a number can hold of it',
    from: 'exact: exact.toFixed(),',
    to: 'exact: String(target),',
    first: ['query/targets/status'],
  },
];
