// Measures over the rows of one fact family: one scan, one aggregate each.
import type { PlannedStatement } from '../plan/query-plan';
import { anyOf, compileAggregate } from './aggregate';
import type { Compilation } from './compilation';
import { factRows } from './fact-rows';
import { type MeasureStatement, measureStatement } from './output';
import { keyColumns, onlyTop } from './slice-keys';

export function rowsStatement(
  { level, measures }: Extract<PlannedStatement, { kind: 'rows' }>,
  compilation: Compilation,
): MeasureStatement {
  const rows = factRows(measures[0], { ...compilation, buckets: level.buckets });
  const { columns } = rows;
  const keys = keyColumns(level, rows.member);
  const values = measures.map((measure) => ({
    measure,
    value: compileAggregate(measure.aggregate, measure.where, columns),
  }));
  const conditions = [
    ...rows.filter(),
    ...onlyTop(level, keys),
    ...anyOf(measures.map(({ where }) => ({ where, columns }))),
  ];
  const select = rows.select(conditions);
  return measureStatement({ steps: rows.steps(), bucket: rows.bucket, keys, measures: values, select });
}
