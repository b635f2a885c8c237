// Questions and their literal answers on a company that one can count by hand, on PostgreSQL and on DuckDB.
// When an answer differs, the question, the plan and the SQL are printed.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import type { Rules } from '../../src/customer/rules/rules';
import { score } from '../../src/customer/scoring/score';
import type { Engine } from '../../src/engine/engine';
import { postgresEngine } from '../../src/engine/postgres-engine';
import { UserError } from '../../src/errors';
import { load } from '../../src/load/load';
import { answer } from '../../src/query/answer';
import type { MetricQuestion } from '../../src/query/question/metric-question';
import type { MetricRow, MetricsResult, ValueStatus } from '../../src/query/question/metrics-result';
import type { AnswerContext } from '../../src/query/reading';
import { readSegments } from '../../src/query/segments/segments';
import { columnarCopy } from './columnar-copy';
import { createTestWarehouse, type TestWarehouse } from './test-warehouse';

export type Question = Omit<MetricQuestion, 'metrics'>;

export type ExpectedValue = {
  readonly value: number | null;
  readonly status: ValueStatus;
  readonly numerator?: number;
  readonly denominator?: number;
  readonly n?: number;
};

export type ExpectedRow = ExpectedValue & { readonly period?: string; readonly keys?: readonly (string | null)[] };

export type CompanySettings = {
  readonly now: string;
  readonly timeZone: string;
  readonly lostAfterDays?: number;
  readonly dormantAfterDays?: number;
  readonly slaSeconds?: number;
  readonly weekStart?: 'MONDAY' | 'SUNDAY' | 'SATURDAY';
  readonly fiscalYearStartMonth?: number;
  /** By what rules its customers are judged, as of `now`; none: they are not. */
  readonly judged?: Rules;
};

export type MetricTests = {
  (title: string, question: Question, expected: readonly ExpectedRow[]): void;
  readonly refuses: (title: string, question: Question, code: string) => void;
  readonly total: (title: string, question: Question, expected: ExpectedValue) => void;
};

/** A company loaded into a warehouse of its own and copied to the second engine. */
export type OpenCompany = {
  readonly contexts: readonly AnswerContext[];
  readonly warehouse: TestWarehouse;
  readonly close: () => Promise<void>;
};

/** An empty warehouse with the settings of a company. */
export const warehouseFor = (settings: CompanySettings): Promise<TestWarehouse> =>
  createTestWarehouse({
    timeZone: settings.timeZone,
    lostAfterDays: settings.lostAfterDays ?? 180,
    dormantAfterDays: settings.dormantAfterDays ?? 90,
  });

/** What questions to a company are answered with. */
export const contextOn = (engine: Engine, warehouse: TestWarehouse, settings: CompanySettings): AnswerContext => ({
  engine,
  settings: {
    ...warehouse.settings,
    weekStart: settings.weekStart ?? 'MONDAY',
    fiscalYearStartMonth: settings.fiscalYearStartMonth ?? 1,
    slaSeconds: settings.slaSeconds ?? 3600,
  },
  now: () => Temporal.Instant.from(settings.now),
  segments: () => readSegments(warehouse.pool),
});

async function loadCompany(folder: string, settings: CompanySettings): Promise<TestWarehouse> {
  const warehouse = await warehouseFor(settings);
  await load(warehouse, { path: folder });
  if (settings.judged !== undefined)
    await score(warehouse, { now: Temporal.Instant.from(settings.now), rules: settings.judged });
  return warehouse;
}

export async function openCompany(folder: string, settings: CompanySettings): Promise<OpenCompany> {
  const warehouse = await loadCompany(folder, settings);
  const copy = await columnarCopy(warehouse.pool);
  const context = (engine: Engine): AnswerContext => contextOn(engine, warehouse, settings);
  return {
    contexts: [context(postgresEngine(warehouse.pool)), context(copy)],
    warehouse,
    close: async () => {
      await copy.close();
      await warehouse.drop();
    },
  };
}

const companyFolder = join(__dirname, 'company');
const companySettings: CompanySettings = { now: '2025-07-01T12:00:00+08:00', timeZone: 'Asia/Shanghai' };

let fixture: Promise<OpenCompany> | undefined;

/** The fixture company, opened once per test file. */
export function fixtureCompany(): Promise<OpenCompany> {
  fixture ??= openCompany(companyFolder, companySettings);
  return fixture;
}

afterAll(async () => {
  await (await fixture)?.close();
  fixture = undefined;
});

/** Literal answers of one metric on the fixture company. */
export const describeMetric = (metric: string, define: (it: MetricTests) => void): void =>
  describeOn(metric, () => fixtureCompany(), define);

