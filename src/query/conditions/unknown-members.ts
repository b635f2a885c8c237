// Members that a filter lists and nothing in the warehouse has: a slip of the pen would make a number silently smaller.
// A member is known when any row has it, whatever its time and whether or not anything stands behind it.
import type { EngineSession } from '../../engine/engine';
import { UserError } from '../../errors';
import { type DimensionDefinition, dimensionOf } from '../../model/dimensions';
import { collectFaults } from '../../model/faults';
import type { Filter } from '../../model/filters';
import { bind, constant, type Fragment, join, name, render, sql } from '../../sql/fragment';

/** Throws UNKNOWN_MEMBER for each member listed that is not known, at its place, with those that are (the first thousand). */
export async function refuseUnknownMembers(filter: Filter, session: EngineSession, path: string): Promise<void> {
  const listed = [...membersListed(filter, path)].flatMap(([id, members]) => {
    const places = placesOfMembers(dimensionOf(id));
    return places.length === 0 ? [] : [{ id, members, places }];
  });
  if (listed.length === 0) return;
  const statements = listed.map(
    ({ members, places }, index) =>
      sql`SELECT ${constant(index)} AS listed, asked.member FROM (SELECT unnest(${bind([...members.keys()], 'text[]')}) AS member) AS asked WHERE ${join(
        places.map((place) => missing(place, sql`asked.member`)),
        ' AND ',
      )}`,
  );
  const found = render(join(statements, '\nUNION ALL\n'));
  const missed = await session.select(found.text, found.parameters);
  const faults = collectFaults();
  for (const [index, { id, members, places }] of listed.entries()) {
    const order = [...members.keys()];
    const slips = missed
      .filter(([of]) => Number(of) === index)
      .map(([, member]) => String(member))
      .sort((left, right) => order.indexOf(left) - order.indexOf(right));
    if (slips.length === 0) continue;
    const allowed = await membersThereAre(places, session);
    // Where nothing has any member, none is a slip: the answer is as empty as the warehouse.
    if (allowed.length === 0) continue;
    faults.each(path, slips, (given) => {
      // Half a character comes back as another.
      throw new UserError('UNKNOWN_MEMBER', { dimension: id, given, allowed }, members.get(given) ?? path);
    });
  }
  faults.refuse();
}

async function membersThereAre(places: readonly PlaceOfMembers[], session: EngineSession): Promise<readonly string[]> {
  const all = join(
    places.map(({ table, member }) => sql`SELECT ${member} AS member FROM ${name(table)}`),
    '\nUNION ALL\n',
  );
  const { text, parameters } = render(
    sql`SELECT DISTINCT member FROM (${all}) AS known WHERE member IS NOT NULL ORDER BY member LIMIT ${constant(1000)}`,
  );
  return (await session.select(text, parameters)).map(([member]) => String(member));
}

/** By dimension, each with the first place that lists it. */
type Listed = Map<string, Map<string, string>>;

function membersListed(filter: Filter, path: string, listed: Listed = new Map()): Listed {
  if (filter.kind === 'all' || filter.kind === 'any')
    for (const [index, each] of filter.of.entries()) membersListed(each, `${path}.${filter.kind}[${index}]`, listed);
  if (filter.kind === 'not') membersListed(filter.of, `${path}.not`, listed);
  if (filter.kind !== 'test') return listed;
  for (const test of filter.tests) {
    if (test.kind !== 'in' && test.kind !== 'notIn') continue;
    const members = listed.get(filter.dimension) ?? new Map<string, string>();
    listed.set(filter.dimension, members);
    for (const [index, member] of test.members.entries())
      if (!members.has(member)) members.set(member, `${path}.${test.kind}[${index}]`);
  }
  return listed;
}

/** A column, or the members of a list in it. */
type PlaceOfMembers = { readonly table: string; readonly member: Fragment; readonly isList?: true };

const column = (table: string, of: string): PlaceOfMembers => ({ table, member: name(of) });

const campaigns: readonly PlaceOfMembers[] = [
  column('fact_spend', 'campaign'),
  column('dim_customer', 'acquired_campaign'),
  column('fact_transaction', 'campaign'),
  column('fact_interaction', 'campaign'),
];

/** Where the members of a dimension stand; nowhere, if they are known without looking. */
function placesOfMembers({ source, members }: DimensionDefinition): readonly PlaceOfMembers[] {
  if (members !== undefined) return [];
  switch (source.kind) {
    case 'channel':
    case 'product':
    case 'agent':
      return [column(`dim_${source.kind}`, source.column)];
    case 'acquisitionChannel':
      return [column('dim_channel', 'channel_id')];
    case 'fact':
      return source.column === 'campaign' ? campaigns : [column('fact_interaction', source.column)];
    case 'customer':
      return source.column === 'acquired_campaign' ? campaigns : [column('dim_customer', source.column)];
    case 'tag':
      return [{ table: 'dim_customer', member: sql`unnest(tags)`, isList: true }];
    case 'churnReason':
      return [column('customer_summary', 'churn_reason')];
    case 'clock':
    case 'buyerType':
    case 'ageBand':
    case 'cohortMonth':
    case 'customerNumber':
      return [];
    default:
      return source satisfies never;
  }
}

/** A look at each member by itself, which ends at the first row that has it: no join that would read the whole table. */
function missing({ table, member, isList }: PlaceOfMembers, asked: Fragment): Fragment {
  const found =
    isList === true
      ? sql`SELECT 1 FROM (SELECT ${member} AS member FROM ${name(table)}) AS listed WHERE listed.member = ${asked}`
      : sql`SELECT 1 FROM ${name(table)} WHERE ${name(table)}.${member} = ${asked}`;
  return sql`CASE WHEN EXISTS (${found}) THEN 1 END IS NULL`;
}
