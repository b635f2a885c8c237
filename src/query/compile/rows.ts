// Measures over the rows of one fact family, in each period or as they stand at its end: one scan, one aggregate each. Where periods overlap, as windows do, counts and sums
// are taken of each stretch of time first, and those of a period are added up from its stretches:
//
//   windows of three days, 4 on day 1 and 6 on day 2: days 1 and 2 are read once, and lie in three windows each
import type { RowsMeasure, StandingMeasure } from '../../metrics/measure';
import { compileExpression } from '../../sql/compile-expression';
import { type Fragment, name, sql } from '../../sql/fragment';
import type { Step } from '../../sql/select';
import type { PlannedStatement } from '../plan/query-plan';
import { spansAtEnd } from '../plan/spans';
import { anyOf, compileAggregate, inCommon } from './aggregate';
import type { Compilation } from './compilation';
import { factRows } from './fact-rows';
import { namedKeys } from './named-keys';
import { type MeasureColumn, type MeasureStatement, measureName, measureStatement } from './output';
import { onlyTop } from './slice-keys';

export function rowsStatement(
  { kind, level, measures }: Extract<PlannedStatement, { kind: 'rows' | 'standing' }>,
  compilation: Compilation,
): MeasureStatement {
  const paired = kind === 'standing' ? spansAtEnd(level, compilation.scope) : undefined;
  const rows = factRows(measures[0], { ...compilation, buckets: level.buckets, paired });
  const { columns } = rows;
  const names = namedKeys(level, rows, compilation);
  const keys = names.map(({ grouped }) => grouped);
  const { common, rest } = inCommon(measures.map(({ where }) => where));
  const values = measures.map((measure) => ({
    measure,
    value: compileAggregate(measure.aggregate, rest(measure.where), columns),
  }));
  const conditions = [
    ...rows.filter(),
    ...onlyTop(level, keys),
    ...common.map((condition) => compileExpression(condition, columns)),
    ...anyOf(measures.map(({ where }) => ({ where: rest(where), columns }))),
  ];
  const overlap = measures.every(addsUp) ? rows.overlap() : null;
  if (overlap === null) {
    const select = rows.select(conditions);
    return measureStatement({ steps: rows.steps(), bucket: rows.bucket, keys, names, measures: values, select });
  }
  const own = (column: string): Fragment => name('stretch_sum', column);
  const ofStretch: Step = {
    words: 'measures of every stretch and slice',
    name: 'stretch_sum',
    of: [
      {
        ...rows.selectPlain(conditions),
        columns: [
          { name: 'stretch', value: overlap.stretch },
          ...keys,
          ...values.map(({ value }, index) => ({ name: measureName(index), value })),
        ],
        groupBy: 1 + keys.length,
      },
    ],
  };
  return measureStatement({
    steps: [...rows.steps(), ofStretch],
    bucket: overlap.index,
    keys: keys.map((key) => ({ name: key.name, value: own(key.name) })),
    names,
    measures: measures.map(
      (measure, index): MeasureColumn => ({ measure, value: added(measure, own(measureName(index))) }),
    ),
    select: { from: sql`stretch_sum`, joins: [overlap.join(own('stretch'))] },
  });
}

const addsUp = ({ aggregate }: RowsMeasure | StandingMeasure): boolean =>
  aggregate.kind === 'count' || aggregate.kind === 'sum';

/** Of numbers of rows the number, of sums the sum. */
const added = ({ aggregate }: RowsMeasure | StandingMeasure, column: Fragment): Fragment =>
  aggregate.kind === 'count' ? sql`CAST(sum(${column}) AS bigint)` : sql`sum(${column})`;
