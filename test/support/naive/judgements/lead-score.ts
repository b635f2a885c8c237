// The lead score: of those who were leads a year ago and had got as far at the same age, how many bought within 90 days.
import { type Customer, firstLead, versionAt } from '../customers';
import { DAY, type Instant } from '../time';
import { before, between } from './instants';
import type { Moment } from './moment';
import { rounded } from './rounded';

export type LeadScoreBand = 'HIGH' | 'MEDIUM' | 'LOW';
export type LeadScore = { readonly score: number; readonly band: LeadScoreBand };

const open = 90 * DAY;

export function leadScoreOf(customer: Customer, moment: Moment): LeadScore | null {
  const { t } = moment;
  const lead = firstLead(customer);
  if (lead === null || lead.at >= t || t - lead.at >= open) return null;
  if (before(customer.purchases, t).length > 0) return null;
  const lastStage = before(customer.interactions, t).findLast(({ kind }) => kind === 'stage');
  if (lastStage?.stage === 'lost') return null;

  const age = t - lead.at;
  const own = kindOf(customer, lead.at, age, t);
  let [all, allBought, alike, alikeBought] = [0, 0, 0, 0];
  for (const reference of moment.customers) {
    const since = firstLead(reference)?.at;
    if (since === undefined || since < moment.leadsSince || since >= moment.leadsBefore) continue;
    const firstPurchase = before(reference.purchases, t)[0]?.at ?? Number.POSITIVE_INFINITY;
    if (firstPurchase < since + age) continue;
    const bought = firstPurchase < since + open ? 1 : 0;
    all += 1;
    allBought += bought;
    if (kindOf(reference, since, age, since) !== own) continue;
    alike += 1;
    alikeBought += bought;
  }
  if (all === 0) return null;
  const p0 = allBought / all;
  const score = (alikeBought + 5 * p0) / (alike + 5);
  return { score, band: bandOf(score, p0) };
}

const steps = ['contacted', 'qualified', 'trial', 'quoted'];

/** Where it came from and what it does, by the version of an instant; and how far it had got at that age. */
function kindOf(customer: Customer, lead: Instant, age: number, versionOf: Instant): string {
  const { acquiredChannel, industry } = versionAt(customer, versionOf);
  const stages = between(customer.interactions, lead, lead + age).filter(({ kind }) => kind === 'stage');
  const furthest = Math.max(-1, ...stages.map(({ stage }) => steps.indexOf(stage ?? '')));
  return JSON.stringify([acquiredChannel, industry, furthest]);
}

function bandOf(score: number, p0: number): LeadScoreBand {
  if (p0 === 0 || p0 === 1) return 'MEDIUM';
  const odds = (share: number) => share / (1 - share);
  const ratio = rounded(odds(score) / odds(p0));
  if (ratio >= 1.5) return 'HIGH';
  return ratio <= 0.5 ? 'LOW' : 'MEDIUM';
}
