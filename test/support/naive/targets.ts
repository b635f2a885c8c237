// The target beside a value: for additive metrics the sum of target rows that tile P exactly, for others the narrowest row
// that covers P; those of the slice's dimension and member, else the metric's default. P is as asked, now does not cut it:
// what is asked for to date is the beginning of its unit.
import type { Slicing } from './cell';
import type { Member } from './dimensions';
import { toNumber } from './exact';
import type { Target } from './facts';
import { additive, type DefaultTarget, defaultTargets } from './metrics/columns';
import type { Range } from './period';
import { addDays, daysFromTo } from './time';
import type { World } from './world';

/** `values`: more than one where the definition leaves the choice open. `bound`: that of a default target. */
export type NaiveTarget = { readonly values: readonly number[]; readonly bound: DefaultTarget['bound'] | null };

export function targetBeside(
  world: World,
  metric: string,
  slicing: Slicing,
  keys: readonly Member[],
  period: Range,
): NaiveTarget | null {
  const own = targetsOf(world, metric, slicing, keys);
  const values = additive.has(metric) ? tilings(own, period) : narrowest(own, period);
  if (values.length > 0) return { values: values.map(toNumber), bound: null };
  const standing = defaultTargets[metric];
  return standing === undefined ? null : { values: [toNumber(standing.value)], bound: standing.bound };
}

/** A slice has targets of its own if it is the whole company or one member of one dimension. */
export function targetsOf(
  world: World,
  metric: string,
  { where, by }: Pick<Slicing, 'where' | 'by'>,
  [member = null]: readonly Member[],
): readonly Target[] {
  const [dimension = null] = by;
  if (where !== null || by.length > 1 || (dimension !== null && member === null)) return [];
  return world.targets.filter(
    (target) => target.metric === metric && target.dimension === dimension && target.member === member,
  );
}

/** The sums of the rows that follow each other day by day from the first day of P to its last. */
function tilings(targets: readonly Target[], { from, to }: Range): readonly bigint[] {
  const sumsFrom = (day: string): readonly bigint[] => {
    if (day === addDays(to, 1)) return [0n];
    const next = targets.filter((target) => target.from === day && target.to <= to);
    const sums = next.flatMap((target) => sumsFrom(addDays(target.to, 1)).map((rest) => target.value + rest));
    return [...new Set(sums)];
  };
  return sumsFrom(from);
}

function narrowest(targets: readonly Target[], { from, to }: Range): readonly bigint[] {
  const covering = targets.filter((target) => target.from <= from && target.to >= to);
  const length = (target: Target) => daysFromTo(target.from, target.to);
  const least = Math.min(...covering.map(length));
  return covering.filter((target) => length(target) === least).map((target) => target.value);
}
