// unload: takes a wrong load back.
import { Command } from 'commander';
import { textTable } from '../load/report/text-table';
import { type UnloadPlan, unload } from '../load/unload';
import { rowNumber } from './row-number';
import { type Surroundings, say } from './surroundings';
import { withWarehouse } from './with-warehouse';

export const unloadCommand = (surroundings: Surroundings): Command =>
  new Command('unload')
    .description('Take a load back: what it inserted goes, what it updated keeps its new values.')
    .argument('<load>', 'number of the load, as status shows it')
    .action(async (load: string) => {
      const number = rowNumber('<load>', load);
      const report = await withWarehouse(surroundings, (warehouse) =>
        unload(warehouse, number, (plan) => say(surroundings, planText(plan))),
      );
      say(surroundings, `Load ${number} is taken back. Data version ${report.changeId}.`);
    });

function planText({ loadId, source, inserted, updated }: UnloadPlan): string {
  const lines = [`Load ${loadId} (${source}) inserted:`];
  if (inserted.length === 0) lines.push('nothing that is there still');
  else
    lines.push(
      textTable(
        ['table', 'rows'],
        inserted.map(({ table, rows }) => [table, rows]),
      ),
    );
  if (updated > 0) {
    lines.push(`It also updated ${updated.toLocaleString('en')} rows of other loads: they are not reverted.`);
  }
  return lines.join('\n');
}
