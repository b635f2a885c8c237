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
  const { by, compare, metrics } = question;
  const used = [...(by ?? []), ...(question.where == null ? [] : dimensionsUsed(question.where))];
  const others = Object.entries(naiveMetrics).flatMap(([metric, { dimensions }]) =>
    used.every((dimension) => dimensions.includes(dimension)) ? [metric] : [],
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

/** A condition on a customer's metric, saved or not, chooses customers. */
function dimensionsUsed(filter: NaiveFilter): readonly string[] {
  const parts = [...(filter.all ?? []), ...(filter.any ?? []), ...(filter.not == null ? [] : [filter.not])];
  const chosen = filter.segment != null || filter.metric != null ? ['CUSTOMER'] : [];
  return [...chosen, ...(filter.dimension == null ? [] : [filter.dimension]), ...parts.flatMap(dimensionsUsed)];
}
