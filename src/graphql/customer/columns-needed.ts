// Which columns of a portrait the fields that are selected are made of. A hundred customers with all that is known of them take
// twice as long to read as with their tiers and values.
import type { GraphQLResolveInfo } from 'graphql';
import { type FieldsByTypeName, parseResolveInfo, type ResolveTree } from 'graphql-parse-resolve-info';
import type { PortraitColumn } from '../../customer/portrait/portraits';

type Columns = readonly PortraitColumn[];

/** Without a historic value nobody was judged as a buyer. */
const value: Columns = ['historicValue', 'predictedValue'];
const rfm: Columns = ['rfmRecency', 'rfmFrequency', 'rfmMonetary'];

/** Every field that a customer has, and those of its health; what is read apart needs the number of the customer alone. */
const columnsOf: { readonly [type: string]: { readonly [field: string]: Columns } } = {
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
    clv: value,
    health: ['historicValue'],
    attributes: [],
    tierHistory: [],
    segments: [],
    metrics: [],
    timeline: [],
    judgedAt: [],
    reasons: [
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

/** Of a field that gives customers, or pages of them. Null: all, as a field is none of those that are known here. */
export function columnsNeeded(info: GraphQLResolveInfo): ReadonlySet<PortraitColumn> | null {
  const needed = new Set<PortraitColumn>();
  const isKnown = (tree: ResolveTree): boolean =>
    Object.entries(tree.fieldsByTypeName as FieldsByTypeName).every(([type, fields]) =>
      Object.values(fields).every((field) => {
        if (type === 'CustomerConnection') return isKnown(field);
        const ofType = columnsOf[type];
        if (ofType === undefined) return true;
        const columns = ofType[field.name];
        for (const column of columns ?? []) needed.add(column);
        return columns !== undefined && isKnown(field);
      }),
    );
  const tree = parseResolveInfo(info) as ResolveTree | null;
  return tree === null || !isKnown(tree) ? null : needed;
}
