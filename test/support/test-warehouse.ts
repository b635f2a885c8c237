// A warehouse on a database of its own, cloned from the run's migrated template: the real schema in some 50 ms, no
// trace of any other test.
import { randomUUID } from 'node:crypto';
import { type Config, readConfig } from '../../src/config/config';
import { settingNames } from '../../src/model/business-settings';
import { openDatabase, type Warehouse } from '../../src/warehouse/warehouse';
import { cloneDatabase, runStatements } from './test-cluster';

export type TestWarehouse = Warehouse & {
  /** The configuration that opens this warehouse again. */
  readonly config: Config;
  /** Closes the warehouse and drops its database. */
  readonly drop: () => Promise<void>;
};

function runCluster(): { url: string; template: string } {
  const { ASTROLABE_TEST_CLUSTER_URL: url, ASTROLABE_TEST_TEMPLATE: template } = process.env;
  if (url === undefined || template === undefined) throw new Error('The global setup of jest has not run');
  return { url, template };
}

/** A configuration for tests: the defaults of an empty environment, without sample company. */
export const testConfig = (overrides: Partial<Config> = {}): Config =>
  Object.freeze({
    ...readConfig({ SAMPLE: 'off', PORT: '0', ERASURE_JOURNAL: 'off' }),
    stated: settingNames.filter((name) => name in overrides),
    ...overrides,
  });

/** An empty, migrated database without settings, as its URL; `drop` removes it. */
export async function createTestDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  const { url: clusterUrl, template } = runCluster();
  const name = `astrolabe_test_${randomUUID()}`;
  const url = await cloneDatabase(clusterUrl, template, name);
  const drop = `DROP DATABASE IF EXISTS "${name}"`;
  return {
    url,
    // PostgreSQL waits a while for connections that are closing; one that is cut off instead would end with an error.
    drop: () => runStatements(clusterUrl, drop).catch(() => runStatements(clusterUrl, `${drop} WITH (FORCE)`)),
  };
}

/** A fresh warehouse with the given configuration. */
export async function createTestWarehouse(overrides: Partial<Config> = {}): Promise<TestWarehouse> {
  const { url, drop } = await createTestDatabase();
  const config = testConfig({ ...overrides, databaseUrl: url });
  const warehouse = await openDatabase(url, config);
  return {
    ...warehouse,
    config,
    drop: async () => {
      await warehouse.close();
      await drop();
    },
  };
}
