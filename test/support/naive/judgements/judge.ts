// Every judgement about every customer at an instant. What is worked out for an instant is kept with the company.
import type { Company } from '../company';
import { type Customer, hasPurchaseBefore, inBaseAt } from '../customers';
import type { NaiveSettings } from '../question';
import { type Instant, parseTimestamp } from '../time';
import { clocksOf, worldAt } from '../world';
import { type Health, healthOf } from './health';
import { before } from './instants';
import {
  type LifecycleStage,
  lifecycleStageOf,
  type NpsGroup,
  npsGroupOf,
  preferredChannelOf,
  type RiskBand,
  riskBandOf,
} from './labels';
import { type LeadScoreBand, leadScoreOf } from './lead-score';
import type { ModelsAt } from './models';
import { type Judged, type Moment, momentOf } from './moment';
import { baseJudgedAt, type ReferenceBase } from './reference-base';
import { type Rfm, rfmOf, rfmSegmentOf, rfmValuesOf } from './rfm';
import { shareRenewed } from './terms';
import { type Tier, tierOf, tierScoreOf } from './tier';
import { type Values, valuesOf } from './values';

/** null: there is none, or what it needs is not there. */
export type Judgement = {
  readonly inBase: boolean;
  readonly underTerm: boolean;
  readonly alive: number | null;
  readonly churnRisk: number | null;
  readonly expectedPurchases: number | null;
  readonly predictedValue: number | null;
  readonly historicValue: number | null;
  readonly contribution: number | null;
  readonly activity: number | null;
  readonly loyalty: number | null;
  readonly tierScore: number | null;
  readonly tier: Tier | null;
  readonly rfm: Rfm | null;
  readonly rfmSegment: string | null;
  readonly lifecycleStage: LifecycleStage | null;
  readonly riskBand: RiskBand | null;
  readonly npsGroup: NpsGroup | null;
  readonly preferredChannel: string | null;
  readonly health: Health | null;
  readonly leadScore: number | null;
  readonly leadScoreBand: LeadScoreBand | null;
};

export type JudgeBy = {
  /** The clock and the rules of the calendar. */
  readonly settings: NaiveSettings;
  readonly models: ModelsAt;
  /** Of the predicted value, a year. */
  readonly discountRate?: number;
};

export type Judgements = ReadonlyMap<string, Judgement>;

/** By source id, of every customer with a fact before t. */
export function judge(company: Company, t: Instant, { settings, models, discountRate = 0.1 }: JudgeBy): Judgements {
  return judgingOf(company, settings, models, discountRate).at(t);
}

type Judging = { readonly at: (t: Instant) => Judgements };

const judgings = new WeakMap<Company, WeakMap<ModelsAt, Map<string, Judging>>>();

function judgingOf(company: Company, settings: NaiveSettings, models: ModelsAt, discountRate: number): Judging {
  const ofCompany = judgings.get(company) ?? new WeakMap<ModelsAt, Map<string, Judging>>();
  judgings.set(company, ofCompany);
  const ofModels = ofCompany.get(models) ?? new Map<string, Judging>();
  ofCompany.set(models, ofModels);
  const name = JSON.stringify([settings, discountRate]);
  const found = ofModels.get(name) ?? newJudging(company, settings, models, discountRate);
  ofModels.set(name, found);
  return found;
}

function newJudging(company: Company, settings: NaiveSettings, models: ModelsAt, discountRate: number): Judging {
  const now = parseTimestamp(settings.now, clocksOf(company)(settings.timeZone));
  const { customers, rules } = worldAt(company, settings, now);
  const judged: Judged = { settings, customers, rules, modelsAt: models, discountRate };
  const moments = new Map<Instant, Moment>();
  const bases = new Map<Instant, ReferenceBase>();
  const answers = new Map<Instant, Judgements>();
  const momentAt = (t: Instant) => remember(moments, t, () => momentOf(judged, t));
  const baseAt = (t: Instant) => remember(bases, t, () => baseJudgedAt(momentAt(t)));
  return {
    at: (t) =>
      remember(answers, t, () => {
        const moment = momentAt(t);
        const ofMonthEnd = baseAt(moment.m);
        const base = ofMonthEnd.values.length > 0 ? ofMonthEnd : baseAt(t);
        const s = shareRenewed(moment);
        const known = customers.filter(({ transactions, interactions }) =>
          [transactions, interactions].some((facts) => before<{ readonly at: Instant }>(facts, t).length > 0),
        );
        return new Map(known.map((customer) => [customer.id, judgementOf(customer, moment, base, s)]));
      }),
  };
}

function remember<V>(known: Map<Instant, V>, t: Instant, work: () => V): V {
  const found = known.get(t) ?? work();
  known.set(t, found);
  return found;
}

function judgementOf(customer: Customer, moment: Moment, base: ReferenceBase, s: number | null): Judgement {
  const lead = leadScoreOf(customer, moment);
  const nobody: Judgement = {
    inBase: false,
    underTerm: false,
    alive: null,
    churnRisk: null,
    expectedPurchases: null,
    predictedValue: null,
    historicValue: null,
    contribution: null,
    activity: null,
    loyalty: null,
    lifecycleStage: null,
    preferredChannel: null,
    npsGroup: npsGroupOf(customer, moment),
    leadScore: lead?.score ?? null,
    leadScoreBand: lead?.band ?? null,
    ...outsideBase,
  };
  if (!hasPurchaseBefore(customer, moment.t)) return nobody;
  const { history, ...values } = valuesOf(customer, moment, s);
  const inBase = inBaseAt(customer, moment.t, moment.rules);
  return {
    ...nobody,
    ...values,
    inBase,
    lifecycleStage: lifecycleStageOf(customer, moment),
    preferredChannel: preferredChannelOf(customer, moment),
    ...(inBase ? ofBase(customer, { history, ...values }, moment, base) : outsideBase),
  };
}

type OfBase = Pick<Judgement, 'tierScore' | 'tier' | 'rfm' | 'rfmSegment' | 'riskBand' | 'health'>;

const outsideBase: OfBase = {
  tierScore: null,
  tier: null,
  rfm: null,
  rfmSegment: null,
  riskBand: null,
  health: null,
};

function ofBase(customer: Customer, values: Values, moment: Moment, base: ReferenceBase): OfBase {
  const tierScore = tierScoreOf(values, base.values);
  const rfm = rfmOf(rfmValuesOf(customer, values, moment, base.businessDate), base.rfm);
  return {
    tierScore,
    tier: tierOf(tierScore, base.tierScores),
    rfm,
    rfmSegment: rfmSegmentOf(rfm),
    riskBand: values.churnRisk === null ? null : riskBandOf(values.churnRisk),
    health: healthOf(customer, values, moment),
  };
}
