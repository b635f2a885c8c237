// Judgements of random companies: the product and the naive evaluator, which shares no code with it, agree on every judgement of
// every customer at every month-end and now.

import { defaultRules, type Rules } from '../../../src/customer/rules/rules';
import { loadRows } from '../../support/fixture';
import { judgedByProduct, modelsOfProduct } from '../../support/judged-by-product';
import { fewForModels } from '../../support/judged-company';
import type { Company } from '../../support/naive/company';
import { type Judgement, judge } from '../../support/naive/judgements/judge';
import type { NaiveSettings } from '../../support/naive/question';
import { randomCompany, randomSettings } from '../../support/random-company';

/** A judgement of the evaluator, in the words of the product. */
function inWords(own: Judgement): Readonly<Record<string, unknown>> {
  const part = (name: string) => own.health?.parts.find((each) => each.name === name)?.score ?? null;
  return {
    in_base: own.inBase,
    preferred_channel: own.preferredChannel,
    alive: own.alive,
    churn_risk: own.churnRisk,
    expected_purchases: own.expectedPurchases,
    predicted_value: own.predictedValue,
    historic_value: own.historicValue,
    contribution: own.contribution,
    activity: own.activity,
    loyalty: own.loyalty,
    tier_score: own.tierScore,
    rfm_recency: own.rfm?.recency ?? null,
    rfm_frequency: own.rfm?.frequency ?? null,
    rfm_monetary: own.rfm?.monetary ?? null,
    health_score: own.health?.score ?? null,
    health_recency: part('recency'),
    health_frequency: part('frequency'),
    health_engagement: part('engagement'),
    health_satisfaction: part('satisfaction'),
    health_complaints: part('complaints'),
    health_terms: part('terms'),
    lead_score: own.leadScore,
    tier: own.tier,
    rfm_segment: own.rfmSegment,
    lifecycle_stage: own.lifecycleStage,
    risk_band: own.riskBand,
    nps_group: own.npsGroup,
    health_band: own.health?.band ?? null,
    lead_score_band: own.leadScoreBand,
  };
}

function differ(one: unknown, other: unknown): boolean {
  if (typeof one !== 'number' || typeof other !== 'number') return one !== other;
  return Math.abs(one - other) > 1e-8 * Math.max(1, Math.abs(one));
}

/** What differs, a text each; and how many cells were compared. */
async function disagreements(
  company: Company,
  settings: NaiveSettings,
  rules: Rules,
): Promise<{ readonly found: readonly string[]; readonly cells: number; readonly modelled: number }> {
  const warehouse = await loadRows(company as never, {
    ...(settings as Parameters<typeof loadRows>[1]),
    judged: rules,
  });
  try {
    const models = await modelsOfProduct(warehouse.pool);
    const found: string[] = [];
    let [cells, modelled] = [0, 0];
    for (const { at, isNow, customers } of await judgedByProduct(warehouse.pool)) {
      for (const [id, own] of judge(company, at, { settings, models })) {
        const row = customers.get(id);
        for (const [name, expected] of Object.entries(inWords(own))) {
          cells += 1;
          if (name === 'alive' && expected !== null && expected !== 0) modelled += 1;
          const stored = row === undefined ? (name === 'in_base' ? false : null) : row[name];
          // Only of who bought is anything kept beside the answer and the lead.
          if (differ(stored, expected))
            found.push(
              `${isNow ? 'now' : new Date(at / 1000).toISOString()} ${id} ${name}: ${stored}, not ${expected}`,
            );
        }
      }
    }
    return { found, cells, modelled };
  } finally {
    await warehouse.drop();
  }
}

const companies = Number(process.env.RANDOM_COMPANIES ?? 12);
const firstSeed = Number(process.env.RANDOM_SEED ?? 1);

it(`agree on ${companies} random companies`, async () => {
  let cells = 0;
  for (let seed = firstSeed; seed < firstSeed + companies; seed += 1) {
    const settings = randomSettings(seed);
    const company = randomCompany(seed, settings, seed % 5 === 0 ? undefined : { customers: 40, facts: 300 });
    const compared = await disagreements(company, settings, seed % 2 === 0 ? defaultRules : fewForModels);
    expect({ seed, found: compared.found.slice(0, 12) }).toEqual({ seed, found: [] });
    cells += compared.cells;
  }
  expect(cells).toBeGreaterThan(companies * 1000);
}, 600_000);

it('agree on a company of enough customers for the models', async () => {
  const settings = { ...randomSettings(3), now: '2025-11-12T09:30:00Z', lostAfterDays: 180, dormantAfterDays: 90 };
  const compared = await disagreements(
    randomCompany(3, settings, { customers: 220, facts: 3000 }),
    settings,
    defaultRules,
  );
  expect(compared.found.slice(0, 12)).toEqual([]);
  expect(compared.modelled).toBeGreaterThan(1000);
}, 600_000);
