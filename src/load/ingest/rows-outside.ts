// Whose rows a call writes. Whoever sees some customers writes rows of those alone: neither before the call nor after it may
// what it names belong to anybody else, nobody included. The whole call is refused otherwise, with every row at fault.
import { UserError } from '../../errors';
import { isStorable } from '../../model/storable-text';
import { bind, type Fragment, name, render, sql, table } from '../../sql/fragment';
import { customerFacts, keyColumnOf } from '../merge/fact-tables';
import { idsInView } from '../merge/ids-in-view';
import type { LoadSession } from '../session/session';
import { inRanges } from './in-ranges';
import type { IngestCall } from './ingest-call';

type Outside = ReadonlySet<number>;

/** The places of the rows, or ids, that are about somebody else as things stand. */
async function placesOutside(session: LoadSession, call: IngestCall, seen: Fragment): Promise<Outside> {
  const namedIn = async (column: string, outside: (named: readonly string[]) => Promise<ReadonlySet<string>>) => {
    const named = cellsOf(call, column);
    const found = named.size === 0 ? new Set<string>() : await outside([...named.keys()]);
    return [...found].flatMap((each) => named.get(each) ?? []);
  };
  if (call.table === 'customers')
    return new Set(await namedIn('customer_id', (ids) => customersOutside(session, seen, ids)));
  const fact = customerFacts.find(({ source }) => source === call.table)!;
  const key = keyColumnOf(fact);
  const ofFacts = await namedIn(key, (keys) => rowsOfOthers(session, seen, { table: fact.table, column: key }, keys));
  // A deal is its first customer's, whoever else has a row of it.
  const column = 'opportunity_id';
  const deals = { table: 'fact_interaction', column, where: sql`kind = 'stage'` };
  const ofDeals = call.kind === 'delete' ? [] : await namedIn(column, (ids) => rowsOfOthers(session, seen, deals, ids));
  return new Set([...ofFacts, ...ofDeals]);
}

/** The ids of customers on file whom the caller does not see. */
async function customersOutside(
  session: LoadSession,
  seen: Fragment,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const inView = await idsInView(session, seen, ids);
  const { rows } = session;
  const found = await rows<{ id: string }>(
    `SELECT customer_id AS id FROM dim_customer WHERE customer_id = ANY ($1)
     UNION SELECT customer_id FROM merged_customer WHERE customer_id = ANY ($1)`,
    [ids],
  );
  return new Set(found.map(({ id }) => id).filter((id) => !inView.has(id)));
}

async function rowsOfOthers(
  { rows }: LoadSession,
  seen: Fragment,
  {
    table: of,
    column,
    where = sql`TRUE`,
  }: { readonly table: string; readonly column: string; readonly where?: Fragment },
  keys: readonly string[],
): Promise<ReadonlySet<string>> {
  const { text, parameters } = render(
    sql`WITH in_view AS MATERIALIZED (${seen})
SELECT ${name(column)} AS key FROM ${table(of)} WHERE ${name(column)} = ANY (${bind(keys, 'text[]')}) AND ${where} AND customer_no NOT IN (SELECT customer_no FROM in_view)`,
  );
  return new Set((await rows<{ key: string }>(text, parameters)).map(({ key }) => key));
}

/** What stands in a column of the call, with the places where it does; ids to delete stand in their own. */
function cellsOf(call: IngestCall, column: string): ReadonlyMap<string, readonly number[]> {
  const cells = call.kind === 'delete' ? call.ids : call.rows.map((row) => row[column]);
  const places = new Map<string, number[]>();
  for (const [place, cell] of cells.entries())
    if (typeof cell === 'string' && cell !== '' && isStorable(cell)) {
      const known = places.get(cell);
      if (known === undefined) places.set(cell, [place]);
      else known.push(place);
    }
  return places;
}

/** Stores a call and looks at whom it was about, before and after. Throws OUTSIDE_ROW_SCOPE: whoever called undoes it then. */
export async function storeInView(session: LoadSession, call: IngestCall, store: () => Promise<void>): Promise<void> {
  const { seen } = call;
  if (seen == null) return store();
  const before = await placesOutside(session, call, seen);
  await store();
  const after = await placesOutside(session, call, seen);
  const places = [...new Set([...before, ...after])].sort((left, right) => left - right);
  if (places.length > 0)
    throw new UserError('OUTSIDE_ROW_SCOPE', {
      argument: call.kind === 'delete' ? 'ids' : 'rows',
      places: inRanges(places),
    });
}
