// A company of six customers whose judgements were written by hand, in Shanghai, asked on 15 July 2025 at noon. Everybody was
// judged on 1 May, 1 June, 1 July and last on 10 July at 10:00:
//
//   anna    bought in March and May, of the base; silver, gold, gold, gold; moved from north to east on 2 May
//   wang    王小明, bought in April, of the base; no tier on 1 June; too little known of its health
//   bo      bought a year ago, and brought something back in June: lost
//   lin     a lead of 20 June who has not bought
//   quiet   nothing but a name
//   fresh   bought on 14 July, after the last judging

import { local, type Principal } from '../../../src/auth/principal';
import type { Engine } from '../../../src/engine/engine';
import { createRequestContext, type RequestContext } from '../../../src/graphql/common/request-context';
import { type Answer, executeDocument } from '../../../src/graphql/execute-document';
import { servicesOf } from '../../../src/services/services';
import { type OpenCompany, openRows } from '../../support/fixture';

type Row = Readonly<Record<string, string>>;

const sold = (id: string, order: string, customer: string, at: string, revenue: string, more: Row = {}): Row => ({
  transaction_id: id,
  order_id: order,
  customer_id: customer,
  occurred_at: at,
  kind: 'order',
  revenue,
  channel_id: 'web',
  ...more,
});
const met = (id: string, customer: string, at: string, kind: string, more: Row = {}): Row => ({
  interaction_id: id,
  customer_id: customer,
  occurred_at: at,
  kind,
  ...more,
});

const rows: Readonly<Record<string, readonly Row[]>> = {
  channels: [
    { channel_id: 'web', name: 'Online store', category: 'online' },
    { channel_id: 'app', name: 'Mobile app', category: 'online' },
  ],
  products: [
    { product_id: 'tea', name: 'Green tea', category: 'food' },
    { product_id: 'cup', name: 'Cup', category: 'kitchen' },
  ],
  customers: [
    {
      customer_id: 'anna', name: 'Anna Lee', email: 'anna@example.com', phone: '+86-10-1001', gender: 'F',
      birth_date: '1990-02-03', country: 'CN', region: 'north', city: 'Beijing', acquired_channel: 'web',
      first_contact_at: '2025-02-01T09:00:00+08:00', tags: 'vip;gold', valid_from: '2025-01-01',
    },
    {
      customer_id: 'anna', name: 'Anna Li', email: 'anna@example.com', phone: '+86-10-1001', gender: 'F',
      birth_date: '1990-02-03', country: 'CN', region: 'east', city: 'Hangzhou', acquired_channel: 'web',
      tags: 'vip', valid_from: '2025-05-02',
    },
    { customer_id: 'wang', name: '王小明', email: 'wang@example.com', region: 'north', valid_from: '2025-01-01' },
    { customer_id: 'bo', name: 'Bo 100%', phone: '+86-10-2002', region: 'south', valid_from: '2024-01-01' },
    { customer_id: 'lin', name: 'Lin', region: 'south', valid_from: '2025-06-01' },
    { customer_id: 'quiet', name: 'Quiet_one', valid_from: '2025-06-15' },
    { customer_id: 'fresh', name: 'Fresh', region: 'north', valid_from: '2025-07-14' },
  ],
  transactions: [
    sold('t1', 'o1', 'anna', '2025-03-10T10:00:00+08:00', '60', { cost: '20', product_id: 'tea' }),
    sold('t2', 'o1', 'anna', '2025-03-10T10:00:00+08:00', '40', { cost: '20', product_id: 'cup' }),
    sold('t3', 'o2', 'anna', '2025-05-20T10:00:00+08:00', '50', { cost: '20', channel_id: 'app', product_id: 'tea' }),
    sold('t4', 'o2', 'anna', '2025-05-25T10:00:00+08:00', '-10', { kind: 'refund', cost: '-4', product_id: 'tea' }),
    sold('t5', 'o3', 'wang', '2025-04-05T10:00:00+08:00', '200', { cost: '100' }),
    sold('t6', 'o4', 'bo', '2024-06-01T10:00:00+08:00', '30'),
    sold('t8', 'o4', 'bo', '2025-06-01T10:00:00+08:00', '-1', { kind: 'refund' }),
    sold('t7', 'o5', 'fresh', '2025-07-14T10:00:00+08:00', '80', { cost: '30' }),
  ],
  interactions: [
    met('i1', 'anna', '2025-06-30T23:30:00+08:00', 'login', { channel_id: 'app' }),
    met('i2', 'anna', '2025-07-02T09:00:00+08:00', 'ticket', { channel_id: 'web', topic: 'delivery', outcome: 'resolved' }),
    met('i3', 'anna', '2025-07-03T09:00:00+08:00', 'survey', { question: 'nps', score: '9' }),
    met('i4', 'wang', '2025-07-05T09:00:00+08:00', 'complaint', { channel_id: 'web' }),
    met('i5', 'lin', '2025-06-20T09:00:00+08:00', 'lead'),
    met('i6', 'lin', '2025-06-21T09:00:00+08:00', 'stage', { opportunity_id: 'd1', stage: 'quoted', amount: '420' }),
  ],
}; // biome-ignore format: a customer a line or two

