// A company that comes in several loads while it is asked: rows that are corrected later, facts that move to another customer,
// late versions and members, a load that is taken back, customers judged anew. In the end it is the company of the evaluator.
// It is asked on PostgreSQL and on a replica that follows by itself, and both remember what they ran.
import { rmSync } from 'node:fs';
import { Temporal } from 'temporal-polyfill';
import { score } from '../../src/customer/scoring/score';
import { columnarEngine } from '../../src/engine/columnar-engine';
import { ColumnarFailure } from '../../src/engine/columnar-failure';
import type { Engine } from '../../src/engine/engine';
import { postgresEngine } from '../../src/engine/postgres-engine';
import { resultCache } from '../../src/engine/result-cache';
import { load } from '../../src/load/load';
import { unload } from '../../src/load/unload';
import { answerCache } from '../../src/query/answer-cache';
import type { AnswerContext } from '../../src/query/reading';
import { type CompanyRows, type CompanySettings, contextOn, inFolder, type OpenCompany, warehouseFor } from './fixture';
import { type Kept, keptOn, newFolder } from './kept-replica';
import type { Company } from './naive/company';
import type { NaiveSettings } from './naive/question';
import { randomCompany } from './random-company';
import { type RandomSource, randomSource } from './random-source';

type Rows = readonly Readonly<Record<string, string | null>>[];

/** `meanwhile`: asked of what stands so far, after each load. */
export type Meanwhile = (contexts: readonly AnswerContext[]) => Promise<void>;

export async function companyInLoads(
  seed: number,
  company: Company,
  settings: CompanySettings,
  meanwhile: Meanwhile,
): Promise<OpenCompany> {
  const random = randomSource(seed + 9_000);
  const warehouse = await warehouseFor(settings);
  const folder = newFolder();
  const kept = keptOn(warehouse, folder);
  const columnar = patient(columnarEngine(kept, { statementTimeoutSeconds: 60 }), kept);
  const contexts = [postgresEngine(warehouse.pool), columnar].map((engine) => ({
    ...contextOn(engine, warehouse, settings),
    cache: resultCache(8_000_000),
    answers: answerCache(8_000_000),
  }));
  const judge = async (): Promise<void> => {
    if (settings.judged !== undefined)
      await score(warehouse, { now: Temporal.Instant.from(settings.now), rules: settings.judged });
  };
  const loadNow = async (rows: CompanyRows): Promise<number | null> => {
    if (Object.values(rows).every((of) => of.length === 0)) return null;
    return (await inFolder(rows, (path) => load(warehouse, { path }))).loadId;
  };
  const seen = async (): Promise<void> => {
    await kept.followed();
    await meanwhile(contexts);
  };
  const close = async (): Promise<void> => {
    await kept.stop();
    rmSync(folder, { recursive: true });
    await warehouse.drop();
  };
  kept.start();
  try {
    const [first, second] = inTwoLoads(company, random);
    const mistaken = await loadNow(strangers(seed, settings));
    await loadNow(first);
    await judge();
    await seen();
    await loadNow(second);
    await seen();
    if (mistaken !== null) await unload(warehouse, mistaken);
    await judge();
    await kept.followed();
    if (kept.failures.length > 0) throw new AggregateError(kept.failures, 'The replica failed to follow');
    return { contexts, warehouse, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Asks again once the replica has followed: on a busy machine more than a second may pass between two looks of it. */
const patient = (engine: Engine, kept: Kept): Engine => ({
  ...engine,
  read: async (work, gone) => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await engine.read(work, gone);
      } catch (error) {
        if (!(error instanceof ColumnarFailure && error.kind === 'absent') || tries === 20) throw error;
        await kept.followed();
      }
    }
  },
});

/** The rows in two hands; some of the first are wrong, and stand in the second as they are. */
function inTwoLoads(company: Company, random: RandomSource): readonly [CompanyRows, CompanyRows] {
  const first: Record<string, Rows> = {};
  const second: Record<string, Rows> = {};
  const ids = company.customers.map(({ customer_id }) => customer_id);
  for (const [table, all] of Object.entries(company) as [string, Rows][]) {
    const [own, later]: [Rows[number][], Rows[number][]] = [[], []];
    for (const row of all) {
      if (random.chance(0.4)) later.push(row);
      else if (row.customer_id != null && isFacts(table) && ids.length > 1 && random.chance(0.3)) {
        own.push({ ...row, customer_id: random.pick(ids), ...(row.revenue != null && { revenue: '5.5' }) });
        later.push(row);
      } else own.push(row);
    }
    [first[table], second[table]] = [own, later];
  }
  return [first, second];
}

const isFacts = (table: string): boolean => table === 'transactions' || table === 'interactions';

const ownIds = [
  'customer_id',
  'referred_by',
  'interaction_id',
  'transaction_id',
  'order_id',
  'opportunity_id',
  'spend_id',
];

/** Customers and facts of another company, which are taken back. */
function strangers(seed: number, settings: CompanySettings): CompanyRows {
  const { customers, interactions, transactions, spend } = randomCompany(seed + 7_000, settings as NaiveSettings, {
    customers: 6,
    facts: 40,
  });
  const renamed = (rows: readonly object[]): Rows =>
    (rows as Rows).map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([column, value]) => [
          column,
          ownIds.includes(column) && value != null ? `another ${value}` : value,
        ]),
      ),
    );
  return {
    customers: renamed(customers),
    interactions: renamed(interactions),
    transactions: renamed(transactions),
    spend: renamed(spend),
  };
}
