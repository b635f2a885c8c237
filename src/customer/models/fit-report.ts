// What a fit came to: the parameters of a model over the customers of one month-end, or the reason why it has none.

/** Fewer than 100 repeat customers; no maximum was reached; or a mean profit that is not finite (q <= 1). */
export const refusals = ['TOO_FEW_REPEAT_CUSTOMERS', 'MODEL_DID_NOT_CONVERGE', 'NO_VALUE_MODEL'] as const;

export type Refusal = (typeof refusals)[number];

export const fewestRepeatCustomers = 100;

/** What is known of every fit, refused or not. */
type Fitted = {
  /** Those it was fitted over. */
  readonly customers: number;
  /** Those of them with a repeat. */
  readonly repeatCustomers: number;
};

export type FitReport<Parameters> =
  | (Fitted & {
      readonly kind: 'FITTED';
      readonly parameters: Parameters;
      readonly logLikelihood: number;
      /** Of the start that led to the greatest maximum. */
      readonly iterations: number;
    })
  | (Fitted & {
      readonly kind: 'REFUSED';
      readonly reason: Refusal;
      /** What the search came to before it was refused; absent where none was begun or nothing finite was found. */
      readonly parameters?: Parameters;
      readonly logLikelihood?: number;
      readonly iterations?: number;
    });
