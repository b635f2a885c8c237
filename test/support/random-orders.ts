// Random orders of the rows of a question: by metrics asked for and not asked for, by what they are in a comparison or how
// they changed against it, by its dimensions, and by several of these.
import * as fc from 'fast-check';
import type { OrderInput } from '../../src/query/question/metric-question';
import { naiveMetrics } from './naive/metrics';
import type { NaiveFilter, NaiveQuestion } from './naive/question';

type Drawn = {
  readonly kind: 'metric' | 'compared' | 'dimension' | 'other';
  readonly pick: number;
  readonly by: string | null;
  readonly direction: string | null;
};

export const drawnOrders: fc.Arbitrary<readonly Drawn[]> = fc.array(
  fc.record({
    kind: fc.constantFrom<Drawn['kind'][]>('metric', 'metric', 'compared', 'compared', 'dimension', 'other'),
    pick: fc.nat(1000),
    by: fc.constantFrom('VALUE', 'CHANGE', 'CHANGE_PERCENT'),
    direction: fc.constantFrom('ASC', 'DESC', null),
  }),
  { minLength: 1, maxLength: 3 },
);

/** What was drawn, as far as the question has it; no key twice. */
export function ordersOf(drawn: readonly Drawn[], question: NaiveQuestion): readonly OrderInput[] {
  const { by, compare, metrics, where } = question;
  const filter = where == null ? nothingUsed : usedIn(where, question.segments ?? {});
  const used = [...(by ?? []), ...filter.dimensions];
  const others = Object.entries(naiveMetrics).flatMap(([metric, { dimensions, ofCustomers }]) =>
    used.every((dimension) => dimensions.includes(dimension)) && (ofCustomers || !filter.customers) ? [metric] : [],
  );
  const orders = new Map<string, OrderInput>();
  for (const { kind, pick, by: field, direction } of drawn) {
    const dimension = kind === 'dimension' ? picked(by ?? [], pick) : undefined;
    const metric = (kind === 'other' ? picked(others, pick) : undefined) ?? picked(metrics, pick);
    const name = kind === 'compared' ? picked(compare ?? [], pick)?.name : undefined;
    const key =
      dimension !== undefined ? { dimension } : name === undefined ? { metric } : { metric, compare: name, by: field };
    orders.set(JSON.stringify(key), direction === null ? key : { ...key, direction });
  }
  return [...orders.values()];
}

const picked = <T>(items: readonly T[], pick: number): T | undefined => items[pick % Math.max(1, items.length)];

/** The dimensions a filter slices by, and whether it chooses customers. */
type Used = { readonly dimensions: readonly string[]; readonly customers: boolean };

const nothingUsed: Used = { dimensions: [], customers: false };

function usedIn(filter: NaiveFilter, segments: Readonly<Record<string, NaiveFilter>>): Used {
  const { all, any, not, segment, metric, dimension } = filter;
  const saved = segment == null ? undefined : segments[segment];
  const parts = [...(all ?? []), ...(any ?? []), ...[not, saved].flatMap((part) => part ?? [])];
  const used = parts.map((part) => usedIn(part, segments));
  return {
    dimensions: [...(dimension == null ? [] : [dimension]), ...used.flatMap((part) => part.dimensions)],
    customers: metric != null || used.some((part) => part.customers),
  };
}
