// The PostgreSQL engine in this process beside SQL written by hand for the same answer, through pg on the same server. Both
// are first shown to give the same rows; then they take turns.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client, type QueryArrayResult } from 'pg';
import { answer } from '../../src/query/answer';
import { servicesOf } from '../../src/services/services';
import { sessionSettings } from '../../src/warehouse/connection';
import { openDatabase } from '../../src/warehouse/warehouse';
import { type Figure, grouped } from './figure';
import { handwrittenQuestions } from './handwritten-questions';
import { type CompanySize, keptCompany } from './kept-company';
import { checkSame } from './same-rows';
import { type Turns, takeTurns } from './take-turns';

const most = 1.3;
const mostOnAverage = 1.15;
const folder = join(__dirname, '..', '..', '..', 'test', 'bench', 'handwritten');
const begin = 'BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL jit = off';

/** `named`: only questions whose name contains it. */
export type HandwrittenOptions = {
  readonly cache: string;
  readonly size: CompanySize;
  readonly turns: Turns;
  readonly named: string | undefined;
};

export async function handwrittenFigures(
  { cache, size, turns, named = '' }: HandwrittenOptions,
  say: (line: string) => void,
): Promise<readonly Figure[]> {
  const questions = handwrittenQuestions.filter(({ name }) => name.includes(named));
  const company = await keptCompany(cache, size, say);
  try {
    const warehouse = await openDatabase(company.databaseUrl, company.config);
    const client = new Client({ ...sessionSettings, connectionString: company.databaseUrl });
    try {
      await client.connect();
      const { answering } = servicesOf(warehouse, company.config);
      const figures: Figure[] = [];
      const ratios: number[] = [];
      for (const asked of questions) {
        const text = await readFile(join(folder, `${asked.file}.sql`), 'utf8');
        const byEngine = () => answer(asked.question, answering);
        const byHand = () => rowsByHand(client, text);
        const rows = checkSame(asked, asked.rowsOf(await byEngine()), await byHand());
        const { one: engine, other: hand } = await takeTurns(byEngine, byHand, turns);
        const ratio = engine / hand;
        ratios.push(ratio);
        say(`Beside SQL by hand: ${asked.name}: ${ratio.toFixed(2)}`);
        figures.push({
          name: `Beside SQL by hand: ${asked.name}, ${grouped(rows)} rows`,
          goal: `at most ${most} x`,
          figure: `${ratio.toFixed(2)} x (${engine.toFixed(1)} ms, by hand ${hand.toFixed(1)} ms)`,
          met: ratio <= most,
        });
      }
      return [...figures, onAverage(ratios)];
    } finally {
      await client.end();
      await warehouse.close();
    }
  } finally {
    await company.leave();
  }
}

function onAverage(ratios: readonly number[]): Figure {
  const mean = Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);
  return {
    name: `Beside SQL by hand: geometric mean of ${ratios.length} questions`,
    goal: `at most ${mostOnAverage} x`,
    figure: `${mean.toFixed(2)} x`,
    met: mean <= mostOnAverage,
  };
}

/** The settings of a file, its statement and the transaction around them go as one request. */
async function rowsByHand(client: Client, text: string): Promise<readonly (readonly unknown[])[]> {
  const results = (await client.query({
    text: `${begin};\n${text};\nCOMMIT`,
    rowMode: 'array',
  })) as unknown as readonly QueryArrayResult[];
  return results.at(-2)!.rows;
}
