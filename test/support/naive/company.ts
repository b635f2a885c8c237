// A company as it stands in load files: the rows of every table, each a plain object of strings, an absent or empty
// column null. Nothing is parsed or merged here.

export type Text = string | null | undefined;

export type CustomerRow = {
  readonly customer_id: string;
  readonly name?: Text;
  readonly email?: Text;
  readonly phone?: Text;
  readonly gender?: Text;
  readonly birth_date?: Text;
  readonly country?: Text;
  readonly region?: Text;
  readonly city?: Text;
  readonly industry?: Text;
  readonly company_size?: Text;
  readonly acquired_channel?: Text;
  readonly acquired_campaign?: Text;
  readonly referred_by?: Text;
  readonly first_contact_at?: Text;
  readonly churned_at?: Text;
  readonly churn_reason?: Text;
  readonly tags?: Text;
  readonly valid_from?: Text;
};

export type ChannelRow = { readonly channel_id: string; readonly name?: Text; readonly category?: Text };

export type ProductRow = {
  readonly product_id: string;
  readonly name?: Text;
  readonly category?: Text;
  readonly price_tier?: Text;
};

export type AgentRow = {
  readonly agent_id: string;
  readonly name?: Text;
  readonly team?: Text;
  readonly department?: Text;
  readonly role?: Text;
  readonly active_from?: Text;
  readonly active_to?: Text;
};

export type InteractionRow = {
  readonly interaction_id: string;
  readonly occurred_at: string;
  readonly kind: string;
  readonly customer_id?: Text;
  readonly channel_id?: Text;
  readonly agent_id?: Text;
  readonly campaign?: Text;
  readonly topic?: Text;
  readonly opportunity_id?: Text;
  readonly stage?: Text;
  readonly amount?: Text;
  readonly product_id?: Text;
  readonly question?: Text;
  readonly score?: Text;
  readonly scale_max?: Text;
  readonly response_seconds?: Text;
  readonly resolution_seconds?: Text;
  readonly duration_seconds?: Text;
  readonly outcome?: Text;
};

export type TransactionRow = {
  readonly transaction_id: string;
  readonly order_id: string;
  readonly occurred_at: string;
  readonly kind: string;
  readonly revenue: string;
  readonly customer_id?: Text;
  readonly cost?: Text;
  readonly quantity?: Text;
  readonly product_id?: Text;
  readonly channel_id?: Text;
  readonly agent_id?: Text;
  readonly campaign?: Text;
  readonly opportunity_id?: Text;
  readonly term_end?: Text;
};

export type SpendRow = {
  readonly spend_id: string;
  readonly date: string;
  readonly purpose: string;
  readonly amount: string;
  readonly channel_id?: Text;
  readonly campaign?: Text;
};

export type TargetRow = {
  readonly metric: string;
  readonly from: string;
  readonly to: string;
  readonly value: string;
  readonly dimension?: Text;
  readonly member?: Text;
};

/** The files of one load, by name. */
export type Company = {
  readonly customers: readonly CustomerRow[];
  readonly channels: readonly ChannelRow[];
  readonly products: readonly ProductRow[];
  readonly agents: readonly AgentRow[];
  readonly interactions: readonly InteractionRow[];
  readonly transactions: readonly TransactionRow[];
  readonly spend: readonly SpendRow[];
  readonly targets: readonly TargetRow[];
};

const nothing: Company = {
  customers: [],
  channels: [],
  products: [],
  agents: [],
  interactions: [],
  transactions: [],
  spend: [],
  targets: [],
};

/** A company of the given rows and nothing else. */
export function companyOf(rows: Partial<Company>): Company {
  return { ...nothing, ...rows };
}
