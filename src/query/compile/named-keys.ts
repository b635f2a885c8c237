// The keys of slices while rows are grouped: where the row has a number for a member, rows are grouped by the number, and what
// is left of them is named after, one look a group and not one a row. A number is one member's, and a member has one number;
// 0 is no member's.
import type { DimensionDefinition } from '../../model/dimensions';
import { type Fragment, name, sql } from '../../sql/fragment';
import type { Column } from '../../sql/select';
import type { Level } from '../plan/query-plan';
import type { Compilation } from './compilation';
import { relation } from './relation';
import { keyColumns, keyName, type MemberNumber, type MemberOf, memberColumns } from './slice-keys';

export type NamedKey = {
  readonly name: string;
  /** What rows are grouped by. */
  readonly grouped: Column;
  /** Whether that is the member's number, which is never null. */
  readonly isNumbered: boolean;
  /** Whether members are ordered as the numbers that their texts are. */
  readonly byNumber: boolean;
  /** The member as a text beside the rows of a step, and the joins that takes. */
  readonly member: (step: string) => Fragment;
  readonly join: (step: string) => readonly Fragment[];
};

type RowsWithMembers = {
  readonly member: MemberOf;
  readonly number: (dimension: DimensionDefinition) => MemberNumber | null;
};

/** Members that become one by a top, those of the first dimension, are told by their texts. */
export const namedKeys = (
  { by, top }: Pick<Level, 'by' | 'top'>,
  rows: RowsWithMembers,
  compilation: Compilation,
): readonly NamedKey[] =>
  by.map((dimension, position) =>
    position === 0 && top !== null
      ? ofText(dimension, keyColumns({ by: [dimension], top }, rows.member)[0]!)
      : namedKey(dimension, rows, compilation),
  );

function namedKey(dimension: DimensionDefinition, rows: RowsWithMembers, compilation: Compilation): NamedKey {
  const number = rows.number(dimension);
  if (number === null) return ofText(dimension, memberColumns([dimension], rows.member)[0]!);
  const { of, value } = number;
  const key = keyName(dimension);
  const column = `${key}_member_no`;
  const numbered = {
    name: key,
    byNumber: dimension.order === 'number',
    grouped: { name: column, value },
    isNumbered: true,
  };
  if (of === 'number')
    return { ...numbered, member: (step) => sql`CAST(${name(step, column)} AS text)`, join: () => [] };
  const table = relation(`dim_${of}`, compilation);
  // A customer has a row for each version.
  const current = of === 'customer' ? sql` AND ${name(key)}.is_current` : sql``;
  return {
    ...numbered,
    member: () => name(key, `${of}_id`),
    join: (step) => [
      sql`LEFT JOIN ${table} AS ${name(key)} ON ${name(key, `${of}_no`)} = ${name(step, column)}${current}`,
    ],
  };
}

const ofText = (dimension: DimensionDefinition, grouped: Column): NamedKey => ({
  name: keyName(dimension),
  byNumber: dimension.order === 'number',
  grouped,
  isNumbered: false,
  member: (step) => name(step, grouped.name),
  join: () => [],
});

/** The keys as a step of rows grouped by them has them. */
export const keysOf = (keys: readonly NamedKey[]): readonly Column[] =>
  keys.map(({ grouped }) => ({ name: grouped.name, value: name(grouped.name) }));
