// merge-customers: one customer becomes an alias of another.
import { Command } from 'commander';
import { mergeCustomers } from '../load/merge-customers';
import { type CommandSurroundings, say } from './surroundings';
import { withWarehouse } from './with-warehouse';

export const mergeCustomersCommand = (surroundings: CommandSurroundings): Command =>
  new Command('merge-customers')
    .description('Merge a customer into another: what happened under both ids is one customer’s, past and future.')
    .argument('<from>', 'id of the customer that becomes an alias')
    .argument('<into>', 'id of the customer that stays, whose attributes stand')
    .addHelpText(
      'after',
      '\nunload with the number it prints parts them again. The file customer_aliases of a load merges many: docs/load-format.md.',
    )
    .action(async (from: string, into: string) => {
      const { loadId, changeId } = await withWarehouse(surroundings, (warehouse) =>
        mergeCustomers(warehouse, from, into),
      );
      say(
        surroundings,
        `${from} is an alias of ${into} from here on. Load ${loadId}, data version ${changeId}: astrolabe unload ${loadId} parts them again.`,
      );
    });
