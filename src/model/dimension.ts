// What a dimension is: what it is called and where its members stand in the star.
// A fact dimension belongs to the fact's own row; a customer dimension to the version of its customer or to what it is judged to be.

/** What is read of a fact's instant, in the zone of the question. */
export type ClockPart = 'weekday' | 'hour';

/** Columns of customer_snapshot that hold a label. */
export type JudgedLabel =
  | 'tier'
  | 'health_band'
  | 'risk_band'
  | 'rfm_segment'
  | 'rfm_recency'
  | 'rfm_frequency'
  | 'rfm_monetary'
  | 'nps_group'
  | 'lead_score_band';

export type DimensionSource =
  | { readonly kind: 'channel'; readonly column: 'channel_id' | 'category' }
  | { readonly kind: 'product'; readonly column: 'product_id' | 'category' }
  | { readonly kind: 'agent'; readonly column: 'agent_id' | 'team' | 'department' | 'role' }
  | { readonly kind: 'fact'; readonly column: 'campaign' | 'kind' | 'topic' | 'outcome' }
  | { readonly kind: 'clock'; readonly part: ClockPart }
  | { readonly kind: 'buyerType' }
  | { readonly kind: 'customer'; readonly column: string }
  | { readonly kind: 'acquisitionChannel' }
  | { readonly kind: 'tag' }
  | { readonly kind: 'ageBand' }
  | { readonly kind: 'cohortMonth' }
  | { readonly kind: 'churnReason' }
  /** What the customer is judged to be: a label of customer_snapshot, of the last month-end by then or of now. */
  | { readonly kind: 'judgement'; readonly column: JudgedLabel }
  /** The same of the one judgement that customers have without having been judged. */
  | { readonly kind: 'lifecycleStage' }
  /** The customer's number in the star: never asked for by a caller. */
  | { readonly kind: 'customerNumber' };

export type Label = { readonly en: string; readonly zh: string };

export type DimensionDefinition = {
  readonly id: string;
  readonly label: Label;
  readonly description: Label;
  readonly source: DimensionSource;
  /** Members compare and sort as numbers, as texts by code point, or in the order listed. */
  readonly order: 'text' | 'number' | readonly string[];
  /** All there can be, where that is known beforehand. */
  readonly members?: readonly string[];
  /** Labels of members whose value is a code rather than a name people know. */
  readonly memberLabels?: Readonly<Record<string, Label>>;
};
