// A plain fit by maximum likelihood: from each start the simplex of Nelder and Mead (1965) over the logarithms of the parameters,
// the best end begun anew until it gains nothing. Slow, and no better than it says: another's greater likelihood is right.
import { type History, logLikelihood, type Parameters, type Story } from './buy-till-you-die';
import { type MeanProfit, type ProfitParameters, profitLogLikelihood } from './gamma-gamma';

const bounds = { least: 0.001, greatest: 1000 };
const mostRestarts = 10;

type Point = { readonly at: readonly number[]; readonly loss: number };
type Fitted = { readonly parameters: readonly number[]; readonly logLikelihood: number };

function fromStarts(
  likelihood: (parameters: readonly number[]) => number,
  starts: readonly (readonly number[])[],
): Fitted {
  const parametersAt = (logarithms: readonly number[]): number[] =>
    logarithms.map((value) => Math.min(bounds.greatest, Math.max(bounds.least, Math.exp(value))));
  const loss = (logarithms: readonly number[]): number => {
    const value = likelihood(parametersAt(logarithms));
    return Number.isFinite(value) ? -value : Number.POSITIVE_INFINITY;
  };
  const ends = starts.map((start) => simplex(loss, start.map(Math.log), 1e-3));
  let best = ends.reduce((one, other) => (other.loss < one.loss ? other : one));
  for (let again = 0; again < mostRestarts; again += 1) {
    const next = simplex(loss, parametersAt(best.at).map(Math.log), 1e-10);
    const gained = best.loss - next.loss;
    if (gained > 0) best = next;
    if (!(gained > 1e-9)) break;
  }
  return { parameters: parametersAt(best.at), logLikelihood: -best.loss };
}

/** Until the losses of its corners are within `tolerance` of one another. */
function simplex(loss: (at: readonly number[]) => number, start: readonly number[], tolerance: number): Point {
  const pointAt = (at: readonly number[]): Point => ({ at, loss: loss(at) });
  let points = [
    pointAt(start),
    ...start.map((_, axis) => pointAt(start.map((value, own) => value + (own === axis ? 0.5 : 0)))),
  ];
  for (let step = 0; step < 1000; step += 1) {
    points = points.toSorted((one, other) => one.loss - other.loss);
    const [best, worst, second] = [points[0] as Point, points.at(-1) as Point, points.at(-2) as Point];
    if (worst.loss - best.loss < tolerance) break;
    const others = points.slice(0, -1);
    const centre = start.map(
      (_, axis) => others.reduce((sum, { at }) => sum + (at[axis] as number), 0) / others.length,
    );
    /** From the centre away from the worst point; negative towards it. */
    const along = (length: number) =>
      pointAt(centre.map((value, axis) => value + length * (value - (worst.at[axis] as number))));
    const reflected = along(1);
    if (reflected.loss < best.loss) {
      const further = along(2);
      points = [...others, further.loss < reflected.loss ? further : reflected];
    } else if (reflected.loss < second.loss) {
      points = [...others, reflected];
    } else {
      const nearer = reflected.loss < worst.loss ? along(0.5) : along(-0.5);
      if (nearer.loss < Math.min(worst.loss, reflected.loss)) points = [...others, nearer];
      else {
        const shrunk = others.slice(1).concat(worst);
        const halfway = (at: readonly number[]) => at.map((value, axis) => (value + (best.at[axis] as number)) / 2);
        points = [best, ...shrunk.map(({ at }) => pointAt(halfway(at)))];
      }
    }
  }
  return points.reduce((one, other) => (other.loss < one.loss ? other : one));
}

/** r, alpha, a, b. */
export function fitPurchases(
  story: Story,
  histories: readonly History[],
): Parameters & { readonly logLikelihood: number } {
  const meanAge = histories.reduce((sum, { T }) => sum + T, 0) / histories.length;
  const named = ([r, alpha, a, b]: readonly number[]) => ({ r, alpha, a, b }) as Parameters;
  const fitted = fromStarts(
    (parameters) => logLikelihood(story, named(parameters), histories),
    [
      [1, 1, 1, 1],
      [0.3, 5, 0.5, 2],
      [1, 10, 0.1, 1],
      [5, 4, 3, 3],
      [1, Math.min(1000, Math.max(0.001, meanAge / 4)), 0.002, 0.02],
    ],
  );
  return { ...named(fitted.parameters), logLikelihood: fitted.logLikelihood };
}

/** p, q, gamma; gamma is sought in units of the mean z, and given in money. */
export function fitProfit(means: readonly MeanProfit[]): ProfitParameters & { readonly logLikelihood: number } {
  const unit = means.reduce((sum, { z }) => sum + z, 0) / means.length;
  const named = ([p, q, gamma]: readonly number[]) => ({ p, q, gamma: (gamma as number) * unit }) as ProfitParameters;
  const fitted = fromStarts(
    (parameters) => profitLogLikelihood(named(parameters), means),
    [
      [1, 1, 1],
      [0.3, 5, 0.5],
      [1, 10, 0.1],
      [5, 4, 3],
    ],
  );
  return { ...named(fitted.parameters), logLikelihood: fitted.logLikelihood };
}
