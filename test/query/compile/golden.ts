// Expects of a question the SQL it comes to, to the letter, and what that measures on the small company, on both engines.
import { Temporal } from 'temporal-polyfill';
import type { Engine } from '../../../src/engine/engine';
import { answer } from '../../../src/query/answer';
import { compileStatement } from '../../../src/query/compile/statement';
import { planQuery } from '../../../src/query/plan/plan';
import { parseQuestion } from '../../../src/query/question/metric-query';
import type { MetricQuestion } from '../../../src/query/question/metric-question';
import type { CompiledQuery, MeasureRow } from '../../../src/sql/compiled-query';
import type { ParameterValue } from '../../../src/sql/fragment';
import { around } from '../around';
import { openSmallCompany, type SmallCompany } from '../small-company';

/** One statement; `sql` where both dialects write the same text. */
export type Golden = ({ readonly sql: string } | { readonly postgres: string; readonly duckdb: string }) & {
  readonly parameters: readonly ParameterValue[];
  /** Bucket, slice keys and measures, ordered. */
  readonly rows: readonly (readonly (string | number | null)[])[];
};

export const march = { year: 2025, month: 3 };
export const ofMarch = [[0], ['2025-02-28T16:00:00Z'], ['2025-03-31T16:00:00Z'], ['2025-03-01'], ['2025-03-31']];
/** The step with which statements over rows begin, bound to the first five parameters. */
export const bucket = `-- the periods asked for
bucket AS (
  SELECT unnest(CAST($1 AS integer[])) AS index, unnest(CAST($2 AS timestamptz[])) AS starts_at, unnest(CAST($3 AS timestamptz[])) AS ends_at, unnest(CAST($4 AS date[])) AS first_date, unnest(CAST($5 AS date[])) AS last_date
)`;

/** The days of buckets, bound to the parameters six and seven. */
export const days = `-- their days
day AS (
  SELECT listed.date_key, bucket.*
  FROM (SELECT unnest(CAST($6 AS date[])) AS date_key, unnest(CAST($7 AS integer[])) AS index) AS listed JOIN bucket USING (index)
)`;

/** Every day of ranges `first..last`, and the place of its range. */
export function everyDay(...ranges: readonly string[]): readonly [dates: string[], indexes: number[]] {
  const dates: string[] = [];
  const indexes: number[] = [];
  for (const [index, range] of ranges.entries()) {
    const [first = '', last = ''] = range.split('..');
    for (let day = Temporal.PlainDate.from(first); day.until(last).days >= 0; day = day.add({ days: 1 })) {
      dates.push(day.toString());
      indexes.push(index);
    }
  }
  return [dates, indexes];
}

let company: SmallCompany;
beforeAll(async () => {
  company = await openSmallCompany();
});
afterAll(() => company.close());

export function golden(title: string, question: MetricQuestion, expected: readonly Golden[]): void {
  it(title, async () => {
    const query = parseQuestion(question, around);
    for (const engine of company.engines) {
      const compiled = planQuery(query).statements.map((each) =>
        compileStatement(each, { scope: query.scope, dialect: engine.dialect }),
      );
      expectStatements(engine, compiled, expected);
      const measured = await engine.read(async (session) => {
        const results: unknown[] = [];
        for (const each of compiled) results.push(plainRows(await session.measure(each, 1000)));
        return results;
      });
      expect(measured).toEqual(expected.map(({ rows }) => rows));
    }
  });
}

/** The same of every statement on the way to the answer, those of conditions and of the ranking first. */
export function goldenAnswer(title: string, question: MetricQuestion, expected: readonly Golden[]): void {
  it(title, async () => {
    for (const context of company.contexts) {
      const compiled: CompiledQuery[] = [];
      const measured: unknown[] = [];
      const recording: Engine = {
        ...context.engine,
        read: (work) =>
          context.engine.read((session) =>
            work({
              ...session,
              measure: async (statement, limit) => {
                const place = compiled.push(statement) - 1;
                const rows = await session.measure(statement, limit);
                measured[place] = plainRows(rows);
                return rows;
              },
            }),
          ),
      };
      await answer(question, { ...context, engine: recording });
      expectStatements(context.engine, compiled, expected);
      expect(measured).toEqual(expected.map(({ rows }) => rows));
    }
  });
}

function expectStatements(engine: Engine, compiled: readonly CompiledQuery[], expected: readonly Golden[]): void {
  expect(compiled.map(({ sql, parameters }) => ({ sql: `\n${sql}`, parameters }))).toEqual(
    expected.map((each) => ({
      sql: 'sql' in each ? each.sql : each[engine.dialect.name],
      parameters: each.parameters,
    })),
  );
}

/** Bucket, slice keys and measures, ordered. */
const plainRows = (rows: readonly MeasureRow[]): unknown =>
  rows.map(({ bucket, keys, measures }) => [bucket, ...keys, ...measures.map(Number)]).sort(byText);

const byText = (left: unknown, right: unknown): number => (JSON.stringify(left) < JSON.stringify(right) ? -1 : 1);
