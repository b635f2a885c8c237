// `npm run bench`: measures what is promised of speed and memory, side by side with its yardstick on this machine, and
// prints one table. Exits with 1 when a goal is missed. Everything it makes is removed at the end but the large company,
// which is kept for the next run.
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { type BenchCluster, startBenchCluster } from './bench-cluster';
import { type Figure, renderMisses, renderTable } from './figure';
import { foreignFigures } from './foreign';
import { handwrittenFigures } from './handwritten';
import { httpFigures } from './http';
import { ingestFigures } from './ingest';
import { loadingFigures } from './loading';
import { lookupFigures } from './lookups';
import { memoryFigures } from './memory';
import { planningFigures } from './planning';
import { questionFigures } from './questions';
import { scaleFigures } from './scale/scale';
import { type Scale, scales } from './scale/sizes';
import { scoringFigures } from './scoring';
import { slowTurns } from './take-turns';

const parts = [
  'planning',
  'handwritten',
  'questions',
  'http',
  'loading',
  'memory',
  'foreign',
  'customers',
  'ingest',
] as const;
/** These need no database, or keep one of their own. */
const withoutCluster: readonly (string | undefined)[] = ['planning', 'handwritten', 'customers'];
type Options = {
  readonly only?: (typeof parts)[number];
  readonly scale?: Scale;
  readonly rows: number;
  readonly runs: number;
  readonly requests: number;
  readonly customers: readonly number[];
  readonly cache: string;
  readonly large: number;
  readonly judged: number;
  readonly named?: string;
};

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It is not a whole number above 0.');
  return Number(text);
}

function readOptions(): Options {
  return new Command('bench')
    .description('Measures planning, statements, requests, loading, memory and scoring, each beside its yardstick.')
    .addOption(new Option('--only <part>', 'one part alone').choices(parts))
    .addOption(
      new Option('--scale <size>', 'the standing questions of a company of so many facts, alone')
        .choices(scales)
        .conflicts('only'),
    )
    .option('--rows <number>', 'transactions to load', wholeNumber, 1_000_000)
    .option('--runs <number>', 'loads of each kind; the median counts', wholeNumber, 3)
    .option('--requests <number>', 'requests for each question at most; the median counts', wholeNumber, 200)
    .option(
      '--customers <numbers>',
      'sizes of the simulated companies that are asked about, with commas',
      (text: string) => text.split(',').map(wholeNumber),
      [2_000, 10_000],
    )
    .option(
      '--cache <folder>',
      'where the large company is kept for the next run',
      join(tmpdir(), 'astrolabe-bench-company'),
    )
    .option('--large <number>', 'customers of the company asked beside SQL by hand', wholeNumber, 60_000)
    .option('--judged <number>', 'customers of the company that is scored', wholeNumber, 300_000)
    .option('--named <text>', 'of the questions beside SQL by hand and at scale, those whose name contains it')
    .parse()
    .opts<Options>();
}

async function databaseFigures(cluster: BenchCluster, options: Options): Promise<readonly Figure[]> {
  const { rows, runs, requests, customers } = options;
  const wanted = (part: Options['only']) => options.only === undefined || options.only === part;
  const figures: Figure[] = [];
  if (wanted('questions')) figures.push(...(await questionFigures(cluster, customers[0]!, requests, say)));
  if (wanted('http')) for (const size of customers) figures.push(...(await httpFigures(cluster, size, requests, say)));
  if (wanted('loading')) figures.push(...(await loadingFigures(cluster, rows, runs, say)));
  if (wanted('memory')) figures.push(...(await memoryFigures(cluster, rows, runs, say)));
  if (wanted('foreign')) figures.push(...(await foreignFigures(cluster, rows, runs, say)));
  if (wanted('ingest')) figures.push(...(await ingestFigures(cluster, customers[0]!, runs, say)));
  return figures;
}

async function customerFigures({ cache, judged, requests }: Options): Promise<readonly Figure[]> {
  return [...(await scoringFigures(cache, judged, say)), ...(await lookupFigures(cache, judged, requests, say))];
}

function besideSqlByHand({ cache, large, requests, named }: Options): Promise<readonly Figure[]> {
  const size = { customers: large, months: 48, seed: 7 };
  return handwrittenFigures({ cache, size, turns: slowTurns(requests), named }, say);
}

async function main(): Promise<void> {
  const options = readOptions();
  const figures = options.scale === undefined ? await partFigures(options) : await atScale(options.scale, options);
  process.stdout.write(`\n${renderTable(figures)}\n\n${renderMisses(figures)}\n`);
  if (figures.some(({ met }) => met === false)) process.exitCode = 1;
}

const atScale = (scale: Scale, { cache, requests, named = '' }: Options): Promise<readonly Figure[]> =>
  scaleFigures(scale, { cache, rounds: requests, named }, say);

async function partFigures(options: Options): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  if (options.only === undefined || options.only === 'planning') figures.push(...planningFigures());
  if (options.only === undefined || options.only === 'handwritten') figures.push(...(await besideSqlByHand(options)));
  if (options.only === undefined || options.only === 'customers') figures.push(...(await customerFigures(options)));
  if (!withoutCluster.includes(options.only)) {
    const cluster = await startBenchCluster();
    const interrupted = () => void cluster.remove().finally(() => process.exit(130));
    process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
    try {
      figures.push(...(await databaseFigures(cluster, options)));
    } finally {
      await cluster.remove();
    }
  }
  return figures;
}

void main();
