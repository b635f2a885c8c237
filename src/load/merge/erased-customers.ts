// A load does not bring an erased person back. What it says of the person itself is left out and counted as filtered; what
// happened stays with the nameless customer, also what is new; where others name the person stands that it was erased; and
// a row in quarantine that names it loses its text.
//
// For the time of a load the nameless customer goes by a token instead of an id, so that facts find it as they find any
// other. The token says nothing of the person.
import { randomUUID } from 'node:crypto';
import type { LoadTable } from '../format/source-row';
import { lacks } from '../session/lacks';
import type { LoadSession } from '../session/session';
import { rejectionTable, stagedTable } from '../stage/staged-tables';
import { countOutcome, type Merge, type SourceCount } from './context';
import { markerOf } from './erased-mark';

/** Stands where a row of another customer named the person, so that it still counts as recommended. */
export const erasedText = '(erased)';
/** The sentence of a rejection that lost its text. */
export const emptiedMessage = 'The row named a customer that was erased; its text is gone.';

const ofErased = 'n.id = s.customer_id';

/** Columns of staged rows that name customers. */
const naming: readonly { readonly table: LoadTable; readonly column: string; readonly where?: string }[] = [
  { table: 'customers', column: 'customer_id' },
  { table: 'customers', column: 'referred_by' },
  { table: 'customer_aliases', column: 'alias_id' },
  { table: 'customer_aliases', column: 'customer_id' },
  { table: 'interactions', column: 'customer_id' },
  { table: 'transactions', column: 'customer_id' },
  { table: 'targets', column: 'member', where: `dimension = 'CUSTOMER'` },
];

const someoneErased = 'SELECT EXISTS (SELECT 1 FROM erased_customer) AS any';

/** Leaves out what is said of erased persons. The first step of a merge. */
export async function leaveOutErased(merge: Merge): Promise<void> {
  const { session, staged } = merge;
  const { rows, run } = session;
  const [found] = await rows<{ any: boolean }>(someoneErased);
  if (!found!.any) return;
  const isStaged = (table: LoadTable) => staged.groups.some((group) => group.table === table);
  const named = naming.filter(({ table }) => isStaged(table));
  if (named.length === 0) return;
  const idsStaged = named
    .map(
      ({ table, column, where }) =>
        `SELECT ${column} AS id FROM ${stagedTable(table)}${where ? ` WHERE ${where}` : ''}`,
    )
    .join(' UNION ');
  const ids = await rows<{ id: string }>(
    `SELECT id FROM (${idsStaged}) AS named
     WHERE id IS NOT NULL AND ${['dim_customer', 'merged_customer']
       .map((table) => lacks(session, 'named.id', { table, column: 'customer_id' }, idsStaged))
       .join(' AND ')}`,
  );
  await nameErased(
    session,
    ids.map(({ id }) => id),
  );
  if ((await run('SELECT FROM erased_name LIMIT 1')) === 0) return;
  if (isStaged('customers')) {
    countOutcome(merge, 'erased', await leftOut(session, 'customers', ofErased));
    await run(
      `UPDATE staged_customers AS s SET referred_by = '${erasedText}' FROM erased_name AS n WHERE n.id = s.referred_by`,
    );
  }
  if (isStaged('targets'))
    countOutcome(merge, 'erased', await leftOut(session, 'targets', `s.dimension = 'CUSTOMER' AND n.id = s.member`));
  for (const table of ['interactions', 'transactions'] as const)
    if (isStaged(table))
      await run(`UPDATE ${stagedTable(table)} AS s SET customer_id = n.token FROM erased_name AS n WHERE ${ofErased}`);
  await giveTokens(session);
}

/** The nameless customers of the erased ids are found by their tokens. */
const giveTokens = ({ run }: LoadSession): Promise<number> =>
  run(
    `UPDATE dim_customer AS d SET customer_id = n.token
     FROM erased_name AS n JOIN erased_customer AS e USING (mark) WHERE d.customer_no = e.customer_no`,
  );

