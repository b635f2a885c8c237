// Score runs over a large simulated company: of every month-end from nothing, of one month-end, and of a company of the size that
// a first start makes. Each in a process of its own.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import type { ScoreReport } from '../../src/customer/scoring/score';
import { currentMonthEnd } from '../../src/model/judgements';
import { sampleDefaults } from '../../src/sample/ensure-sample';
import { type Figure, grouped } from './figure';
import { keptCompany } from './kept-company';

type ScoreFigures = ScoreReport & { readonly seconds: number; readonly peakMegabytes: number };

/** Seconds and megabytes. */
const goals = { oneMonthEnd: 60, allMonthEnds: 600, peak: 1500, firstStart: 10 } as const;

export async function scoringFigures(
  cache: string,
  customers: number,
  say: (line: string) => void,
): Promise<readonly Figure[]> {
  const large = await runsOver(cache, { customers, months: 36, seed: 7 }, say);
  const first = await runsOver(cache, sampleDefaults, say);
  const { all, one } = large;
  const peak = Math.max(all.peakMegabytes, one.peakMegabytes);
  return [
    {
      name: `Scoring ${grouped(customers)} customers: one month-end and now`,
      goal: `under ${goals.oneMonthEnd} s`,
      figure: `${one.seconds.toFixed(1)} s`,
      met: one.seconds < goals.oneMonthEnd,
    },
    {
      name: `  ${all.monthEnds} month-ends and now`,
      goal: `under ${goals.allMonthEnds} s`,
      figure: `${all.seconds.toFixed(1)} s`,
      met: all.seconds < goals.allMonthEnds,
    },
    {
      name: '  memory of the process at its peak',
      goal: `under ${grouped(goals.peak)} MB`,
      figure: `${grouped(peak)} MB`,
      met: peak < goals.peak,
    },
    {
      name: `First start: scoring ${grouped(sampleDefaults.customers)} customers at ${first.all.monthEnds} month-ends and now`,
      goal: `under ${goals.firstStart} s`,
      figure: `${first.all.seconds.toFixed(1)} s`,
      met: first.all.seconds < goals.firstStart,
    },
  ];
}

type Runs = { readonly all: ScoreFigures; readonly one: ScoreFigures };

async function runsOver(
  cache: string,
  size: { readonly customers: number; readonly months: number; readonly seed: number },
  say: (line: string) => void,
): Promise<Runs> {
  const company = await keptCompany(cache, size, say);
  const client = new Client({ connectionString: company.databaseUrl });
  await client.connect();
  try {
    const run = async (): Promise<ScoreFigures> => {
      const figures = await scored(company.databaseUrl, company.config.asOf!);
      say(
        `Scored ${grouped(figures.customers)} of ${grouped(size.customers)} customers, ${figures.monthEnds} month-ends: ${figures.seconds.toFixed(1)} s, peak ${grouped(figures.peakMegabytes)} MB`,
      );
      return figures;
    };
    await client.query('TRUNCATE customer_snapshot, model_fit, month_end');
    const all = await run();
    await client.query(
      'DELETE FROM month_end WHERE month_end = (SELECT max(month_end) FROM month_end WHERE month_end < $1)',
      [currentMonthEnd],
    );
    return { all, one: await run() };
  } finally {
    await client.end();
    await company.leave();
  }
}

async function scored(databaseUrl: string, asOf: string): Promise<ScoreFigures> {
  const program = join(__dirname, 'score-child.js');
  const { stdout } = await promisify(execFile)(process.execPath, ['--enable-source-maps', program, databaseUrl, asOf], {
    env: { PATH: process.env.PATH },
  });
  return JSON.parse(stdout) as ScoreFigures;
}