const judgings = `INSERT INTO month_end (month_end, judged_at, scored_at, data_version, rules_version, digest) VALUES
  ('2025-05-01', '2025-05-01T00:00+08', '2025-07-10T02:01Z', 1, '1', ''), ('2025-06-01', '2025-06-01T00:00+08', '2025-07-10T02:01Z', 1, '1', ''),
  ('2025-07-01', '2025-07-01T00:00+08', '2025-07-10T02:01Z', 1, '1', ''), ('9999-12-31', '2025-07-10T10:00+08', '2025-07-10T02:01Z', 1, '1', '')`;

const fits = `INSERT INTO model_fit (month_end, model, parameters, log_likelihood, customers, repeat_customers, iterations, reason) VALUES
  ('2025-06-01', 'MBG_NBD', NULL, NULL, 3, 1, NULL, 'TOO_FEW_REPEAT_CUSTOMERS'), ('2025-06-01', 'GAMMA_GAMMA', NULL, NULL, 1, 1, NULL, 'TOO_FEW_REPEAT_CUSTOMERS'),
  ('2025-07-01', 'MBG_NBD', '{"r": 0.5, "alpha": 6, "a": 0.9, "b": 1.6}', -9582.1357, 3, 1, 20, NULL),
  ('2025-07-01', 'GAMMA_GAMMA', NULL, NULL, 1, 1, NULL, 'NO_VALUE_MODEL')`;

/** What a customer was judged to be: the columns that say something. */
const snapshots: readonly (readonly [customer: string, monthEnd: string, columns: Readonly<Record<string, unknown>>])[] = [
  ['anna', '2025-05-01', { in_base: true, lifecycle_stage: 'NEW', tier: 'SILVER', historic_value: 60 }],
  ['anna', '2025-06-01', { in_base: true, lifecycle_stage: 'ACTIVE', tier: 'GOLD', historic_value: 84 }],
  ['anna', '2025-07-01', { in_base: true, lifecycle_stage: 'ACTIVE', tier: 'GOLD', historic_value: 84, churn_risk: 0.25, health_score: 60, health_band: 'WATCH' }],
  [
    'anna', '9999-12-31',
    {
      in_base: true, lifecycle_stage: 'ACTIVE', alive: 0.8, churn_risk: 0.2, risk_band: 'LOW', expected_purchases: 1.5,
      predicted_value: 120.5, historic_value: 84, contribution: 84, activity: 5, loyalty: 2, tier_score: 0.9, tier: 'GOLD',
      rfm_recency: 4, rfm_frequency: 5, rfm_monetary: 3, rfm_segment: 'LOYAL', nps_group: 'PROMOTER', channel: 'web',
      health_score: 71.5, health_band: 'HEALTHY', health_recency: 80, health_frequency: 60, health_engagement: null,
      health_satisfaction: 90, health_complaints: 100, health_terms: null, under_term: false, days_since_purchase: 50,
      purchase_rhythm_days: 71.4, orders_last_half_year: 2, orders_half_year_before: 0, engaged_days_last_quarter: 2,
      engaged_days_quarter_before: 0, last_nps: 9, complaints: 0,
    },
  ],
  ['wang', '2025-05-01', { in_base: true, lifecycle_stage: 'NEW', tier: 'GOLD', historic_value: 100 }],
  ['wang', '2025-07-01', { in_base: true, lifecycle_stage: 'ACTIVE', tier: 'SILVER', historic_value: 100 }],
  ['wang', '9999-12-31', { in_base: true, lifecycle_stage: 'DORMANT', tier: 'SILVER', historic_value: 100, rfm_recency: 2, rfm_frequency: 1, rfm_monetary: 4, churn_risk: 0.5, expected_purchases: 0.1, health_recency: 40, health_complaints: 50, complaints: 1, days_since_purchase: 96, under_term: false }],
  ['bo', '2025-07-01', { in_base: false, lifecycle_stage: 'LOST', historic_value: 30, churn_risk: 1 }],
  ['bo', '9999-12-31', { in_base: false, lifecycle_stage: 'LOST', historic_value: 30, churn_risk: 1, expected_purchases: 0, predicted_value: 0 }],
  ['lin', '9999-12-31', { in_base: false, lead_score: 0.3, lead_score_band: 'HIGH' }],
]; // biome-ignore format: a judgement a line

