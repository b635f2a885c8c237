// Fits a model by maximum likelihood: from fixed starts to the greatest maximum found, inside the bounds or on their edge. The
// same customers give the same report, whatever was fitted before: nothing is carried from one month-end to the next.
import type { BetaGeometricModel, BetaGeometricParameters } from './beta-geometric';
import { betaGeometricLikelihood } from './beta-geometric-likelihood';
import { inOneOrder } from './counted';
import { type FitReport, fewestRepeatCustomers } from './fit-report';
import {
  type CountedProfit,
  type GammaGammaParameters,
  gammaGammaLikelihood,
  isProfitable,
  profitKeys,
} from './gamma-gamma';
import type { Likelihood } from './likelihood';
import { type Maximum, maximise } from './maximise';
import { type CountedHistory, historyKeys } from './purchase-history';

const starts = [
  [1, 1, 1, 1],
  [0.3, 5, 0.5, 2],
  [1, 10, 0.1, 1],
  [5, 4, 3, 3],
] as const;
/** The slope in the logarithm of a parameter that a maximum may have, off the edge. */
const steepest = 0.001;

/** Over all customers with a purchase. */
export function fitBetaGeometric(
  model: BetaGeometricModel,
  all: readonly CountedHistory[],
  fewest = fewestRepeatCustomers,
): FitReport<BetaGeometricParameters> {
  const histories = inOneOrder(all, historyKeys);
  const customers = countOf(histories);
  const repeatCustomers = countOf(histories.filter(({ repeats }) => repeats >= 1));
  const counted = { customers, repeatCustomers };
  if (repeatCustomers < fewest) {
    return { kind: 'REFUSED', reason: 'TOO_FEW_REPEAT_CUSTOMERS', ...counted };
  }
  const meanAge = histories.reduce((sum, row) => sum + row.age * row.customers, 0) / customers;
  const maximum = greatest(betaGeometricLikelihood(model, histories), [...starts, [1, meanAge / 4, 0.002, 0.02]]);
  if (maximum === undefined) return { kind: 'REFUSED', reason: 'MODEL_DID_NOT_CONVERGE', ...counted };
  const { logLikelihood, iterations } = maximum;
  const [r, alpha, a, b] = maximum.parameters as readonly [number, number, number, number];
  const found = { ...counted, parameters: { r, alpha, a, b }, logLikelihood, iterations };
  return hasConverged(maximum)
    ? { kind: 'FITTED', ...found }
    : { kind: 'REFUSED', reason: 'MODEL_DID_NOT_CONVERGE', ...found };
}

/** Over those of the customers whose repeat days brought a profit. */
export function fitGammaGamma(
  all: readonly CountedProfit[],
  fewest = fewestRepeatCustomers,
): FitReport<GammaGammaParameters> {
  const rows = inOneOrder(all.filter(isProfitable), profitKeys);
  const customers = countOf(rows);
  const counted = { customers, repeatCustomers: customers };
  if (customers < fewest) return { kind: 'REFUSED', reason: 'TOO_FEW_REPEAT_CUSTOMERS', ...counted };
  // Gamma is searched in units of the mean profit, so that bounds and starts fit every currency.
  const unit = rows.reduce((sum, row) => sum + row.meanProfit * (row.customers / customers), 0);
  const inUnits = rows.map((row) => ({ ...row, meanProfit: row.meanProfit / unit }));
  const maximum = greatest(
    gammaGammaLikelihood(inUnits),
    starts.map((start) => start.slice(0, 3)),
  );
  if (maximum === undefined) return { kind: 'REFUSED', reason: 'MODEL_DID_NOT_CONVERGE', ...counted };
  const [p, q, gamma] = maximum.parameters as readonly [number, number, number];
  const found = {
    ...counted,
    parameters: { p, q, gamma: gamma * unit },
    // A density in profits, as it is published; searched was that in units.
    logLikelihood: maximum.logLikelihood - customers * Math.log(unit),
    iterations: maximum.iterations,
  };
  if (!hasConverged(maximum)) return { kind: 'REFUSED', reason: 'MODEL_DID_NOT_CONVERGE', ...found };
  if (q <= 1) return { kind: 'REFUSED', reason: 'NO_VALUE_MODEL', ...found };
  return { kind: 'FITTED', ...found };
}

const countOf = (rows: readonly { readonly customers: number }[]): number =>
  rows.reduce((sum, { customers }) => sum + customers, 0);

/** The greatest maximum found from the starts; none where no likelihood is finite. */
function greatest(likelihood: Likelihood, from: readonly (readonly number[])[]): Maximum | undefined {
  return from
    .map((start) => maximise(likelihood, start))
    .filter(({ logLikelihood }) => Number.isFinite(logLikelihood))
    .reduce<Maximum | undefined>(
      (best, each) => (best === undefined || isGreater(each, best) ? each : best),
      undefined,
    );
}

/** By more than rounding: of parameters that are equally likely those of the first start stand. */
const isGreater = (one: Maximum, other: Maximum): boolean =>
  one.logLikelihood - other.logLikelihood > 1e-12 * Math.abs(other.logLikelihood);

const hasConverged = ({ slopeLeft }: Maximum): boolean => slopeLeft <= steepest;
