// Climbs a likelihood from one start to a maximum, inside or on the edge, in the logarithms of the parameters: Newton's step
// along each direction of the curvature, turned uphill where the likelihood bends upwards, none longer than the reach, which
// shrinks until the likelihood rises. What lies on a bound and would go beyond it is held there.
import { EigenvalueDecomposition } from 'ml-matrix';
import type { Likelihood } from './likelihood';

/** Every parameter's; alpha in weeks, gamma in mean profits. */
export const bounds = { lowest: 0.001, highest: 1000 } as const;

export type Maximum = {
  readonly parameters: readonly number[];
  readonly logLikelihood: number;
  /** The greatest slope left in the logarithm of a parameter that could still move; 0 at a maximum, but for rounding. */
  readonly slopeLeft: number;
  readonly iterations: number;
};

/** A point of the climb; slopes and curvature are those in the logarithms of the parameters. */
type Point = {
  readonly parameters: readonly number[];
  readonly value: number;
  readonly slopes: readonly number[];
  readonly curvature: readonly (readonly number[])[];
  /** The parameters that can still move uphill, by their position. */
  readonly free: readonly number[];
  readonly slopeLeft: number;
};

/** Changes of the logarithms. */
type Step = readonly number[];

const mostIterations = 500;
const flat = 1e-7;
const farthestReach = 3;
const leastReach = 1e-12;

export function maximise(likelihood: Likelihood, start: readonly number[]): Maximum {
  let point = pointAt(likelihood, start.map(withinBounds));
  let reach = farthestReach;
  let iterations = 0;
  while (iterations < mostIterations && isComputable(point) && point.slopeLeft > flat) {
    iterations += 1;
    const risen = rise(likelihood, point, reach);
    if (risen === undefined) break;
    point = risen.point;
    reach = Math.min(farthestReach, risen.reach * 2);
  }
  const { parameters, value, slopeLeft } = point;
  return { parameters, logLikelihood: value, slopeLeft, iterations };
}

const withinBounds = (parameter: number): number => Math.min(bounds.highest, Math.max(bounds.lowest, parameter));

function pointAt(likelihood: Likelihood, parameters: readonly number[]): Point {
  const at = likelihood(parameters);
  const slopes = at.slopes.map((slope, i) => slope * parameters[i]!);
  const curvature = at.curvature.map((row, i) =>
    row.map((each, j) => each * parameters[i]! * parameters[j]! + (i === j ? slopes[i]! : 0)),
  );
  const free = [...parameters.keys()].filter((i) => !leavesBounds(parameters[i]!, slopes[i]!));
  const slopeLeft = free.reduce((most, i) => Math.max(most, Math.abs(slopes[i]!)), 0);
  return { parameters, value: at.value, slopes, curvature, free, slopeLeft };
}

const leavesBounds = (parameter: number, direction: number): boolean =>
  (parameter === bounds.lowest && direction <= 0) || (parameter === bounds.highest && direction >= 0);

const isComputable = ({ value, slopes, curvature }: Point): boolean =>
  [value, ...slopes, ...curvature.flat()].every(Number.isFinite);

/** The next point and the reach that led there; undefined where no step rises any more. */
function rise(likelihood: Likelihood, from: Point, begun: number): { point: Point; reach: number } | undefined {
  for (let reach = begun; reach > leastReach; reach /= 4) {
    const step = stepFrom(from, from.free, reach);
    // Cut at the bounds, each parameter alone; or shorter as a whole, which keeps to a ridge.
    for (const parameters of [moved(from.parameters, step), moved(from.parameters, shortened(from.parameters, step))]) {
      const gain = parameters.reduce((sum, each, i) => sum + from.slopes[i]! * Math.log(each / from.parameters[i]!), 0);
      if (!(gain > 0)) continue;
      const point = pointAt(likelihood, parameters);
      if (rises(from, point, gain)) return { point, reach };
    }
  }
  return undefined;
}

/** Where a gain is below what the value's digits can show, the slopes must fall instead. */
function rises(from: Point, to: Point, gain: number): boolean {
  if (!isComputable(to)) return false;
  const digits = 1e-12 * Math.abs(from.value);
  return gain > digits ? to.value >= from.value + 1e-4 * gain : to.slopeLeft < from.slopeLeft;
}

/** The step of the parameters that are free to move; one on a bound that it would push outwards is held as well. */
function stepFrom(point: Point, free: readonly number[], reach: number): Step {
  const { slopes, curvature, parameters } = point;
  const step = parameters.map(() => 0);
  if (free.length === 0) return step;
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(
    free.map((i) => free.map((j) => curvature[i]![j]!)),
    { assumeSymmetric: true },
  );
  realEigenvalues.forEach((bend, direction) => {
    const along = free.map((_, k) => eigenvectorMatrix.get(k, direction));
    const slope = free.reduce((sum, i, k) => sum + slopes[i]! * along[k]!, 0);
    const length = Math.sign(slope) * Math.min(reach, Math.abs(slope / bend));
    free.forEach((i, k) => {
      step[i]! += slope === 0 ? 0 : length * along[k]!;
    });
  });
  const inside = free.filter((i) => !leavesBounds(parameters[i]!, step[i]!));
  return inside.length === free.length ? step : stepFrom(point, inside, reach);
}

const moved = (parameters: readonly number[], step: Step): readonly number[] =>
  parameters.map((each, i) => withinBounds(each * Math.exp(step[i]!)));

/** Up to the first bound. */
function shortened(parameters: readonly number[], step: Step): Step {
  const part = step.reduce((least, each, i) => {
    const room = Math.log((each < 0 ? bounds.lowest : bounds.highest) / parameters[i]!);
    return each === 0 ? least : Math.min(least, room / each);
  }, 1);
  return step.map((each) => each * part);
}
