// Which totals need no statement of their own: counts and sums of rows add up exactly from a finer level, where each row lies in
// one slice of it. A row lies in as many slices as its customer has tags, so nothing adds up over tags; distinct counts,
// percentiles and customers never do (docs/decisions/one-statement-a-level.md).
import { measureKey } from '../../metrics/measure';
import type { Bucket } from '../../model/buckets';
import type { Level, PlannedStatement, RowsPlanned } from './query-plan';

/**
 * The same statements; those that add up name the one they add up from: one of those that were measured before, which decided
 * what the top is, or one of these, which is measured.
 */
export const addingUp = (
  statements: readonly PlannedStatement[],
  before: readonly PlannedStatement[] = [],
): readonly PlannedStatement[] =>
  statements.map((statement) => {
    if (statement.kind !== 'rows' || !addsUp(statement)) return statement;
    const finer = [...before, ...statements].find(
      (other): other is RowsPlanned =>
        other.kind === 'rows' && isFiner(other, statement) && (before.includes(other) || isMeasured(other, statements)),
    );
    return finer === undefined ? statement : { ...statement, finer };
  });

const addsUp = ({ measures }: RowsPlanned): boolean =>
  measures.every(({ aggregate }) => aggregate.kind === 'count' || aggregate.kind === 'sum');

/** The finest of all is: nothing adds up to it. */
const isMeasured = (statement: RowsPlanned, statements: readonly PlannedStatement[]): boolean =>
  !statements.some((other) => other.kind === 'rows' && isFiner(other, statement));

function isFiner(finer: RowsPlanned, { level, measures }: RowsPlanned): boolean {
  // Members that become one are dropped too.
  const regrouped = level.top === null ? [] : level.by.slice(0, 1);
  const dropped = [...regrouped, ...finer.level.by.slice(level.by.length)];
  return (
    dropped.length > 0 &&
    finer.level.top === null &&
    level.by.every(({ id }, index) => finer.level.by[index]?.id === id) &&
    dropped.every(({ source }) => source.kind !== 'tag') &&
    finer.measures.map(measureKey).join() === measures.map(measureKey).join() &&
    level.roles.every((_, bucket) => bucketIn(finer.level, level, bucket) !== undefined)
  );
}

/** Which bucket of the finer level is the one of this level: of the same role, or of a period without buckets its whole. */
export function bucketIn(finer: Level, level: Level, bucket: number): number | undefined {
  const { series, position } = level.roles[bucket]!;
  const found = finer.roles.findIndex((role) => role.series === series && role.position === position);
  if (found >= 0) return found;
  const own = level.buckets[bucket];
  const whole = finer.roles.findIndex((role) => role.series === series && role.position === 'whole');
  return own !== undefined && whole >= 0 && isSameTime(finer.buckets[whole]!, own) ? whole : undefined;
}

const isSameTime = (left: Bucket, right: Bucket): boolean =>
  left.startsAt === right.startsAt && left.endsAt === right.endsAt;
