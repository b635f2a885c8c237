// restore: a backup into an empty warehouse, with the erasures since.
import { Command } from 'commander';
import { type RestoreReport, restoreBackup } from '../backup/restore-backup';
import { restoring } from '../backup/restore-target';
import { discardIdle, replicaFolder } from '../engine/replica/replica-files';
import { loadProgress } from '../load/stage/progress';
import { type CommandSurroundings, complain, say } from './surroundings';
import { withWarehouse } from './with-warehouse';

type Options = { readonly erasures?: string; readonly quiet?: boolean };

export const restoreCommand = (surroundings: CommandSurroundings): Command =>
  new Command('restore')
    .description('Restore a backup into an empty warehouse, bring it to the schema of this version, and erase again.')
    .argument('<folder>', 'what backup wrote')
    .option('--erasures <file>', 'journal of erasures (default: the one of ERASURE_JOURNAL)')
    .option('--quiet', 'one line a table instead of progress bars')
    .addHelpText(
      'after',
      '\nNo server runs on the warehouse meanwhile. Either all of the backup is there afterwards or nothing: docs/backup.md.',
    )
    .action(async (folder: string, { erasures, quiet = false }: Options) => {
      const report = await withWarehouse(
        surroundings,
        async (warehouse, config) => {
          const restored = await restoreBackup(warehouse, folder, {
            config,
            progress: loadProgress(surroundings.stdout, quiet),
            journal: erasures ?? config.erasureJournal,
            journalIsNamed: erasures !== undefined,
          });
          await discardIdle(replicaFolder(config.dataDir));
          return restored;
        },
        { as: restoring },
      );
      say(surroundings, restoredText(report));
      const warning = warningText(report);
      if (warning !== null) complain(surroundings, warning);
    });

const counted = (count: number, one: string, many: string): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

function restoredText({ manifest, dataVersion, erasures }: RestoreReport): string {
  const rows = manifest.tables.reduce((total, each) => total + each.rows, 0);
  const lines = [
    `Restored ${rows.toLocaleString('en')} rows of ${manifest.tables.length} tables, backed up at ${manifest.takenAt}. Data version ${dataVersion}.`,
  ];
  if (erasures !== null)
    lines.push(
      `By the journal of erasures ${counted(erasures.persons, 'customer was', 'customers were')} erased again; ${counted(erasures.marks, 'id that is', 'ids that are')} not in the backup will not come back by a load either.`,
    );
  return lines.join('\n');
}

/** What nobody should overlook. */
function warningText({ manifest, erasures }: RestoreReport): string | null {
  const lines: string[] = [];
  if (erasures === null)
    lines.push(
      `WARNING: there is no journal of erasures. Every customer who was erased after ${manifest.takenAt} is in the warehouse again, with all personal data, and has to be erased again. If there is a journal elsewhere, restore into an empty warehouse once more with --erasures FILE.`,
    );
  if (erasures !== null && erasures.unreadable > 0)
    lines.push(
      `WARNING: ${counted(erasures.unreadable, 'line of the journal of erasures cannot', 'lines of the journal of erasures cannot')} be read. What was cut short by a crash was not erased; if the file was damaged, somebody may be in the warehouse again.`,
    );
  if (erasures !== null && erasures.ofOthers > 0)
    lines.push(
      `${counted(erasures.ofOthers, 'entry of the journal is of another warehouse and was', 'entries of the journal are of other warehouses and were')} passed over.`,
    );
  const keys = manifest.tables.find(({ table }) => table === 'api_key')?.rows ?? 0;
  if (keys > 0)
    lines.push(
      `WARNING: ${counted(keys, 'key is', 'keys are')} as at ${manifest.takenAt}: one that was revoked since is valid again. keys list shows them, keys revoke ends one.`,
    );
  return lines.length === 0 ? null : lines.join('\n');
}
