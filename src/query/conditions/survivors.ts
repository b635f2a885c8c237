// Asking for an alias finds the customer at the end of its chain. A warehouse in which nobody was ever merged is not asked.
import { bind, type Fragment, render, sql } from '../../sql/fragment';
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
  const rowsOf = (statement: Fragment): Promise<readonly (readonly unknown[])[]> => {
    return session.select(render(statement));
  };
  // Aliases alone: where customers lie on several servers no statement that goes on from itself can read them.
  const chain = await rowsOf(
    sql`WITH RECURSIVE chain (asked, customer_id) AS (
  SELECT known.alias_id, known.customer_id FROM ${aliases} AS known WHERE known.alias_id IN (SELECT unnest(${bind([...new Set(ids)], 'text[]')}))
  UNION ALL
  SELECT chain.asked, known.customer_id FROM chain JOIN ${aliases} AS known ON known.alias_id = chain.customer_id
)
SELECT chain.asked, chain.customer_id FROM chain`,
  );
  if (chain.length === 0) return new Map();
  const ends = [...new Set(chain.map(([, customer]) => String(customer)))];
  const there = await rowsOf(
    sql`SELECT DISTINCT survivor.customer_id FROM ${customers} AS survivor WHERE survivor.customer_id = ANY(${bind(ends, 'text[]')})`,
  );
  const known = new Set(there.map(([customer]) => String(customer)));
  return new Map(
    chain.map(([asked, customer]) => [String(asked), String(customer)] as const).filter(([, end]) => known.has(end)),
  );
}
