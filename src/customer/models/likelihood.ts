// A log-likelihood as the fit sees it: at any parameters its value, its slope in each and how the slopes change.

export type LikelihoodAt = {
  readonly value: number;
  readonly slopes: readonly number[];
  /** Second derivatives, row by row; symmetric. */
  readonly curvature: readonly (readonly number[])[];
};

export type Likelihood = (parameters: readonly number[]) => LikelihoodAt;
