// The members of a page's rows: those that a fact has numbers for are named once its rows are grouped, one look a group and not
// one a fact. A number is one member's, and a member has one number; 0 is no member's.
import type { DimensionDefinition } from '../../model/dimensions';
import { type Fragment, name, sql } from '../../sql/fragment';
import type { Column } from '../../sql/select';
import type { Compilation } from './compilation';
import { relation } from './relation';
import { keyName, type MemberOf, memberColumns } from './slice-keys';

/** The member as a text, and what it takes to read it beside the grouped rows. */
export type PageKey = Column & {
  /** What facts are grouped by. */
  readonly grouped: Column;
  readonly joins: readonly Fragment[];
  readonly byNumber: boolean;
};

export const pageKeys = (
  by: readonly DimensionDefinition[],
  member: MemberOf,
  compilation: Compilation,
): readonly PageKey[] => by.map((dimension) => pageKey(dimension, member, compilation));

function pageKey(dimension: DimensionDefinition, member: MemberOf, compilation: Compilation): PageKey {
  const key = { name: keyName(dimension), byNumber: dimension.order === 'number' };
  const of = numbered(dimension);
  if (of === null) {
    const [grouped] = memberColumns([dimension], member);
    return { ...key, grouped: grouped!, value: name('every_row', key.name), joins: [] };
  }
  const number = `${of}_no`;
  const table = `dim_${of}`;
  // A customer has a row for each version.
  const current = of === 'customer' ? sql` AND ${name(of)}.is_current` : sql``;
  const rows = relation(table, compilation);
  return {
    ...key,
    grouped: { name: number, value: name('fact', number) },
    value: name(of, `${of}_id`),
    joins: [sql`LEFT JOIN ${rows} AS ${name(of)} ON ${name(of, number)} = ${name('every_row', number)}${current}`],
  };
}

/** What the fact has a number for, if its own name is the member. */
function numbered({ source }: DimensionDefinition): 'customer' | 'product' | 'channel' | 'agent' | null {
  switch (source.kind) {
    case 'customer':
    case 'product':
    case 'channel':
    case 'agent':
      return source.column === `${source.kind}_id` ? source.kind : null;
    default:
      return null;
  }
}