/** Gives tokens to erased persons of whom the marks alone are known: those of `marks`, SQL of a list of them. */
export async function nameByMarks(session: LoadSession, marks: string): Promise<void> {
  const named = await session.run(
    `INSERT INTO erased_name (id, mark, token)
     SELECT t.token || encode(t.mark, 'hex'), t.mark, t.token
     FROM (SELECT e.mark, $1 || coalesce(e.customer_no::text, encode(e.mark, 'hex')) AS token
           FROM erased_customer AS e WHERE e.mark IN (${marks})) AS t`,
    [`${randomUUID()} `],
  );
  if (named > 0) await giveTokens(session);
}

const leftOut = ({ rows }: LoadSession, table: LoadTable, condition: string): Promise<readonly SourceCount[]> =>
  rows<SourceCount>(
    `WITH removed AS (DELETE FROM ${stagedTable(table)} AS s USING erased_name AS n WHERE ${condition} RETURNING s.source_no)
     SELECT source_no AS source, count(*) AS count FROM removed GROUP BY source_no`,
  );

/** Finds the erased among ids. All ids of one person go by one token. */
async function nameErased(session: LoadSession, ids: readonly string[]): Promise<void> {
  const marks = await (await markerOf(session))(ids);
  await session.run(
    `INSERT INTO erased_name (id, mark, token)
     SELECT named.id, e.mark, $3 || coalesce(e.customer_no::text, encode(e.mark, 'hex'))
     FROM unnest($1::text[], $2::bytea[]) AS named (id, mark) JOIN erased_customer AS e USING (mark) ON CONFLICT DO NOTHING`,
    [ids, marks, `${randomUUID()} `],
  );
}

/** What may stand between the cells of a row, from little to much. */
const betweenCells = [/["\t\r\n]/u, /[,;|"\t\r\n]/u, /[\s,;|"{}[\]]+/u];

/** The cells of a row in whatever form it came, and its words; an id is among them. */
export const cellsOf = (raw: string): readonly string[] =>
  betweenCells.flatMap((between) => raw.split(between)).map((cell) => cell.trim());

/** Takes the text of the rows in quarantine that name an erased person. They stay there, with their code. */
export async function emptyRejections(session: LoadSession): Promise<void> {
  const [found] = await session.rows<{ any: boolean }>(someoneErased);
  if (!found!.any) return;
  const rejected = await session.rows<{ row: string; raw: string }>(
    `SELECT ctid::text AS row, concat_ws(',', raw, message) AS raw FROM ${rejectionTable}`,
  );
  const cells = new Set(rejected.flatMap(({ raw }) => cellsOf(raw)));
  cells.delete('');
  await nameErased(session, [...cells]);
  const erased = new Set((await session.rows<{ id: string }>('SELECT id FROM erased_name')).map(({ id }) => id));
  const holding = rejected.filter(({ raw }) => cellsOf(raw).some((cell) => erased.has(cell)));
  await session.run(`UPDATE ${rejectionTable} SET raw = '', message = $2 WHERE ctid = ANY ($1::tid[])`, [
    holding.map(({ row }) => row),
    emptiedMessage,
  ]);
}

/** Takes the tokens back. Where facts came for an erased id that had none, their customer is nameless from here on. */
export async function letErasedGo({ run }: LoadSession): Promise<void> {
  if ((await run('SELECT FROM erased_name LIMIT 1')) === 0) return;
  await run(
    `CREATE TEMP TABLE nameless ON COMMIT DROP AS
     SELECT d.customer_id AS token, d.customer_no FROM dim_customer AS d WHERE d.customer_id IN (SELECT token FROM erased_name)`,
  );
  await run(
    `UPDATE erased_customer AS e SET customer_no = d.customer_no
     FROM erased_name AS n JOIN nameless AS d USING (token) WHERE e.mark = n.mark`,
  );
  await run('DROP TABLE nameless');
  await run('UPDATE dim_customer AS d SET customer_id = NULL FROM erased_name AS n WHERE d.customer_id = n.token');
  await run('DELETE FROM erased_name');
}
