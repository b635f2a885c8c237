// What a statement says it reads is what PostgreSQL's own parser finds in its text, for every metric and kind of statement.
import { loadModule, parseSync } from 'libpg-query';
import { allowedDimensions, enumValueOf, metricCatalog } from '../../../src/metrics/catalog';
import type { Viewer } from '../../../src/model/viewer';
import type { Compilation } from '../../../src/query/compile/compilation';
import { compileStatement } from '../../../src/query/compile/statement';
import { compileFunnel } from '../../../src/query/journeys/compile-funnel';
import { compileRetention } from '../../../src/query/journeys/compile-retention';
import { parseFunnel } from '../../../src/query/journeys/funnel-question';
import { parseRetention } from '../../../src/query/journeys/retention-question';
import { planQuery } from '../../../src/query/plan/plan';
import { parseQuestion } from '../../../src/query/question/metric-query';
import type { MetricQuestion } from '../../../src/query/question/metric-question';
import type { CompiledQuery } from '../../../src/sql/compiled-query';
import { postgresDialect } from '../../../src/sql/postgres';
import { around } from '../around';

beforeAll(loadModule);

/** The relations that a text names and does not define itself. */
function tablesIn(text: string): readonly string[] {
  const named = new Set<string>();
  const defined = new Set<string>();
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const each of node) visit(each);
    if (typeof node !== 'object' || node === null) return;
    for (const [kind, value] of Object.entries(node)) {
      if (kind === 'RangeVar') named.add((value as { relname: string }).relname);
      if (kind === 'CommonTableExpr') defined.add((value as { ctename: string }).ctename);
      visit(value);
    }
  };
  visit(parseSync(text));
  return [...named].filter((name) => !defined.has(name)).sort();
}

const everything: Viewer = { kind: 'everything' };
const some: Viewer = {
  kind: 'customers',
  filter: { kind: 'test', dimension: 'REGION', tests: [{ kind: 'in', members: ['north'] }] },
};

function expectReads(compiled: readonly CompiledQuery[]): void {
  expect(compiled.length).toBeGreaterThan(0);
  for (const { sql, reads } of compiled) expect({ sql, reads }).toEqual({ sql, reads: tablesIn(sql) });
}

function compiledOf(question: MetricQuestion, viewer: Viewer): readonly CompiledQuery[] {
  const query = parseQuestion(question, { ...around, viewer });
  const compilation: Compilation = { scope: query.scope, dialect: postgresDialect };
  return planQuery(query).statements.map((planned) => compileStatement(planned, compilation));
}

const period = { year: 2025, quarter: 1 };

describe.each([everything, some])('for $kind', (viewer) => {
  const metrics = metricCatalog.map((metric, place) => [enumValueOf(metric.id), metric, place] as const);
  test.each(metrics)('%s', (name, metric, place) => {
    expectReads(compiledOf({ metrics: [name], period, grain: 'MONTH' }, viewer));
    // What a viewer with limits adds does not hang on the dimension: a third of them, others by each metric.
    const asked = allowedDimensions(metric).filter((_, each) => viewer === everything || (each + place) % 3 === 0);
    for (const dimension of asked) {
      expectReads(compiledOf({ metrics: [name], period, by: [dimension] }, viewer));
      const where = { dimension, isNull: true };
      expectReads(compiledOf({ metrics: [name], period, where, attributes: 'CURRENT' }, viewer));
    }
    const window = { trailing: 2, unit: 'MONTH' };
    expectReads(compiledOf({ metrics: [name], period, grain: 'MONTH', window }, viewer));
  });

  test('a funnel and cohorts', () => {
    const by = ['REGION', 'CHANNEL'];
    const funnel = parseFunnel({ period, by }, { ...around, viewer });
    expectReads([
      compileFunnel(funnel, { scope: funnel.scope, dialect: postgresDialect }),
      ...[{}, { activity: 'ACTIVE' }, { activity: 'ACTIVE', by: [] }].map((given) => {
        const retention = parseRetention({ period, by, ...given }, { ...around, viewer });
        return compileRetention(retention, { scope: retention.scope, dialect: postgresDialect });
      }),
    ]);
  });
});

test('revenue by region reads the versions of customers too', () => {
  const [detail] = compiledOf({ metrics: ['REVENUE'], period, by: ['REGION'] }, everything);
  expect(detail!.reads).toEqual(['dim_customer', 'fact_transaction']);
});
