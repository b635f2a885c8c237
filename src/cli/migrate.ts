// migrate: brings the database to the schema of this version. Every other command and the server do so too when they
// start; this one does nothing else.
import { Command } from 'commander';
import { databaseName } from '../warehouse/database-problem';
import { hasSecondLock, withoutSecondLock } from '../warehouse/second-lock';
import { type CommandSurroundings, say } from './surroundings';
import { withWarehouse } from './with-warehouse';

export const migrateCommand = (surroundings: CommandSurroundings): Command =>
  new Command('migrate').description('Create or bring up to date the tables of the warehouse.').action(async () => {
    await withWarehouse(surroundings, async ({ url, dataSource, pool, distributed }) => {
      const pending = await dataSource.showMigrations();
      say(
        surroundings,
        pending
          ? `The database ${databaseName(url)} is not up to date.`
          : `The database ${databaseName(url)} has the schema of this version.`,
      );
      if (!distributed && !(await hasSecondLock(pool))) say(surroundings, withoutSecondLock);
    });
  });
