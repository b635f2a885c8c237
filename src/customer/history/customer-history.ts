// What the warehouse knows of one customer and a judgement may ask: its facts in the order of time, its spells and its terms.
// Instants are microseconds since 1970, days are days since 1970, money is in ten-thousandths: all whole numbers, so that sums
// and comparisons are exact (money up to 900 billion).

export type Transaction = {
  readonly at: number;
  readonly day: number;
  /** An order line of kind order or renewal; else a refund. */
  readonly isPurchase: boolean;
  /** The number of its order among the customer's; 0 of a refund. */
  readonly order: number;
  readonly isFirstLine: boolean;
  readonly revenue: number;
  readonly profit: number;
  /** 0: not known. */
  readonly channel: number;
};

/** What an interaction counts as: `active` ones are customer-initiated, `engaged` ones among them show interest. */
export type Interaction = {
  readonly at: number;
  readonly day: number;
  readonly isEngaged: boolean;
  readonly isComplaint: boolean;
  readonly channel: number;
};

/** On the default scale of its question. Of the same instant the greater source id comes last. */
export type Answer = { readonly at: number; readonly question: 'nps' | 'csat' | 'ces'; readonly score: number };

/** In the base for startsAfter < t <= endsAt. */
export type Spell = { readonly startsAfter: number; readonly endsAt: number; readonly isDormant: boolean };

export type Term = { readonly at: number; readonly end: number; readonly isRenewed: boolean };

/** Ranks go up with the stages contacted, qualified, trial, quoted; 0 for any other. */
export type StageRow = { readonly at: number; readonly rank: number; readonly isLost: boolean };

/** Acquired channel and industry of a version of a customer that is or was a lead, as one text. */
export type LeadVersion = { readonly from: number; readonly kind: string };

export type CustomerHistory = {
  readonly customerNo: number;
  readonly firstPurchaseAt: number | null;
  readonly churnedAt: number | null;
  readonly firstLeadAt: number | null;
  readonly transactions: readonly Transaction[];
  readonly interactions: readonly Interaction[];
  readonly answers: readonly Answer[];
  readonly spells: readonly Spell[];
  readonly terms: readonly Term[];
  readonly stageRows: readonly StageRow[];
  readonly versions: readonly LeadVersion[];
};

export const moneyUnits = 10_000;
