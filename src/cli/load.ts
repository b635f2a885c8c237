// load: files in, star schema inside.
import { Command } from 'commander';
import { dryRun } from '../load/dry-run';
import { parseErrorLimit } from '../load/format/error-limit';
import { load } from '../load/load';
import { emptyOldQuarantine } from '../load/quarantine-retention';
import { passedOverLines } from '../load/read/passed-over';
import { dryRunText } from '../load/report/dry-run-report';
import { reportText } from '../load/report/load-report';
import { loadProgress } from '../load/stage/progress';
import { clockOf } from '../services/clock';
import { tracedLoad } from '../telemetry/traced-load';
import { judgeCustomers } from './score';
import { type CommandSurroundings, say } from './surroundings';
import { withWarehouse } from './with-warehouse';

type Options = {
  readonly map?: string;
  readonly maxErrors?: string;
  readonly quiet?: boolean;
  readonly replaceSample?: boolean;
  readonly dryRun?: boolean;
  readonly score: boolean;
};

export const loadCommand = (surroundings: CommandSurroundings): Command =>
  new Command('load')
    .description(
      'Load a folder of CSV, JSON, XLSX or Parquet files (.gz and .zip too), or one such file. Loading it again changes nothing.',
    )
    .argument('<path>', 'folder with customers.csv, transactions.csv, ..., or one file')
    .option('--map <file>', 'mapping that adapts files of another format')
    .option(
      '--max-errors <limit>',
      'give the whole load up when more rows are bad: a number, or a percentage such as 1%',
    )
    .option('--quiet', 'one line a file instead of progress bars')
    .option('--replace-sample', 'remove the simulated company first, in the same step')
    .option('--dry-run', 'say what the load would do, with three rows of each file in each table, and store nothing')
    .option('--no-score', 'do not judge the customers anew after it')
    .addHelpText(
      'after',
      '\ndocs/load-format.md describes every file and column, schema/load-mapping.schema.json what a mapping says.',
    )
    .action(async (path: string, options: Options) => {
      const maxErrors = options.maxErrors === undefined ? undefined : parseErrorLimit(options.maxErrors);
      const quiet = options.quiet ?? false;
      await withWarehouse(surroundings, async (warehouse, config) => {
        const request = {
          path,
          mapping: options.map,
          maxErrors,
          replaceSample: options.replaceSample,
          now: clockOf(config),
          progress: loadProgress(surroundings.stdout, quiet),
        };
        if (options.dryRun ?? false) {
          const found = await dryRun(warehouse, request);
          for (const line of [dryRunText(found), ...passedOverLines(found.passedOver)]) say(surroundings, line);
          return;
        }
        const report = await tracedLoad(config, () => load(warehouse, request));
        for (const line of [reportText(report), ...passedOverLines(report.passedOver)]) say(surroundings, line);
        const emptied = await emptyOldQuarantine(warehouse.pool, config.quarantineRetentionDays);
        if (emptied > 0)
          say(
            surroundings,
            `${emptied === 1 ? '1 row' : `${emptied.toLocaleString('en')} rows`} in quarantine for more than ${config.quarantineRetentionDays} days lost the text.`,
          );
        if (options.score) await judgeCustomers(surroundings, warehouse, config, quiet);
      });
    });
