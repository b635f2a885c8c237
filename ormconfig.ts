// The DataSource for TypeORM's own command line (after a build: `npx typeorm -d dist/ormconfig.js migration:show`):
// the database of DATABASE_URL, or the embedded one of DATA_DIR.
import { AdvancedConsoleLogger } from 'typeorm';
import { readConfig } from './src/config/config';
import { createDataSource } from './src/warehouse/data-source';
import { databaseUrl } from './src/warehouse/warehouse';

async function dataSourceOfEnvironment() {
  const { url, leave } = await databaseUrl(readConfig(process.env));
  const dataSource = createDataSource(url);
  dataSource.logger = new AdvancedConsoleLogger();
  const disconnect = dataSource.destroy.bind(dataSource);
  dataSource.destroy = async () => {
    await disconnect();
    await leave();
  };
  return dataSource;
}

export default dataSourceOfEnvironment();
