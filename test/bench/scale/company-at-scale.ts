// One company at one size, measured: the standing questions by every side in rounds, and what else is promised of a server over
// it. The company is kept; what changes it happens in a copy that is removed at the end.
import { chmod, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openDatabase, type Warehouse } from '../../../src/warehouse/warehouse';
import { type Figure, grouped } from '../figure';
import { type KeptCompany, keptCompany } from '../kept-company';
import { askStanding, type Timing } from './ask-standing';
import { catchUpFigure, mixedWorkFigures } from './changing-figures';
import { crowdFigures } from './crowd';
import { seenBy } from './follow';
import { inDuckdb, type PlainCopy, plainCopy } from './plain-copy';
import { residentOf } from './resident';
import {
  type BenchedEngine,
  byHand,
  enginesThere,
  type Parameters,
  type Served,
  type ServeOptions,
  serve,
} from './sides';
import { type Scale, sizeOf } from './sizes';
import { standingQuestions } from './standing-questions';

export type ScaleOptions = {
  readonly cache: string;
  /** Rounds of a question at most. */
  readonly rounds: number;
  /** Only questions whose name contains it. */
  readonly named: string;
};

export type Measured = {
  readonly scale: Scale;
  readonly transactions: number;
  readonly interactions: number;
  readonly sides: readonly string[];
  readonly timings: readonly Timing[];
  readonly figures: readonly Figure[];
};

type Say = (line: string) => void;
const mostOfPlainCopy = 1.5;

/** `whole`: what is promised beside the standing questions too. */
export async function measureScale(scale: Scale, options: ScaleOptions, whole: boolean, say: Say): Promise<Measured> {
  const company = await keptCompany(options.cache, sizeOf(scale), say);
  try {
    return await measureCompany(scale, company, options, whole, say);
  } finally {
    await company.leave();
  }
}

async function measureCompany(
  scale: Scale,
  company: KeptCompany,
  { cache, rounds, named }: ScaleOptions,
  whole: boolean,
  say: Say,
): Promise<Measured> {
  const name = `scale_${scale}`;
  // What an interrupted run left goes, as its database does.
  const folder = join(cache, name);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
  await chmod(folder, 0o755);
  const databaseUrl = await company.copy(name);
  const warehouse = await openDatabase(databaseUrl, company.config);
  const running: Served[] = [];
  const questions = standingQuestions.filter((question) => question.name.includes(named));
  try {
    const known = await parametersOf(warehouse);
    const facts = await factsOf(warehouse);
    const start = async (engine: BenchedEngine, answers: ServeOptions['cache']): Promise<Served> => {
      const own = join(folder, engine);
      await mkdir(own, { recursive: true });
      const served = await serve({ databaseUrl, engine, folder: own, cache: answers }, known);
      running.push(served);
      return served;
    };
    const file = join(folder, 'by-hand.duckdb');
    const copied = await plainCopy(databaseUrl, file);
    say(`Plain copy: ${copied.copyOut.toFixed(1)} s out of PostgreSQL, ${copied.readIn.toFixed(1)} s into DuckDB`);
    const figures: Figure[] = [];
    const cold: Served[] = [];
    for (const engine of enginesThere()) {
      const began = performance.now();
      const served = await start(engine, 'cold');
      await seenBy(served.ask, engine, 0);
      if (engine === 'columnar') figures.push(fillFigure((performance.now() - began) / 1000, copied));
      cold.push(served);
    }
    const timings = await inDuckdb(file, (connection) =>
      askStanding(questions, [...cold, byHand(connection, known)], rounds, say),
    );
    figures.push(...(await peaks(cold)));
    if (whole)
      for (const served of cold) {
        say(`${served.engine}: mixed work and new rows`);
        const changing = [...(await mixedWorkFigures(served)), await catchUpFigure(served, warehouse, folder)];
        figures.push(...(served === cold[0] ? changing : changing.map(withoutGoal)));
      }
    for (const served of cold) await served.stop();
    if (whole)
      for (const { engine } of cold) {
        say(`${engine}: a crowd of clients`);
        const served = await start(engine, 'on');
        await seenBy(served.ask, engine, 0);
        const crowd = await crowdFigures(served, known);
        figures.push(...(engine === cold[0]!.engine ? crowd : crowd.map(withoutGoal)));
        await served.stop();
      }
    const sides = [...cold.map(({ engine }) => engine), 'by hand'];
    return { scale, ...facts, sides, timings, figures };
  } finally {
    for (const served of running) await served.stop();
    await warehouse.close();
    await company.drop(name);
    await rm(folder, { recursive: true, force: true });
  }
}

/** Goals are those of the quickest engine there is; the others stand beside it. */
const withoutGoal = (figure: Figure): Figure => ({ ...figure, goal: '', met: null });

/** A customer of whom there is much to say. */
async function parametersOf({ pool }: Warehouse): Promise<Parameters> {
  const { rows } = await pool.query<{ customerId: string }>(
    `SELECT customer_id AS "customerId" FROM customer_summary
     JOIN (SELECT customer_no, count(*) AS orders FROM customer_order GROUP BY 1) AS bought USING (customer_no)
     JOIN customer_snapshot USING (customer_no)
     WHERE month_end = '9999-12-31' AND in_base ORDER BY orders DESC, customer_id LIMIT 1 OFFSET 100`,
  );
  return rows[0]!;
}

async function factsOf({ pool }: Warehouse): Promise<Pick<Measured, 'transactions' | 'interactions'>> {
  const count = async (table: string) => Number((await pool.query(`SELECT count(*) FROM ${table}`)).rows[0].count);
  return { transactions: await count('fact_transaction'), interactions: await count('fact_interaction') };
}

function fillFigure(seconds: number, { copyOut, readIn }: PlainCopy): Figure {
  const plain = copyOut + readIn;
  return {
    name: 'columnar: from a start with nothing to its first answer',
    goal: `at most ${mostOfPlainCopy} x a plain COPY out and DuckDB load`,
    figure: `${(seconds / plain).toFixed(2)} x (${seconds.toFixed(1)} s, plain ${plain.toFixed(1)} s)`,
    met: seconds <= mostOfPlainCopy * plain,
  };
}

/** The most memory of each server, after the standing questions. */
async function peaks(servers: readonly Served[]): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const { engine, processId } of servers) {
    const resident = await residentOf(processId);
    if (resident === null) continue;
    const figure = `${grouped(resident.peak)} MB`;
    figures.push({
      name: `${engine}: memory of the server at its peak, standing questions`,
      goal: '',
      figure,
      met: null,
    });
  }
  return figures;
}
