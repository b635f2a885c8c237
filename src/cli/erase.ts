// erase: takes a person out of the warehouse for ever, and says what it cannot reach.
import { Command } from 'commander';
import { discardIdle, replicaFolder } from '../engine/replica/replica-files';
import { type ErasureReport, eraseCustomer } from '../load/erase-customer';
import { type CommandSurroundings, say } from './surroundings';
import { withWarehouse } from './with-warehouse';

export const eraseCommand = (surroundings: CommandSurroundings): Command =>
  new Command('erase')
    .description('Erase a person for ever. What happened stays, with a customer without name.')
    .argument('<customer>', 'id of the customer, or one of its aliases')
    .addHelpText(
      'after',
      '\nIt cannot be taken back; loading the same files again does not bring the person back either. export-customer prints what is kept of a customer. docs/personal-data.md says what goes, what stays, and what no command reaches.',
    )
    .action(async (customer: string) => {
      const report = await withWarehouse(surroundings, async (warehouse, config) => {
        const erased = await eraseCustomer(warehouse, customer);
        // A server that runs makes its own anew.
        await discardIdle(replicaFolder(config.dataDir));
        return erased;
      });
      say(surroundings, erasureText(report));
    });

const counted = (count: number, one: string, many: string): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

/** What an erasure did, to whoever has to answer for it. It repeats neither id nor name. */
export function erasureText({ forgotten, unreachable }: ErasureReport): string {
  const lines: string[] = [];
  if (forgotten === null) lines.push('The customer was erased before; what was left to be rewritten is rewritten now.');
  else {
    lines.push(`The customer is erased. Data version ${forgotten.changeId}.`);
    if (forgotten.ids > 1) lines.push(`It had ${counted(forgotten.ids, 'id', 'ids')}, which are all gone.`);
    const parts = [
      [forgotten.rejections, 'row in quarantine lost its text', 'rows in quarantine lost their text'],
      [forgotten.targets, 'target is deleted', 'targets are deleted'],
      [forgotten.segments, 'segment no longer names it', 'segments no longer name it'],
      [
        forgotten.referrals,
        'customer no longer says who recommended it',
        'versions of customers no longer say who recommended them',
      ],
    ] as const;
    for (const [count, one, many] of parts) if (count > 0) lines.push(`${counted(count, one, many)}.`);
    if (forgotten.segmentsToRename.length > 0)
      lines.push(
        `These segments bear its name or id in their own; save them under others: ${forgotten.segmentsToRename.join(', ')}.`,
      );
    lines.push('Tables, indexes and statistics that held it are rewritten.');
  }
  return [...lines, 'Out of reach:', ...unreachable.map((place) => `- ${place}`)].join('\n');
}
