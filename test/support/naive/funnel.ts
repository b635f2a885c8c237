// The funnel worked out customer by customer, from the words of the definition: own times, who enters, who gets how far.
import type { FunnelQuestion } from '../../../src/query/journeys/funnel-question';
import { sliceKeys, sliceName, slicingOf } from './cell';
import type { Company } from './company';
import type { Around } from './conditions';
import { type Customer, firstPurchase, hasPurchaseBefore } from './customers';
import { allowed, type Member } from './dimensions';
import { byTime, type Fact } from './facts';
import { dimensionsIn } from './filters';
import { periodOf } from './period';
import type { NaiveSettings } from './question';
import { readingOf } from './reading';
import { DAY, type Instant } from './time';

export type NaiveStep = {
  readonly stage: string;
  readonly reached: number;
  readonly fromStart: number | null;
  readonly fromPrevious: number | null;
  readonly medianDays: number | null;
  readonly p90Days: number | null;
};
export type NaiveFunnelRow = {
  readonly keys: readonly Member[];
  readonly steps: readonly NaiveStep[];
  readonly bottleneck: string | null;
};

/** Times of the list's stages; null: not a time that counts. The first is the entry. */
type Journey = readonly (Instant | null)[];

const ofInteraction = allowed.I;
const entryDimensions: Readonly<Record<string, readonly string[]>> = {
  LEAD: allowed.IK,
  CONTACTED: allowed.IK,
  QUALIFIED: ofInteraction,
  TRIAL: ofInteraction,
  QUOTED: ofInteraction,
  WON: allowed.TI,
};

/** In no particular order; null where a dimension is not the entry fact's. */
export function naiveFunnel(
  company: Company,
  settings: NaiveSettings,
  question: FunnelQuestion & { readonly segments?: Around['segments'] },
): readonly NaiveFunnelRow[] | null {
  const { asked, world, where } = readingOf(company, settings, question);
  const { s, e } = periodOf(asked.from, asked.to, asked.clock, asked.now);
  const stages = question.stages ?? ['LEAD', 'CONTACTED', 'QUALIFIED', 'QUOTED', 'WON', 'REPURCHASED'];
  const by = question.by ?? [];
  const used = [...by, ...(where === null ? [] : dimensionsIn(where))];
  if (used.some((dimension) => !entryDimensions[stages[0]!]!.includes(dimension))) return null;

  const slicing = slicingOf(world, asked, by, where, 'AT_EVENT');
  const window = question.windowDays == null ? Number.POSITIVE_INFINITY : question.windowDays * DAY;
  const slices = new Map<string, Journey[]>(by.length === 0 ? [[sliceName([]), []]] : []);
  for (const customer of world.customers) {
    const entry = ownFact(customer, stages[0]!);
    if (entry === null || entry.at < s || entry.at >= e || hasPurchaseBefore(customer, entry.at)) continue;
    if (question.matureOnly === true && entry.at + window > world.now) continue;
    const journey = stages.map((stage) => {
      const at = ownFact(customer, stage)?.at ?? null;
      return at !== null && at >= entry.at && at <= entry.at + window ? at : null;
    });
    for (const slice of slicing.slicesOf(entry, entry.at)) slices.set(slice, [...(slices.get(slice) ?? []), journey]);
  }
  return [...slices].map(([slice, journeys]) => rowOf(sliceKeys(slice), stages, journeys));
}

/** The fact that gives the customer its own time of the stage. */
function ownFact(customer: Customer, stage: string): Fact | null {
  const stageRows = customer.interactions.filter((fact) => fact.kind === 'stage' && fact.stage === stage.toLowerCase());
  switch (stage) {
    case 'LEAD':
      return first([...customer.interactions.filter((fact) => fact.kind === 'lead'), ...stageRows]);
    case 'CONTACTED': {
      const lead = ownFact(customer, 'LEAD');
      const touches = customer.interactions.filter(
        (fact) => fact.kind === 'touch' && lead !== null && fact.at > lead.at,
      );
      return first([...stageRows, ...touches]);
    }
    case 'WON': {
      const purchase = firstPurchase(customer);
      return first([...(purchase === null ? [] : [purchase]), ...stageRows]);
    }
    case 'REPURCHASED':
      return customer.orders[1]?.first ?? null;
    default:
      return first(stageRows);
  }
}

const first = (facts: readonly Fact[]): Fact | null => facts.toSorted(byTime)[0] ?? null;

function rowOf(keys: readonly Member[], stages: readonly string[], journeys: readonly Journey[]): NaiveFunnelRow {
  const reached = stages.map(
    (_, index) => journeys.filter((journey) => journey.slice(index).some((at) => at !== null)).length,
  );
  const steps = stages.map((stage, index) => {
    const days = journeys.flatMap((journey) => {
      const [before, own] = [journey[index - 1] ?? null, journey[index]!];
      return before !== null && own !== null && own >= before ? [(own - before) / DAY] : [];
    });
    return {
      stage,
      reached: reached[index]!,
      fromStart: percent(reached[index]!, reached[0]!),
      fromPrevious: index === 0 ? null : percent(reached[index]!, reached[index - 1]!),
      medianDays: percentile(days, 0.5),
      p90Days: percentile(days, 0.9),
    };
  });
  const known = steps.filter(({ fromPrevious }) => fromPrevious !== null);
  const lowest = Math.min(...known.map(({ fromPrevious }) => fromPrevious!));
  return { keys, steps, bottleneck: known.find(({ fromPrevious }) => fromPrevious === lowest)?.stage ?? null };
}

const percent = (part: number, whole: number): number | null => (whole === 0 ? null : (part / whole) * 100);

function percentile(values: readonly number[], fraction: number): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * fraction;
  const [low, high] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
  return low + (high - low) * (place - Math.floor(place));
}
