// Refuses a statement of far too many groups without making them. What its buckets and the members of its dimensions allow says
// whether it could have so many; if so, some of its buckets are counted by themselves, spread over the period, or the first days
// of its only one. More groups than the limit among these are more of the whole. What is left is run as it is, and refused by
// what it has.
import { Temporal } from 'temporal-polyfill';
import type { EngineSession } from '../../engine/engine';
import { UserError } from '../../errors';
import { type Bucket, bucketsOf } from '../../model/buckets';
import type { DimensionDefinition } from '../../model/dimensions';
import { memberPlace } from '../../model/member-places';
import { memberCount } from '../compile/member-count';
import { compileStatement } from '../compile/statement';
import type { Level, PlannedStatement } from '../plan/query-plan';
import type { Scope } from '../question/scope';

/** Groups that are made in a second or two: up to here a statement is run, and its groups are counted to the last. */
export const mostMade = 1_000_000;

/** Of a dimension that was not counted. It is counted where ten times as many would matter. */
const usualMembers = 1_000;
const certainty = 10;

/** A part of the buckets, or of the days, after which what is left is taken to be like it. */
const parts = [1 / 32, 1 / 8];
const growth = 4;

type View = { readonly session: EngineSession; readonly scope: Scope };
type Bounds = { readonly most: number; readonly made?: number };

/** Throws TOO_MANY_GROUPS, with as many as were counted. */
export async function refuseTooManyGroups(
  statements: readonly PlannedStatement[],
  view: View,
  { most, made = mostMade }: Bounds,
): Promise<void> {
  for (const statement of statements) {
    const { level } = statement;
    if (isOneForEach(level) || slicesOf(level, guessed) * level.buckets.length <= made / certainty) continue;
    const counts = await membersOf(level.by, view);
    const perBucket = slicesOf(level, (each) => counts.get(each)!);
    if (perBucket * level.buckets.length <= made) continue;
    const counted =
      level.buckets.length > 1
        ? await countedInBuckets(statement, perBucket, view, { most, made })
        : await countedInDays(statement, view, most);
    if (counted > most) throw new UserError('TOO_MANY_GROUPS', { groups: counted, limit: most, atLeast: true });
  }
}

const guessed = (dimension: DimensionDefinition): number =>
  isCustomer(dimension) ? Number.POSITIVE_INFINITY : (membersKnown(dimension) ?? usualMembers);

const membersKnown = ({ members }: DimensionDefinition): number | undefined => members && members.length + 1;

const isCustomer = ({ source }: DimensionDefinition): boolean =>
  source.kind === 'customerNumber' || (source.kind === 'customer' && source.column === 'customer_id');

/** What a customer is follows from the customer, but for its tags and what it was before. */
function slicesOf({ by, top }: Level, members: (of: DimensionDefinition) => number): number {
  const [first] = by;
  const byCustomer = by.some(isCustomer);
  return by.reduce((product, dimension) => {
    const own = byCustomer && !isCustomer(dimension) && isOfCustomer(dimension) ? 2 : members(dimension);
    return product * (dimension === first && top !== null ? Math.min(own, top.members.length + 1) : own);
  }, 1);
}

/** Everybody has few slices of his own, and one period makes no more than those. */
const isOneForEach = ({ by, buckets }: Level): boolean =>
  buckets.length === 1 && by.some(isCustomer) && by.every(isOfCustomer);

const isOfCustomer = (dimension: DimensionDefinition): boolean => memberPlace(dimension).of === 'customer';

async function membersOf(
  by: readonly DimensionDefinition[],
  { session, scope }: View,
): Promise<ReadonlyMap<DimensionDefinition, number>> {
  const compilation = { scope, dialect: session.dialect };
  const counted = by.map(async (dimension) => {
    const known = membersKnown(dimension);
    const statement = known === undefined ? memberCount(dimension, compilation) : null;
    if (statement === null) return [dimension, known ?? usualMembers] as const;
    return [dimension, Number((await session.selectRemembered(statement))[0]![0]) + 1] as const;
  });
  return new Map(await Promise.all(counted));
}

/** Groups of different buckets are different. */
async function countedInBuckets(
  statement: PlannedStatement,
  perBucket: number,
  view: View,
  { most, made }: Required<Bounds>,
): Promise<number> {
  const { buckets } = statement.level;
  const spread = spreadOut(buckets);
  let groups = 0;
  let size = Math.max(1, Math.floor(made / perBucket));
  for (let next = 0; next < spread.length; size *= growth) {
    const some = spread.slice(next, next + size);
    groups += await countedIn(statement, some, view);
    next += some.length;
    if (groups > most || (groups / next) * buckets.length <= made) return groups;
  }
  return groups;
}

/** Days of a period have no groups that the period lacks, where facts are counted by when they were. */
async function countedInDays(statement: PlannedStatement, view: View, most: number): Promise<number> {
  if (!isOfFacts(statement)) return 0;
  const { period, now, window } = view.scope;
  const [bucket] = statement.level.buckets as readonly [Bucket];
  if (window !== null) return 0;
  const from = Temporal.PlainDate.from(bucket.from);
  let groups = 0;
  for (const part of parts) {
    const to = from.add({ days: Math.max(0, Math.floor(bucket.days * part) - 1) });
    const days = bucketsOf({ from, to, calendar: period.calendar }, null, now);
    groups = await countedIn(statement, days, view);
    if (groups > most) break;
  }
  return groups;
}

function isOfFacts(statement: PlannedStatement): boolean {
  switch (statement.kind) {
    case 'rows':
    case 'page':
    case 'distinct':
      return statement.measures.every(({ at, span }) => at === undefined && span === undefined);
    default:
      return false;
  }
}

async function countedIn(
  statement: PlannedStatement,
  buckets: readonly Bucket[],
  { session, scope }: View,
): Promise<number> {
  const chosen = [...buckets].sort((left, right) => left.index - right.index);
  const level: Level = {
    ...statement.level,
    buckets: chosen.map((bucket, index) => ({ ...bucket, index })),
    roles: chosen.map(({ index }) => statement.level.roles[index]!),
  };
  // Every row of a page, in no order.
  const whole: PlannedStatement =
    statement.kind === 'page' ? { kind: 'rows', level, measures: statement.measures } : { ...statement, level };
  return session.count(compileStatement(whole, { scope, dialect: session.dialect }));
}

/** Buckets in an order in which the first few are from all over the period. */
function spreadOut(buckets: readonly Bucket[]): readonly Bucket[] {
  const placed = (place: number): number => (place * 0.618_033_988_749_895) % 1;
  return buckets
    .map((bucket, place) => ({ bucket, at: placed(place) }))
    .sort((left, right) => left.at - right.at)
    .map(({ bucket }) => bucket);
}
