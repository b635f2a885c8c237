// Statements that look for members of a dimension in the columns that have them. How tables are named, whoever asks knows.
import type { MemberColumn } from '../model/member-places';
import type { Dialect } from './dialect';
import { bind, constant, type Fragment, join, name, sql } from './fragment';

/** Of one dimension, the members asked for and the columns that could have them. */
export type MembersAsked = { readonly members: readonly string[]; readonly columns: readonly MemberColumn[] };

export type TableOf = (table: string) => Fragment;

/** The members that no row has, each as two numbers: of which list, and its position in it. */
export const missingMembers = (asked: readonly MembersAsked[], tableOf: TableOf, dialect: Dialect): Fragment =>
  join(
    asked.map(
      ({ members, columns }, index) =>
        sql`SELECT ${constant(index)} AS list, asked.position FROM (SELECT unnest(${bind(members, 'text[]')}) AS member, unnest(${bind([...members.keys()], 'integer[]')}) AS position) AS asked WHERE ${join(
          columns.map((column) => isMissing(column, members, tableOf(column.table), dialect)),
          ' AND ',
        )}`,
    ),
    '\nUNION ALL\n',
  );

/** Where members are looked up one by one, no plan may make a join of it that would read the whole table. */
function isMissing({ column, list }: MemberColumn, members: readonly string[], rows: Fragment, dialect: Dialect) {
  const own = name('known', column);
  const found =
    list === true
      ? dialect.isAmong(
          sql`asked.member`,
          sql`listed.member`,
          sql`(SELECT unnest(${name(column)}) AS member FROM ${rows} AS known) AS listed`,
          members,
        )
      : dialect.isAmong(sql`asked.member`, own, sql`${rows} AS known`, members);
  return sql`CASE WHEN ${found} THEN 1 END IS NULL`;
}

/** The members there are, in their order, at most so many. */
export function membersThereAre(columns: readonly MemberColumn[], most: number, tableOf: TableOf): Fragment {
  const all = join(
    columns.map(({ table, column, list }) => {
      const member = list === true ? sql`unnest(${name(column)})` : name(column);
      return sql`SELECT ${member} AS member FROM ${tableOf(table)} AS known`;
    }),
    '\nUNION ALL\n',
  );
  return sql`SELECT DISTINCT member FROM (${all}) AS every WHERE member IS NOT NULL ORDER BY member LIMIT ${constant(most)}`;
}
