// A company of the evaluator opened in the product, its customers judged by both: the evaluator takes the models that the product
// fitted, which are held against fits of its own elsewhere.
import { defaultRules, type Rules } from '../../src/customer/rules/rules';
import { type OpenCompany, openRows } from './fixture';
import { modelsOfProduct } from './judged-by-product';
import type { Company } from './naive/company';
import type { JudgedCompany } from './naive/judgements/speaking';
import type { NaiveSettings } from './naive/question';

/** Companies of some forty customers have models too. */
export const fewForModels: Rules = {
  ...defaultRules,
  prediction: { ...defaultRules.prediction, fewestRepeatCustomers: 3 },
};

export async function judgedCompany(
  company: Company,
  settings: NaiveSettings,
): Promise<{ readonly company: JudgedCompany; readonly open: OpenCompany }> {
  const rows = company as unknown as Parameters<typeof openRows>[0];
  const open = await openRows(rows, { ...(settings as Parameters<typeof openRows>[1]), judged: fewForModels });
  const models = await modelsOfProduct(open.warehouse.pool);
  return { company: { ...company, judging: { models, scoredAt: [settings.now] } }, open };
}
