// Which values are kept back where groups of a few customers are: what rests on 1 to k - 1 of them, and what would tell it
// (docs/small-groups.md). A total with all of its parts but one tells the one, so a second is kept back, the one of the fewest
// customers; and so on, until no line of parts and total has a single gap.
//
//   k 5         web  shop  tv  total            web  shop  tv  total
//   customers     3    20   7     28     kept   x           x           shop and the total are told
//
// It goes by measures: a metric is kept back where any of its measures is, so no two metrics tell a measure between them. What is
// not on the page, or chosen away, is a part all the same.
import { measureKey } from '../../metrics/measure';
import { type MetricDefinition, measuresOf } from '../../metrics/metric';
import type { Bucket } from '../../model/buckets';
import { oncePer } from '../../model/once-per';
import type { Steps } from '../../turns';
import type { Measured } from '../measure/measure';
import { type Cells, type Keys, slicesOf } from '../measure/slices';
import { customersBehind } from '../plan/customers-behind';
import type { Level } from '../plan/query-plan';
import { computedMetrics, type MetricQuery } from '../question/metric-query';

export type IsSuppressed = (metric: MetricDefinition, keys: Keys, bucket: Bucket) => boolean;

/** A question of whose values some may be kept back. */
export type Suppressible = MetricQuery & { readonly suppressed?: IsSuppressed };

/** The question with what is kept back of its answer, which takes all that was measured. */
export function* withSuppression(
  query: MetricQuery,
  levels: readonly Level[],
  measured: readonly Measured[],
): Steps<Suppressible> {
  const { fewestCustomers } = query.scope;
  if (fewestCustomers === null) return query;
  const measures = new Map(
    computedMetrics(query)
      .flatMap(({ formula }) => measuresOf(formula))
      .map((measure) => [measureKey(measure), measure]),
  );
  const places = yield* placesIn(levels, measured);
  const closed = new Map<string, ReadonlySet<string>>();
  const isEveryTime = holdsEveryTime(query);
  for (const [key, measure] of measures) {
    const behind = customersBehind(measure);
    if (behind === null) continue;
    const own = countedAt(places, measureKey(behind), isEveryTime);
    closed.set(key, yield* close(own, linesOf(query, own, isEveryTime), fewestCustomers));
  }
  return {
    ...query,
    suppressed: (metric, keys, bucket) => {
      const place = nameOf(keys, isEveryTime ? anyTime : timeOf(bucket));
      return keysOfMeasures(metric).some((key) => closed.get(key)?.has(place));
    },
  };
}

const keysOfMeasures = oncePer(({ formula }: MetricDefinition) => measuresOf(formula).map(measureKey));

/** Periods beside their whole, of slices beside their totals: what is kept back of a slice in one period is so in all. */
const holdsEveryTime = ({ scope, choices }: MetricQuery): boolean =>
  choices.totals === 'ROLLUP' && scope.grain !== null && scope.by.length > 0;

const anyTime = 'any';

/** The same days are the same, whatever they are compared with. */
const timeOf = ({ startsAt, endsAt }: Bucket): string => `${startsAt} ${endsAt}`;

const nameOf = (keys: Keys, time: string): string => JSON.stringify([time, ...keys]);

/** A slice in a period, whichever level tells it. */
type Place = { readonly keys: Keys; readonly time: string; readonly cells: readonly Cells[] };

/** `slot`: what is kept back together with it. */
type Counted = Omit<Place, 'cells'> & { readonly name: string; readonly slot: string; readonly customers: number };

function* placesIn(levels: readonly Level[], measured: readonly Measured[]): Steps<readonly Place[]> {
  const places = new Map<string, Place & { readonly cells: Cells[] }>();
  for (const level of levels)
    for (const { keys, cells } of yield* slicesOf(level, measured)) {
      for (const [bucket, own] of cells) {
        const time = timeOf(level.buckets[bucket]!);
        const name = nameOf(keys, time);
        const place = places.get(name);
        if (place === undefined) places.set(name, { keys, time, cells: [own] });
        else place.cells.push(own);
      }
      yield;
    }
  return [...places.values()];
}

