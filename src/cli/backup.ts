// backup: the whole warehouse as files, from one moment.
import { Command } from 'commander';
import { writeBackup } from '../backup/write-backup';
import { loadProgress } from '../load/stage/progress';
import { type CommandSurroundings, say } from './surroundings';
import { withWarehouse } from './with-warehouse';
import { writingProblem } from './writing-problem';

export const backupCommand = (surroundings: CommandSurroundings): Command =>
  new Command('backup')
    .description('Write a backup of the whole warehouse as it is at one moment. Servers and loads go on meanwhile.')
    .argument('<folder>', 'a new folder, which is there only once the backup is whole')
    .option('--quiet', 'one line a table instead of progress bars')
    .addHelpText(
      'after',
      '\nA backup holds personal data, also of whoever is erased later: keep it as you keep the warehouse. restore brings it back; docs/backup.md says how.',
    )
    .action(async (folder: string, { quiet = false }: { readonly quiet?: boolean }) => {
      const { tables, dataVersion } = await withWarehouse(surroundings, (warehouse) =>
        writeBackup(warehouse, folder, loadProgress(surroundings.stdout, quiet)),
      ).catch((error: unknown) => {
        const hint = 'Name a folder that can be written, on a disk with room for it.';
        throw writingProblem(error, '<folder>', hint) ?? error;
      });
      const sum = (of: 'rows' | 'bytes') => tables.reduce((total, each) => total + each[of], 0);
      say(
        surroundings,
        `Backed up ${sum('rows').toLocaleString('en')} rows of ${tables.length} tables, as of data version ${dataVersion}, into ${folder} (${sum('bytes').toLocaleString('en')} bytes). It holds personal data.`,
      );
    });
