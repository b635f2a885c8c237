// Which columns of a portrait the fields that are selected are made of. A hundred customers with all that is known of them take
// twice as long to read as with their tiers and values.
import type { GraphQLResolveInfo } from 'graphql';
import { type FieldsByTypeName, parseResolveInfo, type ResolveTree } from 'graphql-parse-resolve-info';
import type { NeededColumns, PortraitColumn } from '../../customer/portrait/portraits';

/** What is not of the customer alone: when everybody was judged, and by which models. */
const ofAll = 'judging';

type Needs = readonly (PortraitColumn | typeof ofAll)[];

/** Without a historic value nobody was judged as a buyer. */
const value: Needs = ['historicValue', 'predictedValue'];
const rfm: Needs = ['rfmRecency', 'rfmFrequency', 'rfmMonetary'];

/** Every field that a customer has, and those of its health and its attributes; what is read apart needs the number of the customer alone. */
const needsOf: { readonly [type: string]: { readonly [field: string]: Needs } } = {
  Customer: {
    id: [],
    name: ['name'],
    email: ['email'],
    phone: ['phone'],
    tags: ['tags'],
    stage: ['hasBought', 'lifecycleStage'],
    tier: ['tier'],
    npsGroup: ['npsGroup'],
    leadScore: ['leadScore'],
    preferredChannel: ['preferredChannel'],
    rfm,
    churnRisk: ['churnRisk'],
    expectedPurchases: ['expectedPurchases'],
    clv: [ofAll, ...value],
    health: ['historicValue'],
    attributes: [],
    tierHistory: [],
    segments: [],
    metrics: [],
    timeline: [],
    judgedAt: [ofAll],
    reasons: [
      ofAll,
      'hasBought',
      'firstLeadAt',
      ...value,
      ...rfm,
      'tier',
      'churnRisk',
      'expectedPurchases',
      'healthScore',
      'preferredChannel',
      'npsGroup',
      'leadScore',
    ],
  },
  Health: {
    score: ['healthScore'],
    band: ['healthBand'],
    parts: [
      'healthRecency',
      'healthFrequency',
      'healthEngagement',
      'healthSatisfaction',
      'healthComplaints',
      'healthTerms',
      'underTerm',
      'daysSincePurchase',
      'purchaseRhythmDays',
      'ordersLastHalfYear',
      'ordersHalfYearBefore',
      'engagedDaysLastQuarter',
      'engagedDaysQuarterBefore',
      'lastNps',
      'lastCsat',
      'lastCes',
      'complaints',
      'lastTermEnd',
    ],
  },
  CustomerAttributes: {
    gender: ['gender'],
    birthDate: ['birthDate'],
    country: ['country'],
    region: ['region'],
    city: ['city'],
    industry: ['industry'],
    companySize: ['companySize'],
    acquisitionChannel: ['acquisitionChannel'],
    firstContactAt: ['firstContactAt'],
    firstPurchaseAt: ['firstPurchaseAt'],
    lastPurchaseAt: ['firstPurchaseAt'],
  },
};

export type Needed = {
  /** All, where a field is none of those that are known here. */
  readonly columns: NeededColumns;
  readonly judging: boolean;
};

/** Of a field that gives customers, or pages of them. */
export function neededFor(info: GraphQLResolveInfo): Needed {
  const columns = new Set<PortraitColumn>();
  let judging = false;
  const isKnown = (tree: ResolveTree): boolean =>
    Object.entries(tree.fieldsByTypeName as FieldsByTypeName).every(([type, fields]) =>
      Object.values(fields).every((field) => {
        if (type === 'CustomerConnection') return isKnown(field);
        const ofType = needsOf[type];
        if (ofType === undefined) return true;
        const needs = ofType[field.name];
        for (const need of needs ?? []) {
          if (need === ofAll) judging = true;
          else columns.add(need);
        }
        return needs !== undefined && isKnown(field);
      }),
    );
  const tree = parseResolveInfo(info) as ResolveTree | null;
  return tree === null || !isKnown(tree) ? { columns: null, judging: true } : { columns, judging };
}
