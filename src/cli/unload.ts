// unload: takes a wrong load back, after saying what goes.
import { createInterface } from 'node:readline/promises';
import { Command } from 'commander';
import { UserError } from '../errors';
import { textTable } from '../load/report/text-table';
import { type TableRows, type UnloadPlan, unload } from '../load/unload';
import { rowNumber } from './row-number';
import { judgeCustomers } from './score';
import { type CommandSurroundings, say } from './surroundings';
import { withWarehouse } from './with-warehouse';

export const unloadCommand = (surroundings: CommandSurroundings): Command =>
  new Command('unload')
    .description('Take a load back: what it alone gave goes, after you were told what and agreed.')
    .argument('<load>', 'number of the load, as status shows it')
    .option('--yes', 'do not ask; needed where nobody can answer')
    .action(async (load: string, { yes = false }: { readonly yes?: boolean }) => {
      const number = rowNumber('<load>', load);
      await withWarehouse(surroundings, async (warehouse, config) => {
        const report = await unload(warehouse, number, async (plan) => {
          say(surroundings, planText(plan));
          return yes || asked(surroundings, number);
        });
        if (report === null) {
          say(surroundings, `Load ${number} stays as it is.`);
          return;
        }
        say(surroundings, `Load ${number} is taken back. Data version ${report.changeId}.`);
        await judgeCustomers(surroundings, warehouse, config, true);
      });
    });

/** Asks on the terminal. Throws NOT_CONFIRMED where there is none. */
async function asked({ stdin, stdout }: CommandSurroundings, load: number): Promise<boolean> {
  if (!stdin.isTTY || !stdout.isTTY) throw new UserError('NOT_CONFIRMED', { load });
  const terminal = createInterface({ input: stdin, output: stdout });
  try {
    const answer = await terminal.question(`Take load ${load} back? [y/N] `);
    return /^\s*y(es)?\s*$/i.test(answer);
  } finally {
    terminal.close();
  }
}

const tableOf = (rows: readonly TableRows[]): string =>
  textTable(
    ['table', 'rows'],
    rows.map(({ table, rows: count }) => [table, count]),
  );

const rowsOf = (count: number): string => `${count.toLocaleString('en')} ${count === 1 ? 'row' : 'rows'}`;

/** What a plan says to whoever decides. */
export function planText({ loadId, source, goes, stays, updated, returns, repeated }: UnloadPlan): string {
  const lines = [`Load ${loadId} (${source}).`];
  if (goes.length === 0) lines.push('Nothing goes: no row is its alone.');
  else lines.push('What it alone gave goes:', tableOf(goes));
  if (returns.length > 0) lines.push('What it deleted comes back:', tableOf(returns));
  if (stays.length > 0) lines.push('What a later load updated stays, as that load left it:', tableOf(stays));
  if (updated.length > 0) lines.push('What it updated in rows of other loads is not reverted:', tableOf(updated));
  if (goes.length > 0)
    for (const each of repeated)
      lines.push(
        `Load ${each.loadId} (${each.source}) sent ${rowsOf(each.rows)} of it again unchanged. They go too, unless another load updated them: load it again to have them back.`,
      );
  return lines.join('\n');
}
