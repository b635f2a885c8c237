// The other side of what is measured over HTTP: the very statements of a question, sent through pg alone.
import type { Client } from 'pg';
import { Temporal } from 'temporal-polyfill';
import { compileStatement } from '../../src/query/compile/statement';
import { planQuery } from '../../src/query/plan/plan';
import { parseQuestion } from '../../src/query/question/metric-query';
import type { MetricQuestion } from '../../src/query/question/metric-question';
import type { CompiledQuery } from '../../src/sql/compiled-query';
import { postgresDialect } from '../../src/sql/postgres';
import { asOf, type BenchCluster } from './bench-cluster';

const begin = 'BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL jit = off';

export function compiledOf(question: MetricQuestion, { config }: BenchCluster): readonly CompiledQuery[] {
  const query = parseQuestion(question, { settings: config, now: Temporal.Instant.from(asOf) });
  return planQuery(query).statements.map((statement) =>
    compileStatement(statement, { scope: query.scope, dialect: postgresDialect }),
  );
}

/** The statements of a question through pg alone, as the engine sends them. */
export const throughPg = (client: Client, compiled: readonly CompiledQuery[]) => async () => {
  await client.query(begin);
  for (const { sql, parameters } of compiled)
    await client.query({ text: sql, values: [...parameters], rowMode: 'array' });
  await client.query('COMMIT');
};
