// Asking for an alias finds the customer at the end of its chain. A warehouse in which nobody was ever merged is not asked.
import { bind, render, sql } from '../../sql/fragment';
import { relation } from '../compile/relation';
import type { View } from '../measure/measure';

/** By alias, of those among the ids that are one and whose survivor the viewer sees. */
export async function survivorsOf(
  ids: readonly string[],
  { session, scope }: Pick<View, 'session' | 'scope'>,
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0 || !session.watermarks.has('customer_alias')) return new Map();
  const compilation = { scope, dialect: session.dialect };
  const [aliases, customers] = [relation('customer_alias', compilation), relation('dim_customer', compilation)];
  const { text, parameters } = render(
    sql`WITH RECURSIVE chain (asked, customer_id) AS (
  SELECT known.alias_id, known.customer_id FROM ${aliases} AS known WHERE known.alias_id IN (SELECT unnest(${bind([...new Set(ids)], 'text[]')}))
  UNION ALL
  SELECT chain.asked, known.customer_id FROM chain JOIN ${aliases} AS known ON known.alias_id = chain.customer_id
)
SELECT DISTINCT chain.asked, chain.customer_id FROM chain JOIN ${customers} AS survivor ON survivor.customer_id = chain.customer_id`,
  );
  const rows = await session.select(text, parameters);
  return new Map(rows.map(([asked, survivor]) => [String(asked), String(survivor)]));
}
