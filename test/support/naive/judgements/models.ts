// The models as they are handed in: their parameters at a month-end, or why there is none.
import type { Instant } from '../time';

/** MBG/NBD; alpha in weeks. */
export type PurchaseModel = {
  readonly kind: 'FITTED';
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
};

/** Gamma-Gamma; gamma in money. */
export type ProfitModel = {
  readonly kind: 'FITTED';
  readonly p: number;
  readonly q: number;
  readonly gamma: number;
};

export type NoModel = { readonly kind: 'NONE'; readonly reason: string };

export type Models = { readonly purchases: PurchaseModel | NoModel; readonly profit: ProfitModel | NoModel };

/** The models fitted at a month-end. */
export type ModelsAt = (monthEnd: Instant) => Models;

const tooFew: NoModel = { kind: 'NONE', reason: 'TOO_FEW_REPEAT_CUSTOMERS' };

/** A company with fewer than 100 repeat customers. */
export const noModels: ModelsAt = () => ({ purchases: tooFew, profit: tooFew });
