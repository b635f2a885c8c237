// Measures over the rows of one fact family: one scan, one aggregate each.

import type { Expression } from '../../model/expression';
import { families } from '../../model/families';
import { compileExpression, type ExpressionScope } from '../../sql/compile-expression';
import type { CompiledQuery } from '../../sql/compiled-query';
import type { Dialect } from '../../sql/dialect';
import { type Fragment, join, sql } from '../../sql/fragment';
import type { PlannedStatement } from '../plan/plan';
import type { MetricQuery } from '../question/metric-query';
import { compileAggregate } from './aggregate';
import { factRows } from './fact-rows';
import { compileOutput } from './output';
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
    ...anyOf(measures.map(({ where }) => ({ where, scope: rows.scope }))),
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

export type Conditioned = { readonly where: Expression | undefined; readonly scope: ExpressionScope };

/** Rows that no aggregate counts need not be read: a slice appears when something in it counts. */
export function anyOf(conditions: readonly Conditioned[]): readonly Fragment[] {
  if (conditions.some(({ where }) => where === undefined)) return [];
  const texts = conditions.map(({ where, scope }) => compileExpression(where!, scope));
  const distinct = new Map(texts.map((text) => [JSON.stringify(text), text]));
  return [sql`(${join([...distinct.values()], ' OR ')})`];
}
