// export-customer: everything that is kept of a person, as one JSON document.
import { Command } from 'commander';
import { exportCustomer } from '../load/export-customer';
import { type CommandSurroundings, say } from './surroundings';
import { withWarehouse } from './with-warehouse';

export const exportCustomerCommand = (surroundings: CommandSurroundings): Command =>
  new Command('export-customer')
    .description('Print everything that is kept of a customer, as JSON: to give it to the person.')
    .argument('<customer>', 'id of the customer, or one of its aliases')
    .action(async (customer: string) => {
      say(surroundings, await withWarehouse(surroundings, (warehouse) => exportCustomer(warehouse, customer)));
    });
