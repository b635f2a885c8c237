// What a target may say: a metric, days of the calendar, a value that is kept to its last digit, and one member of a
// dimension the metric goes with, or the whole company.
import { UserError } from '../errors';
import { allowedDimensions, enumValueOf, findMetric, metricEnumValues } from '../metrics/catalog';
import { checkMember, dimensionOf } from '../model/dimensions';
import { parseDate } from '../model/parse-date';
import { refuseArgument } from '../query/question/choose-argument';
import { longestKey } from './format/cell-checks';
import { decimalReader, digitsBeforePoint } from './format/decimal-text';
import { loadFormat } from './format/load-format';

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
  const from = parseDate('from', key.from).toString();
  const to = parseDate('to', key.to).toString();
  if (to < from)
    throw new UserError('INVALID_PERIOD', {
      problem: `The target ends on ${to}, before it starts on ${from}.`,
      hint: 'Swap from and to.',
    });
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
}

function checkText(member: string): void {
  const refuse = (problem: string, hint: string) => refuseArgument('member', problem, hint);
  if (member === '') refuse('it is empty', 'Name a member of the dimension.');
  if (member.length > longestKey) refuse(`it has ${member.length} characters`, `A member has ${longestKey} at most.`);
  if (/[\0\p{Surrogate}]/u.test(member)) refuse('it holds a character that no member has', 'Leave it out.');
}

const { scale: decimals = 0 } = loadFormat.targets.columns.find(({ name }) => name === 'value')!;
const readValue = decimalReader(decimals);

/** Nothing is rounded: a value that cannot be kept to its last digit is refused. */
export function checkTargetValue(value: string): string {
  const decimal = readValue(value);
  if (typeof decimal === 'string') return decimal;
  const hint = `Give a number of at most ${digitsBeforePoint(decimals)} digits before the point and ${decimals} after it.`;
  switch (decimal.kind) {
    case 'notANumber':
      return refuseArgument('value', `"${value}" is not a number`, hint);
    case 'tooPrecise':
      return refuseArgument('value', `${value} has too many decimals`, hint);
    case 'tooLarge':
      return refuseArgument('value', `${value} is too large`, hint);
  }
}
