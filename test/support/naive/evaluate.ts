// The naive evaluator: every bucket of every slice is worked out by itself, from the rows, by the words of the
// definitions. Slow and plain; it shares nothing with the engine it is held against.
import {
  type Cell,
  cellOf,
  type FactsOfP,
  factsOfP,
  type Slicing,
  sliceKeys,
  sliceName,
  slicesIn,
  slicingOf,
} from './cell';
import type { Company } from './company';
import type { Attributes } from './dimensions';
import { dimensionsIn } from './filters';
import { naiveMetrics } from './metrics';
import { type Asked, askedPeriod, bucketsOf, type Period, wholePeriod } from './period';
import type { NaiveAnswer, NaiveQuestion, NaiveRow, NaiveSettings, NaiveValue } from './question';
import type { Unit } from './time';
import { type World, worldOf } from './world';

const worlds = new WeakMap<Company, Map<string, World>>();

/** The same company is asked many questions: it is read once for each settings. */
function worldFor(company: Company, settings: NaiveSettings): World {
  const known = worlds.get(company) ?? new Map<string, World>();
  worlds.set(company, known);
  const name = JSON.stringify(settings);
  const world = known.get(name) ?? worldOf(company, settings);
  known.set(name, world);
  return world;
}

export function evaluate(company: Company, settings: NaiveSettings, question: NaiveQuestion): NaiveAnswer {
  const world = worldFor(company, settings);
  const asked = askedPeriod(question.period, settings, world.clockOf);
  const by = question.by ?? [];
  const where = question.where ?? null;
  const attributes = (question.attributes ?? 'AT_EVENT') as Attributes;
  const used = [...by, ...(where === null ? [] : dimensionsIn(where))];
  const refused = refusedMetrics(question.metrics, used);
  const metrics = question.metrics.filter((metric) => refused[metric] === undefined);

  const sliced = slicingOf(world, asked, by, where, attributes);
  const buckets = bucketsOf(asked, (question.grain ?? null) as Unit | null);
  const rows = detailRows(world, asked, sliced, buckets, metrics, question.fill ?? true);
  const unsliced = slicingOf(world, asked, [], where, attributes);
  const totals = question.totals === 'GRAND' ? [grandTotal(world, asked, unsliced, metrics, question)] : [];
  return { rows, totals, refused };
}

function refusedMetrics(
  metrics: readonly string[],
  used: readonly string[],
): Readonly<Record<string, readonly string[]>> {
  const refusals = metrics.flatMap((metric) => {
    const { dimensions } = naiveMetric(metric);
    return used.every((dimension) => dimensions.includes(dimension)) ? [] : [[metric, dimensions] as const];
  });
  return Object.fromEntries(refusals);
}

function naiveMetric(metric: string) {
  const found = naiveMetrics[metric];
  if (found === undefined) throw new Error(`no such metric: ${metric}`);
  return found;
}

function detailRows(
  world: World,
  asked: Asked,
  slicing: Slicing,
  buckets: readonly Period[],
  metrics: readonly string[],
  fill: boolean,
): readonly NaiveRow[] {
  const facts = buckets.map((bucket) => factsOfP(world, bucket));
  const found = facts.map((ofBucket) => slicesIn(ofBucket, world, slicing));
  const slices = slicing.by.length === 0 ? [sliceName([])] : [...new Set(found.flatMap((names) => [...names]))];
  const cells = slices.flatMap((slice) =>
    facts.map((ofBucket, bucket) => ({ slice, ofBucket, here: found[bucket]?.has(slice) === true })),
  );
  const wanted = fill || slicing.by.length === 0 ? cells : cells.filter(({ here }) => here);
  const judged = wanted.map(({ slice, ofBucket }) => ({
    slice,
    ofBucket,
    values: valuesOf(world, asked, slicing, ofBucket, slice, metrics),
  }));
  const slicesSeen = new Set(judged.filter(({ values }) => isSeen(values)).map(({ slice }) => slice));
  return judged.map(({ slice, ofBucket, values }) => ({
    start: ofBucket.period.from,
    end: ofBucket.period.to,
    level: 'DETAIL',
    rolledUp: [],
    periodRolledUp: false,
    keys: sliceKeys(slice),
    values,
    seen: isSeen(values),
    required: slicing.by.length === 0 || isSeen(values) || (fill && slicesSeen.has(slice)),
  }));
}

/** Everything that passes the filter, over all buckets and dimensions at once. */
function grandTotal(
  world: World,
  asked: Asked,
  unsliced: Slicing,
  metrics: readonly string[],
  question: NaiveQuestion,
): NaiveRow {
  const period = wholePeriod(asked);
  const values = valuesOf(world, asked, unsliced, factsOfP(world, period), sliceName([]), metrics);
  return {
    start: period.from,
    end: period.to,
    level: 'TOTAL',
    rolledUp: question.by ?? [],
    periodRolledUp: question.grain != null,
    keys: [],
    values,
    seen: isSeen(values),
    required: true,
  };
}

function valuesOf(
  world: World,
  asked: Asked,
  slicing: Slicing,
  facts: FactsOfP,
  slice: string,
  metrics: readonly string[],
): Readonly<Record<string, NaiveValue>> {
  const cell: Cell = cellOf(world, asked, slicing, facts, slice);
  return Object.fromEntries(metrics.map((metric) => [metric, naiveMetric(metric).compute(cell)]));
}

const isSeen = (values: Readonly<Record<string, NaiveValue>>): boolean =>
  Object.values(values).some((value) => value.behind > 0);
