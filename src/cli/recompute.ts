// recompute: derives everything anew, and under the settings of the environment where those are other than stored.
import { Command } from 'commander';
import { recompute } from '../load/recompute';
import { settingNames, settingVariables } from '../model/business-settings';
import { type CommandSurroundings, say } from './surroundings';
import { withWarehouse } from './with-warehouse';

export const recomputeCommand = (surroundings: CommandSurroundings): Command =>
  new Command('recompute')
    .description(
      'Derive the stored tables anew, with TIME_ZONE, CURRENCY, LOST_AFTER_DAYS and DORMANT_AFTER_DAYS of the environment. A server has to be started again afterwards.',
    )
    .action(async () => {
      const [numbers, settings] = await withWarehouse(
        surroundings,
        async (warehouse) => [await recompute(warehouse), warehouse.settings] as const,
        { settings: 'change' },
      );
      const list = settingNames.map((name) => `${settingVariables[name]}=${settings[name]}`).join(', ');
      say(surroundings, `Derived anew with ${list}. Data version ${numbers.changeId}.`);
    });
