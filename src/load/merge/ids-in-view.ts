// Which ids are those of customers that whoever writes sees: their own, and those of their aliases.
import { UserError } from '../../errors';
import { isStorable } from '../../model/storable-text';
import { bind, type Fragment, render, sql } from '../../sql/fragment';
import type { CustomersSeen } from '../../sql/rows-in-view';
import type { LoadSession } from '../session/session';

export async function idsInView(
  { rows }: Pick<LoadSession, 'rows'>,
  seen: Fragment,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const asked = bind([...new Set(ids)], 'text[]');
  const { text, parameters } = render(
    sql`WITH in_view AS MATERIALIZED (${seen})
SELECT customer_id AS id FROM dim_customer WHERE customer_id = ANY (${asked}) AND customer_no IN (SELECT customer_no FROM in_view)
UNION SELECT customer_id FROM merged_customer WHERE customer_id = ANY (${asked}) AND survivor_no IN (SELECT customer_no FROM in_view)`,
  );
  return new Set((await rows<{ id: string }>(text, parameters)).map(({ id }) => id));
}

/** Throws UNKNOWN_CUSTOMER for the first id that is nobody's whom the caller sees, whether or not it is somebody's else. */
export async function refuseUnseen(
  session: Pick<LoadSession, 'rows'>,
  seen: CustomersSeen,
  ids: readonly string[],
): Promise<void> {
  if (seen === null) return;
  const known = await idsInView(session, seen, ids.filter(isStorable));
  const given = ids.find((id) => !known.has(id));
  if (given !== undefined) throw new UserError('UNKNOWN_CUSTOMER', { given });
}
