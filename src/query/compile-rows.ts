// Measures over the rows of one fact family: one scan, one aggregate each.

import type { Expression } from '../model/expression';
import { families } from '../model/families';
import { compileExpression } from '../sql/compile-expression';
import type { CompiledQuery } from '../sql/compiled-query';
import type { Dialect } from '../sql/dialect';
import { type Fragment, join, sql } from '../sql/fragment';
import { compileAggregate } from './compile-aggregate';
import { compileOutput } from './compile-output';
import { type FactRows, factRows } from './fact-rows';
import type { MetricQuery } from './metric-query';
import type { PlannedStatement } from './plan';
import { onlyTop, sliceKeys } from './slice-keys';

export function compileRows(
  { level, measures }: Extract<PlannedStatement, { kind: 'rows' }>,
  query: MetricQuery,
  dialect: Dialect,
): CompiledQuery {
  const [{ family, at, span }] = measures;
  const rows = factRows({ family, at, span }, { query, dialect, buckets: level.buckets });
  const keys = sliceKeys(level, rows.member);
  const values = measures.map((measure) => ({
    measure,
    value: compileAggregate(measure.aggregate, measure.where, rows.scope),
  }));
  const conditions = [
    ...rows.filter(),
    ...onlyTop(level, keys),
    ...anyOf(
      measures.map(({ where }) => where),
      rows,
    ),
  ];
  return compileOutput({
    steps: rows.steps,
    bucket: rows.bucket,
    keys,
    measures: values,
    from: rows.from(conditions),
    tables: families[family].tables,
  });
}

/** Rows that no aggregate counts need not be read: a slice appears when something in it counts. */
export function anyOf(conditions: readonly (Expression | undefined)[], rows: FactRows): readonly Fragment[] {
  if (conditions.some((condition) => condition === undefined)) return [];
  const distinct = new Map(conditions.map((condition) => [JSON.stringify(condition), condition!]));
  return [
    sql`(${join(
      [...distinct.values()].map((condition) => compileExpression(condition, rows.scope)),
      ' OR ',
    )})`,
  ];
}
