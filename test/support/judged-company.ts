// A company of the evaluator opened in the product, its customers judged by both: the evaluator takes the models that the product
// fitted, which are held against fits of its own elsewhere.
import { defaultRules, type Rules } from '../../src/customer/rules/rules';
import { companyInLoads, type Meanwhile } from './company-in-loads';
import { type CompanyRows, type CompanySettings, type OpenCompany, openRows } from './fixture';
import { modelsOfProduct } from './judged-by-product';
import type { Company } from './naive/company';
import type { JudgedCompany } from './naive/judgements/speaking';
import type { NaiveSettings } from './naive/question';

/** Companies of some forty customers have models too. */
export const fewForModels: Rules = {
  ...defaultRules,
  prediction: { ...defaultRules.prediction, fewestRepeatCustomers: 3 },
};

export type OpenJudged = { readonly company: JudgedCompany; readonly open: OpenCompany };

export async function judgedCompany(company: Company, settings: NaiveSettings): Promise<OpenJudged> {
  const rows = company as unknown as CompanyRows;
  return judgedOf(company, settings, await openRows(rows, { ...(settings as CompanySettings), judged: fewForModels }));
}

/** The same of a company that comes in several loads and is asked meanwhile. */
export async function judgedInLoads(
  seed: number,
  company: Company,
  settings: NaiveSettings,
  meanwhile: Meanwhile,
): Promise<OpenJudged> {
  const judged = { ...(settings as CompanySettings), judged: fewForModels };
  return judgedOf(company, settings, await companyInLoads(seed, company, judged, meanwhile));
}

async function judgedOf(company: Company, settings: NaiveSettings, open: OpenCompany): Promise<OpenJudged> {
  const models = await modelsOfProduct(open.warehouse.pool);
  return { company: { ...company, judging: { models, scoredAt: [settings.now] } }, open };
}
