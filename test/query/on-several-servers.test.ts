// Every statement of a question, written for several servers, keeps the rules of a cluster (support/cluster), and answers on one
// server what the statements for one server answer: for every metric and dimension, and for random questions.
import * as fc from 'fast-check';
import { postgresEngine } from '../../src/engine/postgres-engine';
import { userErrorsOf } from '../../src/errors';
import { allowedDimensions, enumValueOf, metricCatalog, metricEnumValues } from '../../src/metrics/catalog';
import { dimensions } from '../../src/model/dimensions';
import type { FilterArguments } from '../../src/model/filters';
import type { Viewer } from '../../src/model/viewer';
import { answer } from '../../src/query/answer';
import { compileStatement } from '../../src/query/compile/statement';
import { compileFunnel } from '../../src/query/journeys/compile-funnel';
import { compileRetention } from '../../src/query/journeys/compile-retention';
import { parseFunnel } from '../../src/query/journeys/funnel-question';
import { parseRetention } from '../../src/query/journeys/retention-question';
import { planQuery } from '../../src/query/plan/plan';
import { parseQuestion } from '../../src/query/question/metric-query';
import type { MetricQuestion } from '../../src/query/question/metric-question';
import type { AnswerContext } from '../../src/query/reading';
import { citusDialect } from '../../src/sql/citus';
import { brokenRules } from '../support/cluster/cluster-rules';
import { recordedStatements } from '../support/cluster/recorded-statements';
import { loadParser } from '../support/cluster/sql-tree';
import { judgedCompany } from '../support/judged-company';
import type { NaiveQuestion } from '../support/naive/question';
import { arbitraryAsk } from '../support/random-asks';
import { randomCompany, randomSettings } from '../support/random-company';
import { around } from './around';

beforeAll(loadParser);

const broken = (texts: readonly string[]): readonly string[] =>
  texts.flatMap((text) => {
    const rules = brokenRules(text);
    return rules.length === 0 ? [] : [`${rules.join(', ')}: ${text}`];
  });

// Asked by every dimension; what a viewer with limits adds does not hang on the dimension: a quarter of them, others by each metric.
const everything: Viewer = { kind: 'everything' };
const some: Viewer = {
  kind: 'customers',
  filter: { kind: 'test', dimension: 'REGION', tests: [{ kind: 'in', members: ['north'] }] },
};
const period = { year: 2025, quarter: 1 };

describe.each([everything, some])('for $kind', (viewer) => {
  const textsOf = (question: MetricQuestion): readonly string[] => {
    const query = parseQuestion(question, { ...around, viewer });
    return planQuery(query).statements.map(
      (planned) => compileStatement(planned, { scope: query.scope, dialect: citusDialect }).sql,
    );
  };

  it('every metric by its dimensions, in periods and in windows', () => {
    for (const [place, metric] of metricCatalog.entries()) {
      const metrics = [enumValueOf(metric.id)];
      const slices: readonly (readonly string[])[] = [[], ...allowedDimensions(metric).map((dimension) => [dimension])];
      for (const by of slices.filter((_, each) => viewer === everything || (each + place) % 4 === 0)) {
        expect(broken(textsOf({ metrics, period, grain: 'MONTH', by }))).toEqual([]);
        expect(broken(textsOf({ metrics, period, by, attributes: 'CURRENT' }))).toEqual([]);
      }
      const window = { trailing: 2, unit: 'MONTH' } as const;
      const by = slices.filter(([dimension]) => dimension === 'REGION')[0] ?? [];
      expect(broken(textsOf({ metrics, period, grain: 'MONTH', by, window }))).toEqual([]);
    }
  });

  it('journeys', () => {
    for (const by of [[], ['REGION']]) {
      const funnel = parseFunnel({ period, by }, { ...around, viewer });
      const texts = [
        compileFunnel(funnel, { scope: funnel.scope, dialect: citusDialect }).sql,
        ...['PURCHASE', 'ACTIVE'].map((activity) => {
          const retention = parseRetention({ period, by, activity }, { ...around, viewer });
          return compileRetention(retention, { scope: retention.scope, dialect: citusDialect }).sql;
        }),
      ];
      expect(broken(texts)).toEqual([]);
    }
  });
});

const questionsPerCompany = 30;

it.each([21, 22, 23, 24])('random questions to company %i', async (seed) => {
  const settings = randomSettings(seed);
  const { company, open } = await judgedCompany(randomCompany(seed, settings, { customers: 40, facts: 300 }), settings);
  try {
    const [plain] = open.contexts;
    const spread: AnswerContext = { ...plain!, engine: postgresEngine(open.warehouse.pool, true) };
    const space = { metrics: metricEnumValues, dimensions: dimensions.map(({ id }) => id), company, settings };
    const questions = fc.sample(arbitraryAsk(space), { seed, numRuns: questionsPerCompany });
    for (const question of questions) {
      const wanted = await told(question, plain!);
      let given: unknown;
      const texts = await recordedStatements(async () => {
        given = await told(question, spread);
      });
      expect({ question, given }).toEqual({ question, given: wanted });
      expect(broken(texts)).toEqual([]);
    }
  } finally {
    await open.close();
  }
});

/** What an answer says, or what it is refused for. */
async function told(question: NaiveQuestion, context: AnswerContext): Promise<unknown> {
  const { segments, pages: _pages, ...asked } = question;
  const saved = async () => new Map(Object.entries((segments ?? {}) as Record<string, FilterArguments>));
  try {
    const { rows, totals, groupCount } = await answer({ ...asked, first: 1000 }, { ...context, segments: saved });
    return { rows, totals, groupCount };
  } catch (error) {
    const errors = userErrorsOf(error);
    if (errors.length === 0) throw error;
    return errors.map(({ message }) => message);
  }
}