async function writeJudgements({ warehouse }: OpenCompany): Promise<void> {
  await warehouse.pool.query(judgings);
  await warehouse.pool.query(fits);
  for (const [customer, monthEnd, { channel, ...columns }] of snapshots) {
    const names = Object.keys(columns);
    const places = names.map((_, index) => `$${index + 4}`);
    await warehouse.pool.query(
      `INSERT INTO customer_snapshot (customer_no, month_end, preferred_channel_no, ${names.join(', ')})
       SELECT customer_no, $2, (SELECT channel_no FROM dim_channel WHERE channel_id = $3), ${places.join(', ')}
       FROM customer_summary WHERE customer_id = $1`,
      [customer, monthEnd, channel ?? null, ...Object.values(columns)],
    );
  }
}

export const judgedNow = '2025-07-15T12:00:00+08:00';

/** Any answer, read by its names; what is not there is undefined. */
// biome-ignore lint/suspicious/noExplicitAny: a test reads the answer of the document it wrote itself
type Data = any;

export type JudgedCompany = OpenCompany & {
  readonly context: (watched?: (engine: Engine) => Engine, principal?: Principal) => RequestContext;
  readonly execute: (
    document: string,
    variables?: Readonly<Record<string, unknown>>,
    principal?: Principal,
  ) => Promise<Answer>;
  /** The data of a document that is answered without an error. */
  readonly ask: (document: string, variables?: Readonly<Record<string, unknown>>) => Promise<Data>;
};

export async function openJudgedCompany(): Promise<JudgedCompany> {
  const company = await openRows(rows, { now: judgedNow, timeZone: 'Asia/Shanghai' });
  await writeJudgements(company);
  return judgedApi(company);
}

/** The API over a company. */
export function judgedApi(company: OpenCompany): JudgedCompany {
  const { warehouse, contexts } = company;
  const services = servicesOf(warehouse, warehouse.config);
  const context: JudgedCompany['context'] = (watched = (engine) => engine, principal = local) => {
    const postgres = watched(contexts[0]!.engine);
    const engines = { ...services.engines, postgres };
    return createRequestContext(
      { ...services, engines, answering: { ...contexts[0]!, engine: postgres } },
      'request-1',
      principal,
    );
  };
  const execute: JudgedCompany['execute'] = (document, variables, principal) =>
    executeDocument(document, variables, context(undefined, principal), (error) => {
      throw error;
    });
  return {
    ...company,
    context,
    execute,
    ask: async (document, variables) => {
      const { data, errors } = await execute(document, variables);
      expect(errors).toBeUndefined();
      // Through JSON, as a client sees it.
      return JSON.parse(JSON.stringify(data));
    },
  };
}
