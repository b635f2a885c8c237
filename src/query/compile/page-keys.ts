// The members of a page's rows: those that a fact has numbers for are named once its rows are grouped, one look a group and not
// one a fact. A number is one member's, and a member has one number; 0 is no member's.
import type { DimensionDefinition } from '../../model/dimensions';
import { type Fragment, name, sql } from '../../sql/fragment';
import type { Column } from '../../sql/select';
import type { Compilation } from './compilation';
import { relation } from './relation';
import { keyName, type MemberOf, memberColumns } from './slice-keys';

export type PageKey = {
  readonly name: string;
  /** What facts are grouped by. */
  readonly grouped: Column;
  /** Whether that is the member's number, which is never null. */
  readonly isNumbered: boolean;
  /** Whether members are ordered as the numbers that their texts are. */
  readonly byNumber: boolean;
  /** The member as a text beside the rows of a step, and the joins that takes. */
  readonly member: (step: string) => Fragment;
  readonly join: (step: string) => readonly Fragment[];
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
    return {
      ...key,
      grouped: grouped!,
      isNumbered: false,
      member: (step) => name(step, key.name),
      join: () => [],
    };
  }
  const number = `${of}_no`;
  const rows = relation(`dim_${of}`, compilation);
  // A customer has a row for each version.
  const current = of === 'customer' ? sql` AND ${name(of)}.is_current` : sql``;
  return {
    ...key,
    grouped: { name: number, value: name('fact', number) },
    isNumbered: true,
    member: () => name(of, `${of}_id`),
    join: (step) => [sql`LEFT JOIN ${rows} AS ${name(of)} ON ${name(of, number)} = ${name(step, number)}${current}`],
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
