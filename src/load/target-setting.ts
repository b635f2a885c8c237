// What a target may say: a metric, days of the calendar, a value that is kept to its last digit, and one member of a
// dimension the metric goes with, or the whole company.
import { UserError } from '../errors';
import { allowedDimensions, enumValueOf, findMetric, metricEnumValues } from '../metrics/catalog';
import { refuseArgument } from '../model/choose-argument';
import { checkMember, dimensionOf, mayBeMember } from '../model/dimensions';
import { checkTargetDays } from '../model/target';
import { longestKey } from './format/cell-checks';

/** Which target: metric by id or enum value, first and last day, both inclusive. */
export type TargetKey = {
  readonly metric: string;
  readonly from: string;
  readonly to: string;
  readonly dimension?: string | null;
  readonly member?: string | null;
};

/** `value` is an exact decimal. */
export type TargetSetting = TargetKey & { readonly value: string };

/** The columns of its key in the table, in their order. */
export type StoredKey = readonly [
  metric: string,
  from: string,
  to: string,
  dimension: string | null,
  member: string | null,
];

/** Throws UNKNOWN_METRIC, INVALID_PERIOD or INVALID_ARGUMENT. */
export function storedKey(key: TargetKey): StoredKey {
  const metric = findMetric(key.metric);
  if (metric === undefined) throw new UserError('UNKNOWN_METRIC', { given: key.metric, allowed: metricEnumValues });
  const { from, to } = checkTargetDays(key.from, key.to);
  const { dimension = null, member = null } = key;
  if ((dimension === null) !== (member === null))
    refuseArgument(
      dimension === null ? 'dimension' : 'member',
      'it is missing',
      'Give dimension and member together, or neither for the whole company.',
    );
  return [metric.id, from, to, dimension, member];
}

/** The metric can be seen by the dimension, and the dimension can have the member. Throws METRIC_NOT_SLICEABLE, UNKNOWN_MEMBER or INVALID_ARGUMENT. */
export function checkSlice([metric, , , dimension, member]: StoredKey): void {
  if (dimension === null || member === null) return;
  const allowed = allowedDimensions(findMetric(metric)!);
  if (!allowed.includes(dimension))
    throw new UserError('METRIC_NOT_SLICEABLE', { metric: enumValueOf(metric), dimension, allowed });
  checkText(member);
  checkMember(dimensionOf(dimension), member);
  if (!mayBeMember(dimensionOf(dimension), member))
    refuseArgument('member', `${dimension} has no member "${member}"`, 'Its members are months, YYYY-MM.');
}

function checkText(member: string): void {
  const refuse = (problem: string, hint: string) => refuseArgument('member', problem, hint);
  if (member === '') refuse('it is empty', 'Name a member of the dimension.');
  if (member.length > longestKey) refuse(`it has ${member.length} characters`, `A member has ${longestKey} at most.`);
  if (/[\0\p{Surrogate}]/u.test(member)) refuse('it holds a character that no member has', 'Leave it out.');
}
