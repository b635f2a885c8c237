// The rows of one level of an answer: every slice of a slicing in every bucket, each worked out by itself, with its
// comparisons. Totals are such levels with fewer dimensions or with the one bucket of the whole range.
import type { RowLevel } from '../../../src/query/question/metrics-result';
import type { Bucket, Measured } from './buckets';
import { cellOf, type FactsOfP, factsOfP, type Slicing, sliceKeys, sliceName } from './cell';
import { naiveMetrics } from './metrics';
import type { Asked, Range } from './period';
import type { NaiveComparison, NaiveRow, NaiveValue } from './question';
import { slicesIn } from './reach';
import { targetBeside } from './targets';
import type { World } from './world';

export type Level = {
  readonly slicing: Slicing;
  readonly buckets: readonly Bucket[];
  readonly level: RowLevel;
  readonly rolledUp: readonly string[];
  readonly periodRolledUp: boolean;
};

type Values = Readonly<Record<string, NaiveValue>>;

export function levelRows(
  world: World,
  asked: Asked,
  metrics: readonly string[],
  fill: boolean,
  { slicing, buckets, ...about }: Level,
): readonly NaiveRow[] {
  const factsOf = rememberedFacts(world);
  const sides = (bucket: Bucket): readonly Measured[] => [
    bucket,
    ...Object.values(bucket.compared).filter((other) => other !== null),
  ];
  const found = buckets.map((bucket) =>
    sides(bucket).flatMap((side) => [...slicesIn(world, asked, slicing, factsOf(side), side.previous, metrics)]),
  );
  const unsliced = slicing.by.length === 0;
  const slices = unsliced ? [sliceName([])] : [...new Set(found.flat())];
  const valuesOf = (side: Measured, slice: string): Values => {
    const cell = cellOf(world, asked, slicing, factsOf(side), side.previous, slice);
    return Object.fromEntries(metrics.map((metric) => [metric, computeOf(metric)(cell)]));
  };
  const rows = slices.flatMap((slice) =>
    buckets.flatMap((bucket, index) => {
      if (!fill && !unsliced && !found[index]?.includes(slice)) return [];
      const values = valuesOf(bucket, slice);
      const others = Object.entries(bucket.compared).map(
        ([name, other]) => [name, other, other === null ? null : valuesOf(other, slice)] as const,
      );
      const seen = [values, ...others.map(([, , theirs]) => theirs)].some((side) => side !== null && isSeen(side));
      const compared = Object.fromEntries(
        metrics.map((metric) => {
          const ofMetric = others.map(
            ([name, other, theirs]) => [name, comparison(other?.shown, values[metric], theirs?.[metric])] as const,
          );
          return [metric, Object.fromEntries(ofMetric)];
        }),
      );
      const targets = Object.fromEntries(
        metrics.map((metric) => [metric, targetBeside(world, metric, slicing, sliceKeys(slice), bucket.targeted)]),
      );
      return [{ slice, targets, start: bucket.shown.from, end: bucket.shown.to, values, compared, seen }];
    }),
  );
  const seen = new Set(rows.filter((row) => row.seen).map((row) => row.slice));
  return rows.map(({ slice, ...row }) => ({
    ...about,
    ...row,
    keys: sliceKeys(slice),
    shares: {},
    required: unsliced || row.seen || (fill && seen.has(slice)),
  }));
}

function computeOf(metric: string) {
  const found = naiveMetrics[metric];
  if (found === undefined) throw new Error(`no such metric: ${metric}`);
  return found.compute;
}

function comparison(
  shown: Range | undefined,
  ours: NaiveValue | undefined,
  theirs: NaiveValue | undefined,
): NaiveComparison | null {
  if (shown === undefined || theirs === undefined) return null;
  const value = theirs.value;
  const change = ours?.value == null || value === null ? null : ours.value - value;
  const changePercent = change === null || value === null || value === 0 ? null : (change / Math.abs(value)) * 100;
  return { start: shown.from, end: shown.to, value, change, changePercent };
}

const isSeen = (values: Values): boolean => Object.values(values).some((value) => value.behind > 0);

function rememberedFacts(world: World): (side: Measured) => FactsOfP {
  const known = new Map<string, FactsOfP>();
  return ({ period }) => {
    const name = `${period.from} ${period.to}`;
    const facts = known.get(name) ?? factsOfP(world, period);
    known.set(name, facts);
    return facts;
  };
}
