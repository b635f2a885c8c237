// What is known of one customer at an instant, before it is compared with any other: the numbers that judgements are made of.

export type Evidence = {
  /** Whether there is a purchase; without one only the answer to nps is known. */
  readonly hasBought: boolean;
  readonly isInBase: boolean;
  readonly isDormant: boolean;
  readonly isUnderTerm: boolean;
  /** Churned, and no purchase since. */
  readonly saidGoodbye: boolean;
  readonly isNew: boolean;
  /** x, t_x and T in days; z in money. */
  readonly repeats: number;
  readonly repeatDays: number;
  readonly ageDays: number;
  readonly meanProfit: number;
  readonly lastPurchaseDay: number;
  /** Ten-thousandths, as all money here. */
  readonly historicValue: number;
  readonly contribution: number;
  readonly revenue: number;
  readonly activity: number;
  readonly loyalty: number;
  /** Orders with a line in the last year. */
  readonly orders: number;
  /** Orders by their first line: of the last half year and of the one before. */
  readonly ordersLastHalfYear: number;
  readonly ordersHalfYearBefore: number;
  /** Whether the first purchase is older than half a year. */
  readonly isHalfYearOld: boolean;
  readonly engagedDays: number;
  readonly engagedDaysBefore: number;
  readonly wasEngaged: boolean;
  readonly complaints: number;
  /** The last answers of the last year, on the default scales; NaN: none. `nps` of any time. */
  readonly lastNps: number;
  readonly lastCsat: number;
  readonly lastCes: number;
  readonly nps: number;
  /** Of the term that covers the instant and ends last: NaN without one. */
  readonly termEnd: number;
  readonly termLength: number;
  readonly termEndedLastYear: boolean;
  readonly matureTerms: number;
  readonly renewedTerms: number;
  /** Number of the channel; 0: none. */
  readonly preferredChannel: number;
};

/** Of a customer without a fact that matters. */
export const noEvidence: Evidence = {
  hasBought: false,
  isInBase: false,
  isDormant: false,
  isUnderTerm: false,
  saidGoodbye: false,
  isNew: false,
  repeats: 0,
  repeatDays: 0,
  ageDays: 0,
  meanProfit: 0,
  lastPurchaseDay: 0,
  historicValue: 0,
  contribution: 0,
  revenue: 0,
  activity: 0,
  loyalty: 0,
  orders: 0,
  ordersLastHalfYear: 0,
  ordersHalfYearBefore: 0,
  isHalfYearOld: false,
  engagedDays: 0,
  engagedDaysBefore: 0,
  wasEngaged: false,
  complaints: 0,
  lastNps: Number.NaN,
  lastCsat: Number.NaN,
  lastCes: Number.NaN,
  nps: Number.NaN,
  termEnd: Number.NaN,
  termLength: Number.NaN,
  termEndedLastYear: false,
  matureTerms: 0,
  renewedTerms: 0,
  preferredChannel: 0,
};
