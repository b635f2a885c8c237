// The process that loads: `node load-child.js DATABASE_URL PATH [MAPPING]` prints what a load took as one line of JSON. Each load
// has a process of its own, as the command has, so that its peak of memory is the load's alone.
import { readConfig } from '../../src/config/config';
import { load } from '../../src/load/load';
import { totalOf } from '../../src/load/report/load-report';
import { noProgress } from '../../src/load/stage/progress';
import { openDatabase } from '../../src/warehouse/warehouse';
import type { LoadFigures } from './run-load';

async function main(databaseUrl: string, path: string, mapping?: string): Promise<void> {
  const warehouse = await openDatabase(databaseUrl, readConfig({}));
  try {
    const marks: number[] = [];
    const mark = () => marks.push(performance.now() / 1000);
    mark();
    // Steps: Merging, Deriving.
    const report = await load(warehouse, { path, mapping, progress: { ...noProgress, step: mark } });
    mark();
    const [started, merging, deriving, ended] = marks as [number, number, number, number];
    const figures: LoadFigures = {
      seconds: ended - started,
      staging: merging - started,
      merging: deriving - merging,
      deriving: ended - deriving,
      read: totalOf(report, 'read'),
      inserted: totalOf(report, 'inserted'),
      peakMegabytes: process.resourceUsage().maxRSS / 1024,
    };
    process.stdout.write(`${JSON.stringify(figures)}\n`);
  } finally {
    await warehouse.close();
  }
}

void main(process.argv[2]!, process.argv[3]!, process.argv[4]);
