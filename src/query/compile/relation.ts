// The only way for a statement of a question to name a table: what it reads is known from its own text, and a viewer meets
// the rows of the customers in view alone, in whatever statement.
import { type Fragment, indent, sql, table } from '../../sql/fragment';
import type { Compilation } from './compilation';
import { customersInView } from './customers-in-view';

/** Tables whose rows are nobody's: the same for every viewer. Any other is taken to be of customers, by its customer_no. */
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

export function relation(name: string, compilation: Compilation): Fragment {
  const inView = sharedTables.has(name) ? null : customersInView(compilation);
  if (inView === null) return table(name);
  return sql`(\n  SELECT * FROM ${table(name)} WHERE customer_no IN (\n    ${indent(inView, 4)}\n  )\n)`;
}
