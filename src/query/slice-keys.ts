// The slice keys of a level: the member of each dimension on the statement's row. With a top, the members of the first
// dimension outside it become one, so that the rest is measured anew and not added up.
import { bind, type Fragment, join, sql } from '../sql/fragment';
import type { Level } from './plan';

/** The key of all other members: a text that no load can bring, since it holds a noncharacter. */
export const otherMembers = '\u{10FFFF}other';

export function sliceKeys({ by, top }: Level, member: (dimension: string) => Fragment): readonly Fragment[] {
  return by.map(({ id }, position) => {
    if (position > 0 || top === null) return member(id);
    const own = asText(member(id));
    const known = top.members.filter((each) => each !== null);
    const isTop =
      known.length === 0
        ? sql`FALSE`
        : sql`${own} IN (${join(
            known.map((each) => bind(each, 'text')),
            ', ',
          )})`;
    const ofNone = top.members.includes(null) ? sql` WHEN ${own} IS NULL THEN NULL` : sql``;
    return sql`CASE WHEN ${isTop} THEN ${own}${ofNone} ELSE ${bind(otherMembers, 'text')} END`;
  });
}

/** Conditions that leave out the other members, where the question does not want them. */
export function onlyTop({ by, top }: Level, member: (dimension: string) => Fragment): readonly Fragment[] {
  if (top === null || top.other) return [];
  const own = asText(member(by[0]!.id));
  const known = top.members.filter((each) => each !== null);
  const conditions = [
    ...(known.length === 0
      ? []
      : [
          sql`${own} IN (${join(
            known.map((each) => bind(each, 'text')),
            ', ',
          )})`,
        ]),
    ...(top.members.includes(null) ? [sql`${own} IS NULL`] : []),
  ];
  return [conditions.length === 0 ? sql`FALSE` : sql`(${join(conditions, ' OR ')})`];
}

const asText = (member: Fragment): Fragment => sql`CAST(${member} AS text)`;