/** The places at which a measure was taken, with the customers behind it. */
const countedAt = (places: readonly Place[], behind: string, isEveryTime: boolean): readonly Counted[] =>
  places.flatMap(({ keys, time, cells }): readonly Counted[] => {
    const taken = cells.filter((each) => each.places.has(behind));
    if (taken.length === 0) return [];
    const customers = Math.max(...taken.map((each) => Number(each.values[each.places.get(behind)!] ?? 0)));
    const slot = nameOf(keys, isEveryTime ? anyTime : time);
    return [{ keys, time, name: nameOf(keys, time), slot, customers }];
  });

/** A total and its parts. Of a total that is not in the answer another question may ask. */
type Line = { readonly total: Counted | undefined; readonly parts: readonly Counted[] };

function linesOf(query: MetricQuery, counted: readonly Counted[], isEveryTime: boolean): readonly Line[] {
  const known = new Map(counted.map((each) => [each.name, each]));
  const depths = new Map<string, Set<number>>();
  for (const { keys, time } of counted) depths.set(time, (depths.get(time) ?? new Set()).add(keys.length));
  const parts = new Map<string, Counted[]>();
  for (const each of counted) {
    const { keys, time } = each;
    if (keys.length === 0) continue;
    const depth = Math.max(0, ...[...depths.get(time)!].filter((other) => other < keys.length));
    const total = nameOf(keys.slice(0, depth), time);
    const line = parts.get(total);
    if (line === undefined) parts.set(total, [each]);
    else line.push(each);
  }
  const ofSlices = [...parts].map(([total, of]): Line => ({ total: known.get(total), parts: of }));
  return isEveryTime ? ofSlices : [...ofSlices, ...linesOfPeriods(query, counted, known)];
}

/** Periods beside their whole: of everything, or where that is told of the whole alone, of every slice. */
function linesOfPeriods(
  { scope, choices }: MetricQuery,
  counted: readonly Counted[],
  known: ReadonlyMap<string, Counted>,
): readonly Line[] {
  if (scope.grain === null || choices.totals === 'NONE') return [];
  return [scope, ...choices.comparisons].flatMap(({ buckets, whole }): readonly Line[] => {
    if (whole === null) return [];
    const times = new Set(buckets.flatMap((bucket) => (bucket === null ? [] : timeOf(bucket))));
    // A whole of one period is that period.
    if (times.has(timeOf(whole))) return [];
    const within = counted.filter(({ time }) => times.has(time));
    const undivided = within.filter(({ keys }) => keys.length === 0);
    const parts = undivided.length > 0 ? undivided : within;
    return [{ total: known.get(nameOf([], timeOf(whole))), parts }];
  });
}

/** The slots that are kept back, so that no line has a single gap. */
function* close(counted: readonly Counted[], lines: readonly Line[], fewest: number): Steps<ReadonlySet<string>> {
  const closed = new Set(
    counted.filter(({ customers }) => customers > 0 && customers < fewest).map(({ slot }) => slot),
  );
  for (let isOpen = closed.size > 0; isOpen; ) {
    isOpen = false;
    for (const { total, parts } of lines) {
      const told = parts.filter(({ slot }) => !closed.has(slot));
      const gaps = parts.length - told.length + (total !== undefined && closed.has(total.slot) ? 1 : 0);
      const next = gaps === 1 ? leastOf(told) : undefined;
      if (next === undefined) continue;
      closed.add(next.slot);
      isOpen = true;
      yield;
    }
  }
  return closed;
}

/** Of the fewest customers; where nobody is behind the others, they hide nothing. */
function leastOf(parts: readonly Counted[]): Counted | undefined {
  let least: Counted | undefined;
  for (const each of parts) {
    if (each.customers === 0) continue;
    const isLess =
      least === undefined ||
      each.customers < least.customers ||
      (each.customers === least.customers && each.name < least.name);
    if (isLess) least = each;
  }
  return least;
}
