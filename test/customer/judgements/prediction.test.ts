// The risk of a customer under a term: the smaller of what the model and what its terms say.
import { type Evidence, noEvidence } from '../../../src/customer/history/evidence';
import type { ModelsAt } from '../../../src/customer/judgements/models-at';
import { predict } from '../../../src/customer/judgements/prediction';
import { defaultRules } from '../../../src/customer/rules/rules';

// Half of thirty terms were renewed, and the customer has none that is mature: 1 - (0 + 20 x 0.5) / (0 + 20) = 0.5.
const terms = { mature: 30, renewed: 15 };
const underTerm: Evidence = { ...noEvidence, hasBought: true, isInBase: true, isUnderTerm: true };

const models = (alive: number | null): ModelsAt =>
  ({
    profits: { kind: 'REFUSED' },
    outlook: alive === null ? null : () => ({ alive, expectedPurchases: 1 }),
  }) as unknown as ModelsAt;

test.each([
  ['the term says less than the model', 0.25, underTerm, terms, 0.5],
  ['the model says less than the term', 0.75, underTerm, terms, 0.25],
  ['there is no model', null, underTerm, terms, 0.5],
  ['fewer than thirty terms say nothing', 0.25, underTerm, { mature: 29, renewed: 15 }, 0.75],
  ['no term runs', 0.25, { ...underTerm, isUnderTerm: false }, terms, 0.75],
  ['it said goodbye', 0.75, { ...underTerm, saidGoodbye: true }, terms, 1],
])('%s', (_title, alive, evidence, share, risk) => {
  expect(predict(evidence, models(alive), share, defaultRules).churnRisk).toBe(risk);
});
