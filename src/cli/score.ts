// score: every customer judged, at the month-ends that are due and now.
import { Command } from 'commander';
import type { Config } from '../config/config';
import { readRules } from '../customer/rules/read-rules';
import { type ScoreReport, score } from '../customer/scoring/score';
import { clockOf } from '../services/clock';
import type { Warehouse } from '../warehouse/warehouse';
import { scoreProgress } from './score-progress';
import { type CommandSurroundings, say } from './surroundings';
import { withWarehouse } from './with-warehouse';

export const scoreCommand = (surroundings: CommandSurroundings): Command =>
  new Command('score')
    .description(
      'Judge every customer (tier, lifetime value, health, churn risk) at the month-ends that are due, and now. A load does it by itself.',
    )
    .option('--quiet', 'no progress')
    .addHelpText(
      'after',
      '\nJUDGEMENT_RULES names a file of other weights, bounds and cut-offs: schema/judgement-rules.schema.json.',
    )
    .action(async ({ quiet = false }: { readonly quiet?: boolean }) => {
      await withWarehouse(surroundings, (warehouse, config) => judgeCustomers(surroundings, warehouse, config, quiet));
    });

/** Judges whoever is due, and says so. */
export async function judgeCustomers(
  surroundings: CommandSurroundings,
  warehouse: Warehouse,
  config: Config,
  quiet: boolean,
): Promise<void> {
  const report = await score(warehouse, {
    now: clockOf(config)(),
    rules: readRules(config.judgementRules),
    progress: scoreProgress(surroundings.stdout, quiet),
  });
  say(surroundings, scoredText(report!));
}

const scoredText = ({ monthEnds, customers, dataVersion }: ScoreReport): string =>
  customers === 0 && monthEnds === 0
    ? `There is nobody to judge, as of data version ${dataVersion}.`
    : `Judged ${customers} customers now and at ${monthEnds} ${monthEnds === 1 ? 'month-end' : 'month-ends'}, as of data version ${dataVersion}.`;
