// distribute: spreads the tables of a warehouse over the servers of a Citus cluster.
import { Command } from 'commander';
import { distribute, type TablePlaced } from '../warehouse/distribute';
import { distributionColumn, tablesPlaced } from '../warehouse/placed-tables';
import { type CommandSurroundings, say } from './surroundings';
import { withWarehouse } from './with-warehouse';

export const distributeCommand = (surroundings: CommandSurroundings): Command =>
  new Command('distribute')
    .description(
      'Spread the tables of a warehouse, empty or filled, over the servers of a Citus cluster. DATABASE_URL names its coordinator, where the extension is created and the workers are added. A server has to be started again afterwards.',
    )
    .addHelpText(
      'after',
      '\nNo load runs meanwhile. Tables that were moved before stay as they are: a run that was cut short is finished by the next.',
    )
    .action(async () => {
      const tables = await withWarehouse(surroundings, (warehouse) =>
        distribute(warehouse, (placed) => say(surroundings, lineOf(placed))),
      );
      say(surroundings, `${summaryOf(tables)} On the coordinator alone stay ${tablesPlaced('local').join(', ')}.`);
    });

const lineOf = ({ table, as, moved }: TablePlaced): string => {
  const how = as === 'reference' ? 'a copy on every server' : `distributed by ${distributionColumn}`;
  return `${table}: ${how}${moved ? '' : ', as before'}`;
};

function summaryOf(tables: readonly TablePlaced[]): string {
  const moved = tables.filter((each) => each.moved).length;
  return moved === 0 ? 'Nothing was left to be moved.' : `Moved ${moved} of ${tables.length} tables.`;
}
