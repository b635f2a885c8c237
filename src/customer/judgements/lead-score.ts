// Lead score: how many of the leads of a year ago of the same kind, as old as this one, bought within the time of a lead. Kind is
// acquired channel, industry and how far the sale has come. Leads are scored youngest first, so that the reference leads of
// each age follow from those of the age before: who bought by then leaves, who came further changes its kind.
import type { LeadScoreBand } from '../../model/judgements';
import type { CustomerHistory } from '../history/customer-history';
import { type JudgementInstant, microsecondsOfDay } from '../history/judgement-instant';
import type { Rules } from '../rules/rules';
import { toNineDecimals } from './rank';

/** The part of a customer's history that its lead is judged by. */
export type LeadHistory = Pick<CustomerHistory, 'customerNo' | 'firstPurchaseAt' | 'stageRows' | 'versions'> & {
  readonly firstLeadAt: number;
};

export type LeadScore = { readonly score: number; readonly band: LeadScoreBand };

/** The scores of all open leads, by customer; none without reference leads. */
export function leadScores(
  leads: readonly LeadHistory[],
  instant: JudgementInstant,
  rules: Rules,
): ReadonlyMap<number, LeadScore> {
  const longest = rules.leadScore.days * microsecondsOfDay;
  const open = leads
    .filter((lead) => isOpen(lead, instant, longest))
    .map((lead) => ({ lead, age: instant.at - lead.firstLeadAt }))
    .sort((one, other) => one.age - other.age);
  if (open.length === 0) return new Map();
  const reference = referenceLeads(leads, instant, longest);
  const scores = new Map<number, LeadScore>();
  for (const { lead, age } of open) {
    reference.growTo(age);
    const score = scoreOf(reference.of(kindOf(lead, instant.at, instant.at)), reference.all(), rules);
    if (score !== null) scores.set(lead.customerNo, score);
  }
  return scores;
}

function isOpen({ firstLeadAt, firstPurchaseAt, stageRows }: LeadHistory, { at }: JudgementInstant, longest: number) {
  return (
    firstLeadAt < at &&
    at - firstLeadAt < longest &&
    !(firstPurchaseAt !== null && firstPurchaseAt < at) &&
    stageRows.findLast((row) => row.at < at)?.isLost !== true
  );
}

/** Of the version at an instant, and of the stage rows from the lead to another. */
function kindOf({ firstLeadAt, stageRows, versions }: LeadHistory, versionAt: number, until: number): string {
  const furthest = stageRows.reduce(
    (rank, row) => (row.at >= firstLeadAt && row.at < until ? Math.max(rank, row.rank) : rank),
    0,
  );
  return kindAs(versionKind(versions, versionAt), furthest);
}

const kindAs = (version: string, furthest: number): string => `${version} ${furthest}`;

const versionKind = (versions: LeadHistory['versions'], at: number): string =>
  (versions.findLast(({ from }) => from <= at) ?? versions[0])?.kind ?? '';

type Counts = { leads: number; bought: number };

/** The reference leads at an age that grows. */
function referenceLeads(leads: readonly LeadHistory[], { leadsFrom, leadsTo }: JudgementInstant, longest: number) {
  const kinds = new Map<string, Counts>();
  const all: Counts = { leads: 0, bought: 0 };
  type Change = { readonly age: number; readonly apply: () => void };
  const changes: Change[] = [];
  const countsOf = (kind: string): Counts => {
    const known = kinds.get(kind) ?? { leads: 0, bought: 0 };
    kinds.set(kind, known);
    return known;
  };
  for (const lead of leads) {
    const { firstLeadAt, firstPurchaseAt } = lead;
    if (firstLeadAt < leadsFrom || firstLeadAt >= leadsTo) continue;
    const boughtAfter = firstPurchaseAt === null ? Number.POSITIVE_INFINITY : firstPurchaseAt - firstLeadAt;
    const buys = boughtAfter < longest ? 1 : 0;
    const count = (kind: string, sign: 1 | -1): void => {
      for (const counts of [countsOf(kind), all]) {
        counts.leads += sign;
        counts.bought += sign * buys;
      }
    };
    const version = versionKind(lead.versions, firstLeadAt);
    let furthest = 0;
    count(kindAs(version, 0), 1);
    for (const { at, rank } of lead.stageRows) {
      const age = at - firstLeadAt;
      if (age < 0 || age >= boughtAfter || rank <= furthest) continue;
      const [before, after] = [kindAs(version, furthest), kindAs(version, rank)];
      changes.push({
        age,
        apply: () => {
          count(before, -1);
          count(after, 1);
        },
      });
      furthest = rank;
    }
    const last = kindAs(version, furthest);
    if (boughtAfter < Number.POSITIVE_INFINITY) changes.push({ age: boughtAfter, apply: () => count(last, -1) });
  }
  changes.sort((one, other) => one.age - other.age);
  let next = 0;
  return {
    /** What happened before the age has happened: a purchase of exactly that age is still to come. */
    growTo: (age: number): void => {
      while (next < changes.length && changes[next]!.age < age) {
        changes[next]!.apply();
        next += 1;
      }
    },
    of: (kind: string): Counts => kinds.get(kind) ?? { leads: 0, bought: 0 },
    all: (): Counts => all,
  };
}

function scoreOf(own: Counts, all: Counts, { leadScore }: Rules): LeadScore | null {
  if (all.leads === 0) return null;
  const average = all.bought / all.leads;
  const score = (own.bought + leadScore.averageLeads * average) / (own.leads + leadScore.averageLeads);
  return { score, band: bandOf(score, average, leadScore) };
}

const odds = (share: number): number => share / (1 - share);

function bandOf(score: number, average: number, { low, high }: Rules['leadScore']): LeadScoreBand {
  if (average === 0 || average === 1) return 'MEDIUM';
  const ratio = toNineDecimals(odds(score) / odds(average));
  if (ratio >= high) return 'HIGH';
  return ratio <= low ? 'LOW' : 'MEDIUM';
}
