// PostgreSQL whose tables lie on several servers (Citus 13 or later): rows of one customer lie together.
import type { Dialect } from './dialect';
import { bind, sql } from './fragment';
import { postgresDialect } from './postgres';

export const citusDialect: Dialect = {
  ...postgresDialect,
  // A subquery that names the row around it cannot be worked out before it: what there is of the listed is gathered first.
  isAmong: (member, column, from, listed) =>
    sql`${member} IN (SELECT DISTINCT ${column} FROM ${from} WHERE ${column} = ANY(${bind(listed, 'text[]')}))`,
  // Two tables meet where the rows are only if the statement says that they are of the same customer.
  sameCustomer: (left, right) => sql` AND ${left}.customer_no = ${right}.customer_no`,
  // A step with an offset would be gathered on the coordinator.
  fence: {},
};
