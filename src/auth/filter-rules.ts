// What a question takes that goes by a saved segment, and one that singles customers out. A saved filter is held to whoever uses
// it as if they had written it. What is harmless of many customers may tell of one what its fields are kept for: an age band
// tells the day of birth to whoever watches it, topics and outcomes are what people wrote.
import type { UserError } from '../errors';
import { partsOf } from '../model/filter-size';
import type { FilterArguments, SavedFilters } from '../model/filters';
import type { Role } from '../model/roles';
import { enumRules, type MemberRule } from './member-rules';
import type { Permission } from './permissions';
import { denied, refusal, ruleOfValue } from './policy';

/** What it takes to have a dimension of single customers. */
export const ofOneCustomer: ReadonlyMap<string, Permission> = new Map([
  ['AGE_BAND', 'contacts'],
  ['TOPIC', 'freeText'],
  ['OUTCOME', 'freeText'],
  ['CHURN_REASON', 'freeText'],
]);

export type Named = { readonly dimensions: ReadonlySet<string>; readonly metrics: ReadonlySet<string> };

/** What filters name, with the saved ones that they rest on. */
export function namedIn(filters: readonly FilterArguments[], saved: SavedFilters): Named {
  const dimensions = new Set<string>();
  const metrics = new Set<string>();
  const seen = new Set<string>();
  const pending = [...filters];
  for (let each = pending.pop(); each !== undefined; each = pending.pop()) {
    const { metric, dimension, segment } = each;
    if (dimension != null) dimensions.add(dimension);
    if (metric != null) metrics.add(metric.metric);
    if (segment != null && !seen.has(segment)) {
      seen.add(segment);
      const beneath = saved.get(segment);
      if (beneath !== undefined) pending.push(beneath);
    }
    for (const part of partsOf(each)) pending.push(part);
  }
  return { dimensions, metrics };
}

/** Null where the role may ask for everything that is named. */
export function refusalOfNamed(role: Role, { dimensions, metrics }: Named, asked: string): UserError | null {
  const rules = [
    ...[...dimensions].map((id) => ruleOfValue('Dimension', id) ?? []),
    ...[...metrics].map((id) => ruleOfValue('MetricId', id) ?? []),
  ];
  return refusal(role, [...new Set(rules.flat())], asked);
}

/** Null where the role may have these dimensions of single customers. */
export function refusalOfSingle(role: Role, dimensions: Iterable<string>): UserError | null {
  for (const id of dimensions) {
    const permission = ofOneCustomer.get(id);
    const refused = permission && refusal(role, [permission], `the dimension ${id} of single customers`);
    if (refused) return refused;
  }
  return null;
}

/** Whether whoever has the role may have its customers listed: the saved filter as they may ask it, one by one. */
export function refusalOfSegment(role: Role, name: string, saved: SavedFilters): UserError | null {
  const where = saved.get(name);
  if (where === undefined) return null;
  const named = namedIn([where], saved);
  return refusalOfNamed(role, named, `what the segment ${name} rests on`) ?? refusalOfSingle(role, ages(named));
}

/** To guess a topic or an outcome is to know it already; an age band is found out by asking as of one day after the other. */
export const ages = ({ dimensions }: Named): readonly string[] => (dimensions.has('AGE_BAND') ? ['AGE_BAND'] : []);

/** The saved segments that the role may ask by; the others are not there for it. */
export const segmentsAllowed = (role: Role, saved: SavedFilters): ReadonlySet<string> =>
  new Set(
    [...saved].flatMap(([name, where]) => (refusalOfNamed(role, namedIn([where], saved), name) === null ? [name] : [])),
  );

const everything: MemberRule = [
  ...new Set([
    ...ofOneCustomer.values(),
    ...Object.values(enumRules).flatMap((rules) => (rules === 'free' ? [] : [...rules.values()].flat())),
  ]),
];

/** Whether nothing that a question can name is kept from the role. */
export const mayNameAnything = (role: Role): boolean => denied(role, everything) === undefined;
