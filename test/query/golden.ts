// Expects of a question the SQL it comes to, to the letter, and what that measures on the small company, on both engines.
import { compileStatement } from '../../src/query/compile';
import { parseQuestion } from '../../src/query/metric-query';
import type { MetricQuestion } from '../../src/query/metric-question';
import { planQuery } from '../../src/query/plan';
import type { ParameterValue } from '../../src/sql/fragment';
import { now, openSmallCompany, type SmallCompany, settings } from './small-company';

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

let company: SmallCompany;
beforeAll(async () => {
  company = await openSmallCompany();
});
afterAll(() => company.close());

export function golden(title: string, question: MetricQuestion, expected: readonly Golden[]): void {
  it(title, async () => {
    const query = parseQuestion(question, settings, now);
    for (const engine of company.engines) {
      const compiled = planQuery(query).statements.map((each) => compileStatement(each, query, engine.dialect));
      expect(compiled.map(({ sql, parameters }) => ({ sql: `\n${sql}`, parameters }))).toEqual(
        expected.map((each) => ({
          sql: 'sql' in each ? each.sql : each[engine.dialect.name],
          parameters: each.parameters,
        })),
      );
      const measured = await engine.read(async (session) => {
        const results: unknown[] = [];
        for (const each of compiled) {
          const rows = await session.measure(each, 1000);
          results.push(
            rows.map(({ bucket, keys, measures }) => [bucket, ...keys, ...measures.map(Number)]).sort(byText),
          );
        }
        return results;
      });
      expect(measured).toEqual(expected.map(({ rows }) => rows));
    }
  });
}

const byText = (left: unknown, right: unknown): number => (JSON.stringify(left) < JSON.stringify(right) ? -1 : 1);
