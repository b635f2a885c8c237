// The slice keys of a level: the member of each dimension on the statement's row. With a top, the members of the first
// dimension outside it become one, so that the rest is measured anew and not added up.
import type { DimensionDefinition } from '../../model/dimensions';
import { bind, type Fragment, join, sql } from '../../sql/fragment';
import type { Column } from '../../sql/select';
import type { Level, TopMembers } from '../plan/query-plan';

/** The key of all other members: a text that no load can bring, since it holds a noncharacter. */
export const otherMembers = '\u{10FFFF}other';

/** Puts the members that become one under one key. */
export type Regroup = (member: Fragment) => Fragment;

/** The member of a dimension on the row; where a row has several (tags), regrouped before they multiply it. */
export type MemberOf = (dimension: DimensionDefinition, regroup?: Regroup) => Fragment;

/** The number of a member on a row, which is never null, and whose numbers they are. A customer may be asked for by its number. */
export type MemberNumber = {
  readonly of: 'customer' | 'product' | 'channel' | 'agent' | 'number';
  readonly value: Fragment;
};

/** The columns of the keys, as texts, each named by its dimension. */
export const keyColumns = ({ by, top }: Pick<Level, 'by' | 'top'>, member: MemberOf): readonly Column[] =>
  by.map((dimension, position) => ({
    name: keyName(dimension),
    value: sql`CAST(${position > 0 || top === null ? member(dimension) : regrouped(dimension, top, member)} AS text)`,
  }));

/** The same where no top is asked for. */
export const memberColumns = (by: readonly DimensionDefinition[], member: MemberOf): readonly Column[] =>
  keyColumns({ by, top: null }, member);

export const keyName = ({ id }: DimensionDefinition): string => id.toLowerCase();

function regrouped(dimension: DimensionDefinition, top: TopMembers, member: MemberOf): Fragment {
  const regroup: Regroup = (own) => topOrOther(top, sql`CAST(${own} AS text)`);
  return dimension.source.kind === 'tag' ? ofNone(top, member(dimension, regroup)) : regroup(member(dimension));
}

function topOrOther(top: TopMembers, own: Fragment): Fragment {
  const known = top.members.filter((each) => each !== null);
  const others = bind(otherMembers, 'text');
  const isTop =
    known.length === 0
      ? sql`FALSE`
      : sql`${own} IN (${join(
          known.map((each) => bind(each, 'text')),
          ', ',
        )})`;
  const none = top.members.includes(null) ? sql` WHEN ${own} IS NULL THEN NULL` : sql``;
  return sql`CASE WHEN ${isTop} THEN ${own}${none} ELSE ${others} END`;
}

/** A row without any member is one of the others, unless none is among the top. */
const ofNone = (top: TopMembers, key: Fragment): Fragment =>
  top.members.includes(null) ? key : sql`coalesce(${key}, ${bind(otherMembers, 'text')})`;

/** Leaves out the other members, where the question does not want them. */
export const onlyTop = ({ top }: Level, keys: readonly Column[]): readonly Fragment[] =>
  top === null || top.other ? [] : [sql`${keys[0]!.value} IS DISTINCT FROM ${bind(otherMembers, 'text')}`];
