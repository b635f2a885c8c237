// TypeORM's DataSource of a warehouse. It has the one pool of the process; instants of entities are RFC 3339 text in
// UTC, as everywhere else, because JavaScript's Date loses microseconds and infinity.
import 'reflect-metadata';
import type { Pool } from 'pg';
import { DataSource, type Logger } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver';
import { sessionSettings } from './connection';
import { entities } from './entities';
import { migrations } from './migrations';

const ignore = () => undefined;

/** Errors are thrown; what TypeORM would print beside them names statements and values. */
const quiet: Logger = {
  logQuery: ignore,
  logQueryError: ignore,
  logQuerySlow: ignore,
  logSchemaBuild: ignore,
  logMigration: ignore,
  log: ignore,
};

type Convert = PostgresDriver['prepareHydratedValue'];

/** A DataSource that is not connected yet; `as`: what the server calls its sessions. */
export function createDataSource(url: string, as = sessionSettings.application_name): DataSource {
  const dataSource = new DataSource({
    type: 'postgres',
    url,
    entities,
    migrations,
    migrationsTableName: 'schema_migration',
    logger: quiet,
    installExtensions: false,
    extra: { ...sessionSettings, application_name: as },
    // The pool replaces a broken idle connection; whoever uses one gets the error.
    poolErrorHandler: ignore,
  });
  const driver = dataSource.driver as PostgresDriver;
  const leaveInstants =
    (convert: Convert): Convert =>
    (value, column) =>
      column.type === 'timestamptz' ? value : convert.call(driver, value, column);
  driver.prepareHydratedValue = leaveInstants(driver.prepareHydratedValue);
  driver.preparePersistentValue = leaveInstants(driver.preparePersistentValue);
  return dataSource;
}

/** The pool of a connected DataSource. */
export const poolOf = (dataSource: DataSource): Pool => (dataSource.driver as PostgresDriver).master as Pool;
