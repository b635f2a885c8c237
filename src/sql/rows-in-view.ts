// A table as someone has it who sees some customers: the rows of those customers, and of a table that is nobody's all of them.
import { type Fragment, indent, sql, table } from './fragment';

/** A query of the customer_no of the customers in view; null where all are seen. */
export type CustomersSeen = Fragment | null;

/** Tables whose rows are nobody's: the same for everybody. Any other is taken to be of customers, by its customer_no. */
const sharedTables: ReadonlySet<string> = new Set([
  'dim_date',
  'dim_channel',
  'dim_product',
  'dim_agent',
  'fact_spend',
  'target',
  'month_end',
  'model_fit',
  'customer_alias',
]);

/** The table by its name, or a query that stands for it. */
export function rowsInView(name: string, seen: () => CustomersSeen): Fragment {
  const customers = sharedTables.has(name) ? null : seen();
  if (customers === null) return table(name);
  return sql`(\n  SELECT * FROM ${table(name)} WHERE customer_no IN (\n    ${indent(customers, 4)}\n  )\n)`;
}
