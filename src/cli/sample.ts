// sample: writes the load folder of a simulated company.
import { Command } from 'commander';
import { readConfig } from '../config/config';
import { sampleDefaults, sampleUntil } from '../sample/ensure-sample';
import { describeSample, writeSample } from '../sample/write-sample';
import { rowNumber } from './row-number';
import { type CommandSurroundings, say } from './surroundings';
import { writingProblem } from './writing-problem';

type Options = {
  readonly customers: string;
  readonly months: string;
  readonly seed: string;
  readonly until?: string;
  readonly out: string;
};

export const sampleCommand = (surroundings: CommandSurroundings): Command =>
  new Command('sample')
    .description(
      'Write a load folder for a simulated company; nobody in it is real. The same options give the same files.',
    )
    .requiredOption('--out <folder>', 'folder to write into')
    .option('--customers <count>', 'people and businesses on file', String(sampleDefaults.customers))
    .option('--months <count>', 'length of the history', String(sampleDefaults.months))
    .option('--until <date>', 'last day of the history, YYYY-MM-DD (default: today)')
    .option('--seed <number>', 'another number gives another company', String(sampleDefaults.seed))
    .action(async (options: Options) => {
      const { asOf, timeZone } = readConfig(surroundings.env);
      const summary = await writeSample({
        customers: rowNumber('--customers', options.customers),
        months: rowNumber('--months', options.months),
        seed: rowNumber('--seed', options.seed),
        until: options.until ?? sampleUntil(asOf, timeZone),
        out: options.out,
      }).catch((error: unknown) => {
        const hint = 'Name a folder that can be written; it is made if it does not exist.';
        throw writingProblem(error, '--out', hint) ?? error;
      });
      say(surroundings, describeSample(summary));
    });
