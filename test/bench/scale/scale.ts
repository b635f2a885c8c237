// `npm run bench -- --scale 20m`: one company of that size measured, a small one beside it for how times grow, and the page of
// published figures written anew for that size.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { checkout } from '../checkout';
import type { Figure } from '../figure';
import { keptCompany } from '../kept-company';
import { type Measured, measureScale, type ScaleOptions } from './company-at-scale';
import { growthFigures, growthOf, ratioFigures } from './ratios';
import { machineOf, section, withSection } from './report';
import { type Scale, sizeOf } from './sizes';

const page = join(checkout, 'schema', 'benchmarks.md');
const smallest: Scale = '1m';

const factsOf = ({ transactions, interactions }: Measured): number => transactions + interactions;

/** The figures; the page is written when all questions were asked. */
export async function scaleFigures(
  scale: Scale,
  options: ScaleOptions,
  say: (line: string) => void,
): Promise<readonly Figure[]> {
  const smaller = scale === smallest ? null : await measureScale(smallest, options, false, say);
  const measured = await measureScale(scale, options, true, say);
  const growth = smaller === null ? [] : growthOf(smaller.timings, measured.timings);
  const figures = [
    ...ratioFigures(measured.timings, measured.sides),
    ...(smaller === null ? [] : growthFigures(growth, measured.sides, factsOf(measured) / factsOf(smaller))),
    ...measured.figures,
  ];
  if (options.named !== '') return figures;
  const machine = machineOf(await postgresVersion(scale, options.cache));
  const date = new Date().toISOString().slice(0, 10);
  const before = await readFile(page, 'utf8').catch(() => '');
  await writeFile(page, withSection(before, scale, section({ measured, growth, figures, machine, date })));
  say('schema/benchmarks.md is written');
  return figures;
}

async function postgresVersion(scale: Scale, cache: string): Promise<string> {
  const company = await keptCompany(cache, sizeOf(scale), () => undefined);
  const client = new Client({ connectionString: company.databaseUrl });
  try {
    await client.connect();
    return (await client.query<{ server_version: string }>('SHOW server_version')).rows[0]!.server_version;
  } finally {
    await client.end();
    await company.leave();
  }
}
