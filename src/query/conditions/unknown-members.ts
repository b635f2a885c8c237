// Members that a filter lists and nothing in the warehouse has. In a question they are a slip of the pen, which would make a
// number silently smaller: it is refused. In a saved segment they are members it has lost since: nobody is there any more.
import type { EngineSession } from '../../engine/engine';
import { UserError } from '../../errors';
import { dimensionOf } from '../../model/dimensions';
import type { Filter } from '../../model/filters';
import { type MemberColumn, memberColumns } from '../../model/known-members';
import { type Fragment, render } from '../../sql/fragment';
import { type MembersAsked, membersThereAre, missingMembers } from '../../sql/known-members';

/** A warning: the segment means nobody there, whose dimension has the member no longer. */
export type LostMember = {
  readonly code: 'SEGMENT_LOST_MEMBER';
  readonly segment: string;
  readonly dimension: string;
  readonly member: string;
};

const mostNamed = 1000;

/** Throws UNKNOWN_MEMBER for a member that the question itself lists and nothing has, with those there are; returns those that its segments have lost. */
export async function refuseUnknownMembers(
  filter: Filter,
  session: Pick<EngineSession, 'select'>,
): Promise<readonly LostMember[]> {
  const listed = listedByDimension(filter);
  if (listed.length === 0) return [];
  const lost: LostMember[] = [];
  for (const [list, position] of await rowsOf(missingMembers(listed), session)) {
    const { dimension, columns, members, segmentsOf } = listed[Number(list)]!;
    // As it was written: half a character comes back from a database as another.
    const member = members[Number(position)]!;
    for (const segment of segmentsOf.get(member)!) {
      if (segment === null) await refuse(dimension, member, columns, session);
      else lost.push({ code: 'SEGMENT_LOST_MEMBER', segment, dimension, member });
    }
  }
  return lost;
}

async function refuse(
  dimension: string,
  given: string,
  columns: readonly MemberColumn[],
  session: Pick<EngineSession, 'select'>,
): Promise<void> {
  const allowed = (await rowsOf(membersThereAre(columns, mostNamed), session)).map(([member]) => String(member));
  // Where nothing has any member, none is a slip: the answer is as empty as the warehouse.
  if (allowed.length > 0) throw new UserError('UNKNOWN_MEMBER', { dimension, given, allowed });
}

const rowsOf = (
  statement: Fragment,
  session: Pick<EngineSession, 'select'>,
): Promise<readonly (readonly unknown[])[]> => {
  const { text, parameters } = render(statement);
  return session.select(text, parameters);
};

type Listed = MembersAsked & {
  readonly dimension: string;
  /** Of each member the segments that list it; null: the question itself. */
  readonly segmentsOf: ReadonlyMap<string, ReadonlySet<string | null>>;
};

/** The members that must be looked for, by dimension. */
function listedByDimension(filter: Filter): readonly Listed[] {
  const byDimension = new Map<string, Map<string, Set<string | null>>>();
  for (const { dimension, member, segment } of membersListed(filter)) {
    const members = byDimension.get(dimension) ?? new Map<string, Set<string | null>>();
    byDimension.set(dimension, members);
    members.set(member, (members.get(member) ?? new Set()).add(segment));
  }
  return [...byDimension].flatMap(([dimension, segmentsOf]) => {
    const columns = memberColumns(dimensionOf(dimension));
    return columns.length === 0 ? [] : [{ dimension, columns, members: [...segmentsOf.keys()], segmentsOf }];
  });
}

type ListedMember = { readonly dimension: string; readonly member: string; readonly segment: string | null };

function membersListed(filter: Filter): readonly ListedMember[] {
  switch (filter.kind) {
    case 'all':
    case 'any':
      return filter.of.flatMap(membersListed);
    case 'not':
      return membersListed(filter.of);
    case 'test': {
      const { dimension, segment = null } = filter;
      return filter.tests.flatMap((test) =>
        test.kind === 'in' || test.kind === 'notIn'
          ? test.members.map((member) => ({ dimension, member, segment }))
          : [],
      );
    }
    // Its own filter is looked at when it is judged.
    case 'condition':
    case 'customers':
      return [];
    default:
      return filter satisfies never;
  }
}
