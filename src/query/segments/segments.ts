// Saved segments: filters under a name, usable wherever a filter is. What is saved can be asked: its metrics, dimensions,
// conditions and the segments it rests on are known, and no segment is part of itself, however far around.
import type { Pool, PoolClient } from 'pg';
import { UserError } from '../../errors';
import { type FilterArguments, parseFilter } from '../../model/filters';
import { enterChanges, moveWatermarks, takeChangeLock } from '../../warehouse/change-feed';
import { type AnswerContext, answer } from '../answer';
import { refuseArgument } from '../question/choose-argument';
import type { Segments } from '../question/metric-query';
import { branchesOf, segmentsBeneath, segmentsUsed } from '../question/segment-references';

export type Segment = { readonly name: string; readonly title: string; readonly where: FilterArguments };

export type SegmentSetting = {
  readonly name: string;
  /** None: the name. */
  readonly title?: string | null;
  readonly where: FilterArguments;
};

const longestName = 100;
const longestTitle = 200;
/** Branches of a filter with all its segments written out. */
const mostBranches = 1_000;

/** By name, in code point order. */
export async function listSegments(pool: Pool): Promise<readonly Segment[]> {
  const { rows } = await pool.query<Segment>('SELECT name, title, filter AS where FROM segment ORDER BY name');
  return rows;
}

/** The filters by name, as questions need them. */
export async function readSegments(pool: Pool | PoolClient): Promise<Segments> {
  const { rows } = await pool.query<Segment>('SELECT name, title, filter AS where FROM segment ORDER BY name');
  return new Map(rows.map(({ name, where }) => [name, where]));
}

/** Saves a segment, in place of the one of that name. Throws a UserError for a filter that no question could have, or that customers cannot be judged by. */
export async function saveSegment(pool: Pool, setting: SegmentSetting, context: AnswerContext): Promise<Segment> {
  const { name } = setting;
  const title = setting.title ?? name;
  checkText('name', name, longestName);
  checkText('title', title, longestTitle);
  const where = plainFilter(setting.where);
  const candidates = withSegment(await readSegments(pool), name, where);
  checkSegment(name, candidates);
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

const notOfCustomers = ({ parameters }: UserError): UserError =>
  new UserError('INVALID_FILTER', {
    path: 'where',
    problem: `a segment is made of customers, and only facts have ${(parameters as { dimension: string }).dimension}`,
    hint: 'Use dimensions of customers, or put it into the where of a condition on a metric.',
  });

/** Whether there was such a segment. Throws SEGMENT_IN_USE while another rests on it. */
export async function deleteSegment(pool: Pool, name: string): Promise<boolean> {
  return changing(pool, async (client, changeId) => {
    const segments = await readSegments(client);
    const usedBy = [...segments].filter(([, where]) => segmentsUsed(where).has(name)).map(([other]) => other);
    if (usedBy.length > 0) throw new UserError('SEGMENT_IN_USE', { segment: name, usedBy });
    const { rowCount } = await client.query(
      `WITH gone AS (DELETE FROM segment WHERE name = $1 RETURNING name) ${enterChanges(changeId, 'segment', 'name', 'gone')}`,
      [name],
    );
    if (rowCount === 1) await moveWatermarks(client, changeId, ['segment']);
    return rowCount === 1;
  });
}

/** How many customers on file now meet a filter; conditions without a period of their own look at all time. */
export async function customersMeeting(where: FilterArguments, context: AnswerContext): Promise<number> {
  const counted = await customersOf(where, context);
  if (counted instanceof UserError) throw counted;
  return counted;
}

const onFile = 'CUSTOMERS_ON_FILE';

async function customersOf(where: FilterArguments, context: AnswerContext): Promise<number | UserError> {
  const today = context.now().toZonedDateTimeISO(context.settings.timeZone).toPlainDate().toString();
  const period = { from: '1970-01-01', to: today };
  const { rows, refused } = await answer({ metrics: [onFile], period, where }, context);
  return refused.get(onFile) ?? rows[0]!.values[onFile]!.value!;
}

function checkText(argument: string, text: string, longest: number): void {
  const length = [...text].length;
  if (length === 0 || length > longest)
    refuseArgument(argument, `it has ${length} characters`, `Give 1 to ${longest} characters.`);
  if (text.trim() === '') refuseArgument(argument, 'it is blank', 'Give it a character that can be seen.');
  if (/[\p{Cc}\p{Surrogate}]/u.test(text))
    refuseArgument(
      argument,
      'it holds a control character',
      'Leave out line breaks, tabs and other control characters.',
    );
}

/** As plain JSON, which is how it is stored and given back. */
function plainFilter(where: FilterArguments): FilterArguments {
  const text = JSON.stringify(where, (_key, value: unknown) => {
    if (typeof value === 'string' && /[\0\p{Surrogate}]/u.test(value))
      throw new UserError('INVALID_FILTER', {
        path: 'where',
        problem: 'a text in it holds a character that cannot be stored',
        hint: 'Leave out NUL and halves of surrogate pairs.',
      });
    return value;
  });
  return JSON.parse(text) as FilterArguments;
}

const withSegment = (segments: Segments, name: string, where: FilterArguments): Segments =>
  new Map([...segments, [name, where]]);

/** The segment stands with all it rests on, and so do those that rest on it. */
function checkSegment(name: string, segments: Segments): void {
  const beneath = segmentsBeneath(name, segments);
  const above = [...segments.keys()].filter(
    (other) => other !== name && !beneath.has(other) && segmentsBeneath(other, segments).has(name),
  );
  for (const each of [name, ...above]) {
    if (branchesOf({ segment: each }, segments) > mostBranches)
      throw new UserError('INVALID_FILTER', {
        path: `segment ${each}`,
        problem: `it comes to more than ${mostBranches} branches with the segments it rests on`,
        hint: 'Name many members with in, and rest on fewer segments.',
      });
    parseFilter({ segment: each }, segments);
  }
}

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
