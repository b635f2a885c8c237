// What is to be known of a target that may be set all the same: a member that nothing has yet may come with the next load,
// or be a slip of the pen.
import { dimensionOf } from '../model/dimensions';
import { knownColumns } from '../model/member-places';
import type { TargetRow } from '../model/target';
import { citusDialect } from '../sql/citus';
import { render } from '../sql/fragment';
import { type MembersAsked, missingMembers } from '../sql/known-members';
import { postgresDialect } from '../sql/postgres';
import { type CustomersSeen, rowsInView } from '../sql/rows-in-view';
import { type Warning, warning } from '../warnings';
import type { LoadSession } from './session/session';

export type StoredTarget = TargetRow & { readonly warnings: readonly Warning[] };

/** The targets in their order, each with its warnings: of members that nobody has whom the caller sees. */
export async function withWarnings(
  targets: readonly TargetRow[],
  { rows, distributed }: Pick<LoadSession, 'rows' | 'distributed'>,
  seen: CustomersSeen,
): Promise<readonly StoredTarget[]> {
  const asked = membersOf(targets);
  if (asked.length === 0) return targets.map((target) => ({ ...target, warnings: [] }));
  const { text, parameters } = render(
    missingMembers(asked, (name) => rowsInView(name, () => seen), distributed ? citusDialect : postgresDialect),
  );
  const unknown = new Map<string, Warning>();
  for (const { list, position } of await rows<{ list: number; position: number }>(text, parameters)) {
    const { dimension, members } = asked[list]!;
    const member = members[position]!;
    unknown.set(nameOf(dimension, member), warning('TARGET_OF_UNKNOWN_MEMBER', { dimension, member }));
  }
  return targets.map((target) => {
    const found = unknown.get(nameOf(target.dimension, target.member));
    return { ...target, warnings: found === undefined ? [] : [found] };
  });
}

const nameOf = (dimension: string | null, member: string | null): string => JSON.stringify([dimension, member]);

/** The members that must be looked for, by dimension. */
function membersOf(targets: readonly TargetRow[]): readonly (MembersAsked & { readonly dimension: string })[] {
  const byDimension = new Map<string, Set<string>>();
  for (const { dimension, member } of targets)
    if (dimension !== null && member !== null)
      byDimension.set(dimension, (byDimension.get(dimension) ?? new Set()).add(member));
  return [...byDimension].flatMap(([dimension, members]) => {
    const columns = knownColumns(dimensionOf(dimension));
    return columns.length === 0 ? [] : [{ dimension, members: [...members], columns }];
  });
}