type Describe = (metric: string, define: (it: MetricTests) => void) => void;

/** The same on a company of its own, given as rows of the load format. */
export function withCompany(
  name: string,
  rows: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>,
  settings: CompanySettings,
  define: (describeMetric: Describe) => void,
): void {
  describe(name, () => {
    let company: Promise<OpenCompany> | undefined;
    afterAll(async () => (await company)?.close());
    const open = (): Promise<OpenCompany> => {
      company ??= openRows(rows, settings);
      return company;
    };
    define((metric, tests) => describeOn(metric, open, tests));
  });
}

export type CompanyRows = Readonly<Record<string, readonly Readonly<Record<string, string | null>>[]>>;

/** Opens a company given as rows of the load format. */
export const openRows = (rows: CompanyRows, settings: CompanySettings): Promise<OpenCompany> =>
  inFolder(rows, (folder) => openCompany(folder, settings));

/** The same without the second engine. */
export const loadRows = (rows: CompanyRows, settings: CompanySettings): Promise<TestWarehouse> =>
  inFolder(rows, (folder) => loadCompany(folder, settings));

/** The rows as files of a load. */
export async function inFolder<Result>(rows: CompanyRows, work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'astrolabe-company-'));
  try {
    for (const [table, records] of Object.entries(rows)) {
      if (records.length === 0) continue;
      const lines = records.map((record) => JSON.stringify(record));
      writeFileSync(join(folder, `${table}.ndjson`), `${lines.join('\n')}\n`);
    }
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function describeOn(metric: string, open: () => Promise<OpenCompany>, define: (it: MetricTests) => void): void {
  const ask = async (context: AnswerContext, question: Question): Promise<MetricsResult> =>
    answer({ ...question, metrics: [metric] }, context);
  const onEachEngine = (title: string, check: (context: AnswerContext) => Promise<void>): void => {
    it(title, async () => {
      for (const context of (await open()).contexts) await check(context);
    });
  };
  const compareRows = (
    result: MetricsResult,
    question: Question,
    actual: readonly unknown[],
    expected: readonly unknown[],
  ): void => {
    try {
      expect(actual).toEqual(expected);
    } catch (error) {
      const { engine } = result.resolved;
      const asked = JSON.stringify({ metric, ...question });
      throw new Error(
        `${(error as Error).message}\n\n${engine}: ${asked}\n\n${result.explain.plan}\n\n${result.explain.sql.join('\n;\n')}`,
      );
    }
  };

  const tests = Object.assign(
    (title: string, question: Question, expected: readonly ExpectedRow[]): void =>
      onEachEngine(title, async (context) => {
        const result = await ask(context, question);
        const actual = result.rows.map((row, index) => shown(row, metric, question, expected[index]));
        compareRows(
          result,
          question,
          actual,
          expected.map((row) => close(row)),
        );
      }),
    {
      refuses: (title: string, question: Question, code: string): void =>
        onEachEngine(title, async (context) => {
          const refusal = await ask(context, question).then(
            (result) => result.refused.get(metric),
            (error: unknown) => error,
          );
          expect(refusal).toBeInstanceOf(UserError);
          expect((refusal as UserError).code).toBe(code);
        }),
      total: (title: string, question: Question, expected: ExpectedValue): void =>
        onEachEngine(title, async (context) => {
          const result = await ask(context, { ...question, totals: 'GRAND' });
          compareRows(
            result,
            question,
            result.totals.map((row) => shown(row, metric, {}, expected)),
            [close(expected)],
          );
        }),
    },
  );
  describe(metric, () => define(tests));
}

/** The parts of a row that the expectation names. */
function shown(
  row: MetricRow,
  metric: string,
  question: Partial<Question>,
  expected: ExpectedRow | undefined,
): Record<string, unknown> {
  const value = row.values[metric];
  const {
    value: number = null,
    status,
    numerator,
    denominator,
    n,
  } = value ?? { status: undefined, numerator: null, denominator: null, n: null };
  return {
    ...(question.grain == null ? {} : { period: row.period.start }),
    ...((question.by ?? []).length === 0 ? {} : { keys: row.keys.map((key) => key.value) }),
    value: number,
    status,
    ...(expected?.numerator === undefined ? {} : { numerator }),
    ...(expected?.denominator === undefined ? {} : { denominator }),
    ...(expected?.n === undefined ? {} : { n }),
  };
}

/** Whole numbers are exact; quotients to twelve digits. */
function close(expected: ExpectedRow): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(expected).map(([name, value]) => [
      name,
      typeof value === 'number' && !Number.isInteger(value)
        ? expect.closeTo(value, 12 - Math.ceil(Math.log10(Math.abs(value) + 1)))
        : value,
    ]),
  );
}
