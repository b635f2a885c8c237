// Opens the warehouse of the environment for the time of a command. A server that runs on it goes on; both share it.
import { type Config, readConfig } from '../config/config';
import { type OpenOptions, openWarehouse, type Warehouse } from '../warehouse/warehouse';
import type { CommandSurroundings } from './surroundings';

export async function withWarehouse<Result>(
  { env }: CommandSurroundings,
  work: (warehouse: Warehouse, config: Config) => Promise<Result>,
  options?: OpenOptions,
): Promise<Result> {
  const config = readConfig(env);
  const warehouse = await openWarehouse(config, options);
  try {
    return await work(warehouse, config);
  } finally {
    await warehouse.close();
  }
}
