// Members that a filter lists and nothing in the warehouse has. In a question they are a slip of the pen, which would make a
// number silently smaller: it is refused. In a saved segment they are members it has lost since: nobody is there any more.
import { UserError } from '../../errors';
import { dimensionOf } from '../../model/dimensions';
import { collectFaults } from '../../model/faults';
import type { Filter } from '../../model/filters';
import { knownColumns } from '../../model/member-places';
import { type Fragment, render } from '../../sql/fragment';
import { type MembersAsked, membersThereAre, missingMembers, type TableOf } from '../../sql/known-members';
import { type Warning, warning } from '../../warnings';
import { relation } from '../compile/relation';
import type { View } from '../measure/measure';

const mostNamed = 1000;
/** Of how many the nearest is looked for among all of those; of others among the first of them. */
const mostSuggested = 10;
const mostNamedOfOthers = 50;

/**
 * Throws UNKNOWN_MEMBER, at its place, for each member that the question itself lists and nothing has, with those there are;
 * warns of those that its segments have lost. `path`: where the filter stands.
 */
export async function refuseUnknownMembers(filter: Filter, path: string, view: View): Promise<readonly Warning[]> {
  const listed = listedByDimension(filter, path);
  if (listed.length === 0) return [];
  const tableOf: TableOf = (table) => relation(table, { scope: view.scope, dialect: view.session.dialect });
  const lost: Warning[] = [];
  const faults = collectFaults();
  const missing = await rowsOf(missingMembers(listed, tableOf, view.session.dialect), view);
  for (const [index, { dimension, columns, members, places }] of listed.entries()) {
    const positions = missing.filter(([list]) => Number(list) === index).map(([, position]) => Number(position));
    // As it was written: half a character comes back from a database as another.
    const unknown = positions.sort((left, right) => left - right).map((position) => members[position]!);
    const slips = unknown.filter((member) => places.get(member)!.some(({ segment }) => segment === null));
    for (const member of unknown)
      for (const segment of segmentsOf(places.get(member)!))
        lost.push(warning('SEGMENT_LOST_MEMBER', { segment, dimension, member }));
    if (slips.length === 0) continue;
    const rows = await rowsOf(membersThereAre(columns, mostNamed, tableOf), view);
    const allowed = rows.map(([member]) => String(member));
    // Where nothing has any member, none is a slip: the answer is as empty as the warehouse.
    if (allowed.length === 0) continue;
    for (const [index, given] of slips.entries()) {
      const place = places.get(given)!.find(({ segment }) => segment === null)!.argument;
      faults.check(place, () => {
        const named = index < mostSuggested ? allowed : allowed.slice(0, mostNamedOfOthers);
        throw new UserError('UNKNOWN_MEMBER', { dimension, given, allowed: named }, place);
      });
    }
  }
  faults.refuse();
  return lost;
}

function rowsOf(statement: Fragment, { session }: View): Promise<readonly (readonly unknown[])[]> {
  return session.select(render(statement));
}

/** Where a member is listed: in the question itself, or in a saved segment. */
type FilterPlace = { readonly argument: string; readonly segment: string | null };

const segmentsOf = (places: readonly FilterPlace[]): readonly string[] => [
  ...new Set(places.flatMap(({ segment }) => (segment === null ? [] : [segment]))),
];

type Listed = MembersAsked & {
  readonly dimension: string;
  readonly places: ReadonlyMap<string, readonly FilterPlace[]>;
};

/** The members that must be looked for, by dimension. */
function listedByDimension(filter: Filter, path: string): readonly Listed[] {
  const byDimension = new Map<string, Map<string, FilterPlace[]>>();
  for (const { dimension, member, ...place } of membersListed(filter, path)) {
    const members = byDimension.get(dimension) ?? new Map<string, FilterPlace[]>();
    byDimension.set(dimension, members);
    const places = members.get(member);
    if (places === undefined) members.set(member, [place]);
    else places.push(place);
  }
  return [...byDimension].flatMap(([dimension, places]) => {
    const columns = knownColumns(dimensionOf(dimension));
    return columns.length === 0 ? [] : [{ dimension, columns, members: [...places.keys()], places }];
  });
}

type ListedMember = FilterPlace & { readonly dimension: string; readonly member: string };

function membersListed(filter: Filter, path: string): readonly ListedMember[] {
  switch (filter.kind) {
    case 'all':
    case 'any':
      return filter.of.flatMap((each, index) => membersListed(each, `${path}.${filter.kind}[${index}]`));
    case 'not':
      return membersListed(filter.of, `${path}.not`);
    case 'test': {
      const { dimension, segment = null } = filter;
      return filter.tests.flatMap((test) =>
        test.kind === 'in' || test.kind === 'notIn'
          ? test.members.map((member, index) => ({
              dimension,
              member,
              segment,
              argument: `${path}.${test.kind}[${test.positions?.[index] ?? index}]`,
            }))
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
