// Saved segments: filters under a name, usable wherever a filter is. What is saved can be asked: its metrics, dimensions,
// conditions and the segments it rests on are known, and no segment is part of itself, however far around.
import type { Pool, PoolClient } from 'pg';
import type { Engine } from '../../engine/engine';
import { UserError } from '../../errors';
import { refuseArgument } from '../../model/choose-argument';
import type { FilterArguments, SavedFilters } from '../../model/filters';
import { todayOf } from '../../model/now';
import {
  checkName,
  checkSegment,
  checkTitle,
  placeOfSegment,
  plainFilter,
  refuseInUse,
  type Segment,
  segmentsFor,
} from '../../model/segment';
import { isStorable } from '../../model/storable-text';
import { render, sql, table } from '../../sql/fragment';
import { enterChanges, moveWatermarks, takeChangeLock } from '../../warehouse/change-feed';
import type { Queryable } from '../../warehouse/queryable';
import { answer } from '../answer';
import type { AnswerContext } from '../reading';
import { namesOthers } from './segments-in-view';

export type SegmentSetting = {
  readonly name: string;
  /** None: the name. */
  readonly title?: string | null;
  readonly where: FilterArguments;
};

/** By name, in code point order. */
export async function listSegments(records: Queryable): Promise<readonly Segment[]> {
  const { rows } = await records.query<Segment>('SELECT name, title, filter AS where FROM segment ORDER BY name');
  return rows;
}

/** The filters by name, as questions need them. */
export async function readSegments(records: Queryable): Promise<SavedFilters> {
  const { rows } = await records.query<Segment>('SELECT name, title, filter AS where FROM segment ORDER BY name');
  return new Map(rows.map(({ name, where }) => [name, where]));
}

/** The same on an engine's view, on whichever engine questions are answered. */
export const savedFilters = (engine: Pick<Engine, 'read'>): Promise<SavedFilters> =>
  engine.read(async ({ selectRemembered }) => {
    const rows = await selectRemembered(
      render(sql`SELECT name, CAST(filter AS text) AS filter FROM ${table('segment')}`),
    );
    return new Map(rows.map(([name, filter]) => [String(name), JSON.parse(String(filter)) as FilterArguments]));
  });

/** Saves a segment, in place of the one of that name. Throws a UserError for a filter that no question could have, or that customers cannot be judged by. */
export async function saveSegment(pool: Pool, setting: SegmentSetting, context: AnswerContext): Promise<Segment> {
  const { name } = setting;
  const title = setting.title ?? name;
  checkName(name);
  checkTitle(title);
  const where = plainFilter(setting.where);
  const standing = await readSegments(pool);
  const before = standing.get(name);
  if (before !== undefined && (await namesOthers(before, context)))
    refuseArgument(
      'name',
      'the segment of that name names customers outside of your row scope',
      'Choose another name.',
    );
  const candidates = withSegment(standing, name, where);
  try {
    checkSegment(name, candidates);
  } catch (error) {
    throw placedIn(where, error);
  }
  // Asked once, so that whatever a question would refuse is refused here.
  const counted = await customersOf(where, { ...context, segments: async () => candidates });
  if (counted instanceof UserError) throw notOfCustomers(counted);
  return changing(pool, async (client, changeId) => {
    checkSegment(name, withSegment(await readSegments(client), name, where));
    // One that is saved as it stands is no change.
    const { rowCount } = await client.query(
      `INSERT INTO segment (name, title, filter, change_id) VALUES ($1, $2, $3, $4)
       ON CONFLICT (name) DO UPDATE SET title = excluded.title, filter = excluded.filter, change_id = excluded.change_id
       WHERE (segment.title, segment.filter) IS DISTINCT FROM (excluded.title, excluded.filter)`,
      [name, title, JSON.stringify(where), changeId],
    );
    if (rowCount !== 0) await moveWatermarks(client, changeId, ['segment']);
    return { name, title, where };
  });
}

/** A segment there is not is told where the filter names it. */
function placedIn(where: FilterArguments, error: unknown): unknown {
  if (!(error instanceof UserError) || error.code !== 'UNKNOWN_SEGMENT') return error;
  return error.at(placeOfSegment(where, (error.parameters as { given: string }).given) ?? 'where');
}

const notOfCustomers = ({ parameters }: UserError): UserError =>
  new UserError('INVALID_FILTER', {
    path: 'where',
    problem: `a segment is made of customers, and only facts have ${(parameters as { dimension: string }).dimension}`,
    hint: 'Use dimensions of customers, or put it into the where of a condition on a metric.',
  });

/** Whether there was such a segment. Throws SEGMENT_IN_USE while another rests on it, INVALID_ARGUMENT for one that names others. */
export async function deleteSegment(pool: Pool, name: string, context: AnswerContext): Promise<boolean> {
  if (!isStorable(name)) return false;
  const standing = (await readSegments(pool)).get(name);
  if (standing !== undefined && (await namesOthers(standing, context)))
    refuseArgument('name', 'that segment names customers outside of your row scope', 'Leave it to whoever sees them.');
  return changing(pool, async (client, changeId) => {
    refuseInUse(name, await readSegments(client));
    const { rowCount } = await client.query(
      `WITH gone AS (DELETE FROM segment WHERE name = $1 RETURNING name) ${enterChanges(changeId, 'segment', 'name', 'gone')}`,
      [name],
    );
    if (rowCount === 1) await moveWatermarks(client, changeId, ['segment']);
    return rowCount === 1;
  });
}

/** How many customers on file now are in a saved segment; conditions without a period of their own look at all time. */
export async function customersIn({ name, where }: Segment, context: AnswerContext): Promise<number> {
  const beneath = await segmentsFor(where, context.segments);
  const segments = async (): Promise<SavedFilters> => withSegment(beneath, name, where);
  // By its name: as a segment it may have lost members.
  const counted = await customersOf({ segment: name }, { ...context, segments });
  if (counted instanceof UserError) throw counted;
  return counted;
}

const onFile = 'CUSTOMERS_ON_FILE';

const smallGroup = (customers: number): UserError =>
  new UserError('SMALL_GROUPS', {
    customers,
    problem: 'the segment has fewer',
    hint: 'Ask for metrics of wider filters.',
  });

async function customersOf(where: FilterArguments, context: AnswerContext): Promise<number | UserError> {
  const today = todayOf(context.now(), context.settings.timeZone).toString();
  const period = { from: '1970-01-01', to: today };
  const { rows, refused } = await answer({ metrics: [onFile], period, where }, context);
  if (refused.has(onFile)) return refused.get(onFile)!;
  const { status, value } = rows[0]!.values[onFile]!;
  return status === 'SUPPRESSED' ? smallGroup(context.fewestCustomers!) : value!;
}

const withSegment = (segments: SavedFilters, name: string, where: FilterArguments): SavedFilters =>
  new Map([...segments, [name, where]]);

/** One change of segments at a time: two that are sound alone could rest on each other. */
async function changing<Result>(
  pool: Pool,
  work: (client: PoolClient, changeId: number) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  let broken: Error | undefined;
  const remember = (error: Error): void => {
    broken = error;
  };
  client.on('error', remember);
  try {
    await client.query('BEGIN');
    const result = await work(client, await takeChangeLock(client));
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(remember);
    throw error;
  } finally {
    client.off('error', remember);
    client.release(broken);
  }
}
