// Members that a filter lists and nothing in the warehouse has: a slip of the pen would make a number silently smaller.
// A member is known when any row has it, whatever its time and whether or not anything stands behind it.
import type { EngineSession } from '../../engine/engine';
import { UserError } from '../../errors';
import { dimensionOf } from '../../model/dimensions';
import { collectFaults } from '../../model/faults';
import type { Filter } from '../../model/filters';
import { type MemberColumn, memberPlace } from '../../model/member-places';
import { bind, constant, type Fragment, join, name, render, sql } from '../../sql/fragment';
import type { Compilation } from '../compile/compilation';
import { relation } from '../compile/relation';
import type { View } from '../measure/measure';

/** Throws UNKNOWN_MEMBER for each member listed that is not known, at its place, with those that are (the first thousand). */
export async function refuseUnknownMembers(filter: Filter, path: string, { session, scope }: View): Promise<void> {
  const compilation = { scope, dialect: session.dialect };
  const listed = [...membersListed(filter, path)].flatMap(([id, members]) => {
    const dimension = dimensionOf(id);
    const { known } = memberPlace(dimension);
    return dimension.members !== undefined || known.length === 0 ? [] : [{ id, members, known }];
  });
  if (listed.length === 0) return;
  const statements = listed.map(
    ({ members, known }, index) =>
      sql`SELECT ${constant(index)} AS listed, asked.member FROM (SELECT unnest(${bind([...members.keys()], 'text[]')}) AS member) AS asked WHERE ${join(
        known.map((column) => missing(column, sql`asked.member`, compilation)),
        ' AND ',
      )}`,
  );
  const found = render(join(statements, '\nUNION ALL\n'));
  const missed = await session.select(found.text, found.parameters);
  const faults = collectFaults();
  for (const [index, { id, members, known }] of listed.entries()) {
    const order = [...members.keys()];
    const slips = missed
      .filter(([of]) => Number(of) === index)
      .map(([, member]) => String(member))
      .sort((left, right) => order.indexOf(left) - order.indexOf(right));
    if (slips.length === 0) continue;
    const allowed = await membersThereAre(known, session, compilation);
    // Where nothing has any member, none is a slip: the answer is as empty as the warehouse.
    if (allowed.length === 0) continue;
    faults.each(path, slips, (given) => {
      // Half a character comes back as another.
      throw new UserError('UNKNOWN_MEMBER', { dimension: id, given, allowed }, members.get(given) ?? path);
    });
  }
  faults.refuse();
}

async function membersThereAre(
  known: readonly MemberColumn[],
  session: EngineSession,
  compilation: Compilation,
): Promise<readonly string[]> {
  const all = join(
    known.map(({ table, column, list }) => {
      const member = list === true ? sql`unnest(${name(column)})` : name(column);
      return sql`SELECT ${member} AS member FROM ${relation(table, compilation)} AS known`;
    }),
    '\nUNION ALL\n',
  );
  const { text, parameters } = render(
    sql`SELECT DISTINCT member FROM (${all}) AS every WHERE member IS NOT NULL ORDER BY member LIMIT ${constant(1000)}`,
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

/** A look at each member by itself, which ends at the first row that has it: no join that would read the whole table. */
function missing({ table, column, list }: MemberColumn, asked: Fragment, compilation: Compilation): Fragment {
  const rows = relation(table, compilation);
  const found =
    list === true
      ? sql`SELECT 1 FROM (SELECT unnest(${name(column)}) AS member FROM ${rows} AS known) AS listed WHERE listed.member = ${asked}`
      : sql`SELECT 1 FROM ${rows} AS known WHERE ${name('known', column)} = ${asked}`;
  return sql`CASE WHEN EXISTS (${found}) THEN 1 END IS NULL`;
}
