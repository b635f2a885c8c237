// Holds a question to what its role may know of single customers, and the segments that it goes by to what the role may ask. It is
// looked at before the question is asked; where a segment is named, once the saved ones are known.
import { ages, mayNameAnything, namedIn, refusalOfNamed, refusalOfSingle } from '../../auth/filter-rules';
import type { UserError } from '../../errors';
import type { FilterArguments, SavedFilters } from '../../model/filters';
import { segmentsUsed } from '../../model/segment';
import type { RequestContext } from '../common/request-context';

type Asked = {
  readonly by?: readonly string[] | null;
  readonly dimension?: string | null;
  readonly where?: FilterArguments | null;
};

/** Fields whose answers are of single customers, whatever they go by. */
const single: ReadonlySet<string> = new Set(['Query.searchCustomers']);

/** `place`: Type.field. Throws FORBIDDEN; null where nothing has to be waited for. */
export function enforceSingling(place: string, asked: Asked, context: RequestContext): Promise<void> | null {
  const { role } = context.principal;
  const { where } = asked;
  if (mayNameAnything(role)) return null;
  const check = (saved: SavedFilters): void => {
    const named = namedIn(where == null ? [] : [where], saved);
    const dimensions = new Set([...(asked.by ?? []), ...named.dimensions]);
    if (asked.dimension != null) dimensions.add(asked.dimension);
    const refused: UserError | null =
      refusalOfNamed(role, named, 'what a segment of the question rests on') ??
      (dimensions.has('CUSTOMER') ? refusalOfSingle(role, dimensions) : null) ??
      (single.has(place) ? refusalOfSingle(role, ages({ ...named, dimensions })) : null);
    if (refused !== null) throw refused;
  };
  if (where == null || segmentsUsed(where).size === 0) {
    check(new Map());
    return null;
  }
  return (context.answering.segments?.() ?? Promise.resolve(new Map())).then(check);
}
