// The judging that speaks: when everybody was judged, and what became of the models that it rests on. A current judgement
// uses those of the last month-end at or before it. It is the same for everybody, and remembered until the next score run.
import { Temporal } from 'temporal-polyfill';
import { currentMonthEnd } from '../../model/judgements';
import { todayOf } from '../../model/now';
import { relation } from '../../query/compile/relation';
import type { AnswerContext } from '../../query/reading';
import { bind, type Fragment, sql } from '../../sql/fragment';
import { rememberRows } from './select-rows';
import { readAt, type Standing } from './standing';

export const models = ['MBG_NBD', 'GAMMA_GAMMA'] as const;
export type ModelName = (typeof models)[number];

export type Judging = {
  /** None: nobody was judged then. */
  readonly judgedAt: string | null;
  /** The last day that the judgements know: asking as of that day gives the same. */
  readonly lastDay: string | null;
  /** Of each model that was fitted or tried: why there is none, or null. */
  readonly fits: ReadonlyMap<ModelName, string | null>;
};

type Row = { readonly judgedAt: string; readonly model: ModelName | null; readonly reason: string | null };

export function readJudging(standing: Standing, context: AnswerContext): Promise<Judging> {
  return readAt(standing, context, async (compilation, session) => {
    const table = (of: string): Fragment => relation(of, compilation);
    const zone = bind(compilation.scope.settings.timeZone, 'text');
    const fitted = sql`CASE WHEN judging.month_end = ${bind(currentMonthEnd, 'date')} THEN CAST(date_trunc('month', judging.judged_at AT TIME ZONE ${zone}) AS date) ELSE judging.month_end END`;
    const statement = {
      steps: [],
      words: 'when everybody was judged, and by which models',
      last: {
        columns: [
          { name: 'judgedAt', value: sql`judging.judged_at` },
          { name: 'model', value: sql`fit.model` },
          { name: 'reason', value: sql`fit.reason` },
        ],
        from: sql`${table('month_end')} AS judging`,
        joins: [
          sql`LEFT JOIN ${table('model_fit')} AS fit ON fit.month_end = ${fitted} AND fit.model = ANY(${bind(models, 'text[]')})`,
        ],
        where: [sql`judging.month_end = ${bind(standing.monthEnd, 'date')}`],
      },
    };
    const rows = await rememberRows<Row>(statement, session);
    const judgedAt = rows[0]?.judgedAt ?? null;
    const { timeZone } = compilation.scope.settings;
    return {
      judgedAt,
      lastDay: judgedAt === null ? null : todayOf(Temporal.Instant.from(judgedAt), timeZone).toString(),
      fits: new Map(rows.flatMap(({ model, reason }) => (model === null ? [] : [[model, reason] as const]))),
    };
  });
}
