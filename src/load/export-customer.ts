// Everything that is kept of a person, as one JSON document: every version, also of its aliases, what happened, what was
// derived from it, and where else its ids or texts stand. One view of the data, read part by part; numbers as the warehouse has
// them, digit by digit.
import { holdChanges } from '../warehouse/view-lock';
import type { Warehouse } from '../warehouse/warehouse';
import { namesPerson } from './erasure/named-in-filter';
import { rejectionsOf } from './erasure/named-in-quarantine';
import { findPerson, type Person, refuseUnknown } from './erasure/person';
import type { LoadSession } from './session/session';

/** Tables with rows of a customer beside its facts, all by customer_no. */
export const tablesAboutCustomer = [
  'customer_summary',
  'customer_order',
  'customer_lead',
  'customer_offer',
  'customer_category',
  'customer_price_tier',
  'customer_term',
  'customer_spell',
  'opportunity',
  'customer_snapshot',
] as const;

/** Numbers of members beside which their ids stand. */
const members = [
  { number: 'channel_no', table: 'dim_channel', id: 'channel_id' },
  { number: 'product_no', table: 'dim_product', id: 'product_id' },
  { number: 'agent_no', table: 'dim_agent', id: 'agent_id' },
] as const;

/** SQL of a list of rows of a table, as objects. */
const listed = (table: string, condition: string, order: string, object = 'to_jsonb(r)'): string =>
  `coalesce((SELECT jsonb_agg(${object} ORDER BY ${order}) FROM ${table} AS r WHERE ${condition}), '[]')`;

function factsOf(table: 'fact_interaction' | 'fact_transaction', key: string): string {
  const named = members.map(
    ({ number, table: of, id }) => `'${id}', (SELECT m.${id} FROM ${of} AS m WHERE m.${number} = r.${number})`,
  );
  return listed(
    table,
    'r.customer_no = $1',
    `r.occurred_at, r.${key}`,
    `to_jsonb(r) || jsonb_build_object(${named.join(', ')})`,
  );
}

/** Judgements of an alias stand until the next score run. */
const ofAnyNumber = 'r.customer_no = ANY ($1)';

/** What a part is asked by; its statement names it as $1 and $2. */
type Asked = (given: Given) => readonly unknown[];
type Given = {
  readonly customerNo: number | null;
  readonly numbers: readonly number[];
  readonly ids: readonly string[];
  readonly segments: readonly string[];
  readonly rejections: readonly { readonly load: number; readonly no: number }[];
};
type Part = { readonly sql: string; readonly asked: Asked };

const byNumber = (sql: string): Part => ({ sql, asked: ({ customerNo }) => [customerNo] });
const byIds = (sql: string): Part => ({ sql, asked: ({ ids }) => [ids] });

const parts: Readonly<Record<string, Part>> = {
  ids: byIds('to_jsonb($1::text[])'),
  versions: byNumber(listed('dim_customer', 'r.customer_no = $1', 'r.valid_from')),
  versions_of_aliases: byNumber(listed('merged_customer', 'r.survivor_no = $1', 'r.customer_id, r.valid_from')),
  aliases: byIds(listed('customer_alias', 'r.alias_id = ANY ($1) OR r.customer_id = ANY ($1)', 'r.alias_id')),
  interactions: byNumber(factsOf('fact_interaction', 'interaction_id')),
  transactions: byNumber(factsOf('fact_transaction', 'transaction_id')),
  ...Object.fromEntries(
    tablesAboutCustomer.map((table): [string, Part] => [
      table,
      { sql: listed(table, ofAnyNumber, 'to_jsonb(r)::text'), asked: ({ numbers }) => [numbers] },
    ]),
  ),
  deleted_facts: byIds(listed('deleted_fact', 'r.customer_id = ANY ($1)', 'r.load_id, r.target_table, r.key')),
  recommended_customers: byIds(
    `to_jsonb((SELECT count(DISTINCT r.customer_no) FROM dim_customer AS r WHERE r.referred_by = ANY ($1)))`,
  ),
  targets: byIds(listed('target', `r.dimension = 'CUSTOMER' AND r.member = ANY ($1)`, 'to_jsonb(r)::text')),
  segments: { sql: listed('segment', 'r.name = ANY ($1)', 'r.name'), asked: ({ segments }) => [segments] },
  quarantine: {
    sql: listed(
      'load_rejection',
      '(r.load_id, r.rejection_no) IN (SELECT * FROM unnest($1::bigint[], $2::bigint[]))',
      'r.load_id, r.rejection_no',
    ),
    asked: ({ rejections }) => [rejections.map(({ load }) => load), rejections.map(({ no }) => no)],
  },
};

/** Rows become documents where they lie: the servers write instants in UTC as well. */
const beginOnServers = `BEGIN; ${holdChanges}; SET LOCAL citus.propagate_set_commands TO 'local'; SET LOCAL TimeZone TO 'UTC'`;

/** Throws UNKNOWN_CUSTOMER or CUSTOMER_ERASED. */
export async function exportCustomer({ pool, distributed }: Warehouse, id: string): Promise<string> {
  const client = await pool.connect();
  try {
    if (distributed) await client.query(beginOnServers);
    else await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    const session: Pick<LoadSession, 'rows' | 'run'> = {
      rows: async <Row extends object>(sql: string, values?: readonly unknown[]) =>
        (await client.query<Row>(sql, values === undefined ? undefined : [...values])).rows,
      run: async (sql, values) =>
        (await client.query(sql, values === undefined ? undefined : [...values])).rowCount ?? 0,
    };
    const person = (await findPerson(session, id)) ?? (await refuseUnknown(session, id));
    return await documentOf(session, person);
  } finally {
    // It wrote nothing that should stay.
    await client.query('ROLLBACK');
    client.release();
  }
}

async function documentOf(session: Pick<LoadSession, 'rows'>, person: Person): Promise<string> {
  const { customerNo, ids } = person;
  const segments = await session.rows<{ name: string; filter: unknown }>('SELECT name, filter FROM segment');
  const rejections = await rejectionsOf(session, person);
  const aliases = await session.rows<{ no: number }>(
    'SELECT DISTINCT customer_no AS no FROM merged_customer WHERE survivor_no = $1',
    [customerNo],
  );
  const given: Given = {
    customerNo,
    numbers: [...(customerNo === null ? [] : [customerNo]), ...aliases.map(({ no }) => no)],
    ids,
    segments: segments.filter(({ filter }) => namesPerson(filter, ids)).map(({ name }) => name),
    rejections,
  };
  const texts: string[] = [];
  for (const { sql, asked } of Object.values(parts)) {
    const [part] = await session.rows<{ part: string }>(`SELECT jsonb_pretty(${sql}) AS part`, asked(given));
    texts.push(part!.part);
  }
  const built = Object.keys(parts).map((name, index) => `'${name}', $${index + 1}::jsonb`);
  const [row] = await session.rows<{ document: string }>(
    `SELECT jsonb_pretty(jsonb_build_object(${built.join(', ')})) AS document`,
    texts,
  );
  return row!.document;
}
