// The product says of every small company what was worked out for it by hand, at every month-end and now.
import { defaultRules } from '../../../src/customer/rules/rules';
import { loadRows } from '../../support/fixture';
import { judgedByProduct, judgedColumns } from '../../support/judged-by-product';
import { judgementCases } from '../../support/judgement-cases';
import { differences } from '../../support/judgement-cases/differences';
import type { Expected } from '../../support/judgement-cases/judgement-case';
import { parseTimestamp, zoneClock } from '../../support/naive/time';

/** Nothing is kept of a customer of whom nothing can be said: to the API everything about it is null. */
const nothing: Readonly<Record<string, unknown>> = Object.fromEntries(
  ['in_base', 'under_term', ...judgedColumns].map((name, index) => [name, index < 2 ? false : null]),
);

const parts = ['recency', 'frequency', 'engagement', 'satisfaction', 'complaints', 'terms'];

function inWordsOfCases(row: Readonly<Record<string, unknown>>): Required<Expected> {
  const { rfm_recency: recency, rfm_frequency: frequency, rfm_monetary: monetary } = row;
  const found = {
    inBase: row.in_base,
    underTerm: row.under_term ?? false,
    alive: row.alive,
    churnRisk: row.churn_risk,
    expectedPurchases: row.expected_purchases,
    predictedValue: row.predicted_value,
    historicValue: row.historic_value,
    contribution: row.contribution,
    activity: row.activity,
    loyalty: row.loyalty,
    tierScore: row.tier_score,
    tier: row.tier,
    rfm: recency === null ? null : [recency, frequency, monetary],
    rfmSegment: row.rfm_segment,
    lifecycleStage: row.lifecycle_stage,
    riskBand: row.risk_band,
    npsGroup: row.nps_group,
    preferredChannel: row.preferred_channel,
    leadScore: row.lead_score,
    leadScoreBand: row.lead_score_band,
    healthScore: row.health_score,
    healthBand: row.health_band,
    healthParts: row.in_base ? Object.fromEntries(parts.map((name) => [name, row[`health_${name}`]])) : null,
  };
  return found as unknown as Required<Expected>;
}

test.each(judgementCases.map((one) => [one.name, one] as const))('%s', async (_, one) => {
  const { rows, now, timeZone, lostAfterDays, dormantAfterDays } = one;
  const warehouse = await loadRows(rows as never, {
    now,
    timeZone,
    lostAfterDays,
    dormantAfterDays,
    judged: defaultRules,
  });
  try {
    const judged = await judgedByProduct(warehouse.pool);
    const clock = zoneClock(timeZone);
    const differing = one.judged.flatMap(({ at, expected }) => {
      const instant = judged.find((each) => (at === 'NOW' ? each.isNow : each.at === parseTimestamp(at, clock)));
      return Object.entries(expected).flatMap(([customer, ofCase]) => {
        const found = instant?.customers.get(customer) ?? (ofCase === null ? undefined : nothing);
        const lines = differences(found === undefined ? null : inWordsOfCases(found), ofCase);
        return lines.map((line) => `${at} ${customer}: ${line}`);
      });
    });
    expect(differing).toEqual([]);
  } finally {
    await warehouse.drop();
  }
});
