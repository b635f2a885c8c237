// Calls that are stored in one transaction, each a load of its own; the tables about customers are derived once, for all of
// them. A call that fails leaves nothing and takes no other along. Nothing is told before the commit.
//
//   keys that came before -> the load of then; the others in batches, each in a savepoint -> derive -> results
import { Temporal } from 'temporal-polyfill';
import { UserError } from '../../errors';
import { deriveTouched } from '../derive/derive';
import { createTouchedTables } from '../merge/context';
import { forgetMembers } from '../merge/forget-members';
import { standingSamples } from '../sample-loads';
import { type KeptSession, type LoadNumbers, type LoadSession, sessionOn, takeLoadLock } from '../session/session';
import { type Batch, batchesOf } from './batches';
import { forgetOldKeys, type KnownCall, knownCalls, rememberCalls, requestHash } from './idempotency-key';
import type { IngestCall, IngestResult } from './ingest-call';
import { ingestResults } from './ingest-result';
import { storeInView } from './rows-outside';
import { storeDeletion } from './store-deletion';
import { type Numbered, type StoreContext, storeRows } from './store-rows';

export type CallOutcome =
  | { readonly kind: 'stored'; readonly result: IngestResult }
  | { readonly kind: 'failed'; readonly error: unknown };

/** What became of a call inside the transaction. */
type Settled = { readonly kind: 'stored'; readonly loadId: number } | Extract<CallOutcome, { kind: 'failed' }>;

type Group = {
  readonly context: StoreContext;
  /** The numbers of the next load. */
  next: LoadNumbers;
  readonly settled: Map<IngestCall, Settled>;
  /** What came under each key, until now. */
  readonly known: Map<string, KnownCall>;
};

/** Outcomes in the order of the calls, which are objects of their own each. Throws what concerns all: then nothing is stored. */
export function commitTogether(
  kept: KeptSession,
  calls: readonly IngestCall[],
  now: () => Temporal.Instant = Temporal.Now.instant,
): Promise<readonly CallOutcome[]> {
  return kept(async (session) => {
    const first = await takeLoadLock(session);
    await standingSamples(session, false);
    await createTouchedTables(session);
    const known = await keysBefore(session, calls);
    const group: Group = { context: { session, now: now() }, next: first, settled: new Map(), known };
    for (let rest = calls; rest.length > 0; ) {
      const { fresh, later } = settleKnown(group, rest);
      for (const batch of batchesOf(fresh)) await tryBatch(group, batch);
      rest = later;
    }
    if (group.next.loadId > first.loadId) await derive(session, after(group.next, -1));
    const settled = calls.map((call) => group.settled.get(call)!);
    const results = await ingestResults(session, [
      ...new Set(settled.flatMap((each) => (each.kind === 'stored' ? [each.loadId] : []))),
    ]);
    return settled.map((each) =>
      each.kind === 'stored' ? { kind: 'stored', result: results.get(each.loadId)! } : each,
    );
  });
}

async function keysBefore(session: LoadSession, calls: readonly IngestCall[]): Promise<Map<string, KnownCall>> {
  const keys = calls.flatMap(({ idempotencyKey }) => idempotencyKey ?? []);
  if (keys.length === 0) return new Map();
  await forgetOldKeys(session);
  return knownCalls(session, keys);
}

/** Settles calls whose key came before. Of several with one key the first is fresh; the others are for later. */
function settleKnown({ settled, known }: Group, calls: readonly IngestCall[]) {
  const fresh: IngestCall[] = [];
  const later: IngestCall[] = [];
  const taken = new Set<string>();
  for (const call of calls) {
    const key = call.idempotencyKey;
    const before = key == null ? undefined : known.get(key);
    if (key == null) fresh.push(call);
    else if (before !== undefined) settled.set(call, sameCall(call, key, before));
    else if (taken.has(key)) later.push(call);
    else {
      taken.add(key);
      fresh.push(call);
    }
  }
  return { fresh, later };
}

const sameCall = (call: IngestCall, key: string, { hash, loadId }: KnownCall): Settled =>
  hash === requestHash(call)
    ? { kind: 'stored', loadId }
    : { kind: 'failed', error: new UserError('IDEMPOTENCY_KEY_REUSED', { key }) };

const after = ({ loadId, changeId }: LoadNumbers, loads: number): LoadNumbers => ({
  loadId: loadId + loads,
  changeId: changeId + loads,
});

/** Stores a batch; where that fails, each half of it, until the call that fails is alone. */
async function tryBatch(group: Group, batch: Batch): Promise<void> {
  const { client, settings, distributed, run } = group.context.session;
  await run('SAVEPOINT batch');
  try {
    const session = sessionOn(client, settings, distributed);
    const numbered = <Call extends IngestCall>(call: Call, place: number): Numbered<Call> => ({
      call,
      numbers: after(group.next, place),
    });
    await storeInView(session, batch.calls[0], () => {
      if (batch.kind === 'delete') return storeDeletion({ ...group.context, session }, numbered(batch.calls[0], 0));
      const [call, ...others] = batch.calls;
      const rest = others.map((each, index) => numbered(each, index + 1));
      return storeRows({ ...group.context, session }, [numbered(call, 0), ...rest]);
    });
    const keyed = new Map(
      batch.calls.flatMap((call, place): [string, KnownCall][] =>
        call.idempotencyKey == null
          ? []
          : [[call.idempotencyKey, { hash: requestHash(call), loadId: numbered(call, place).numbers.loadId }]],
      ),
    );
    if (keyed.size > 0) await rememberCalls(session, keyed);
    await run('RELEASE SAVEPOINT batch');
    for (const [key, call] of keyed) group.known.set(key, call);
    for (const [place, call] of batch.calls.entries())
      group.settled.set(call, { kind: 'stored', loadId: numbered(call, place).numbers.loadId });
    group.next = after(group.next, batch.calls.length);
  } catch (error) {
    // Fails where the connection is gone: that concerns all.
    await run('ROLLBACK TO SAVEPOINT batch; RELEASE SAVEPOINT batch');
    if (batch.kind === 'delete' || batch.calls.length === 1)
      group.settled.set(batch.calls[0], { kind: 'failed', error });
    else for (const half of halves(batch)) await tryBatch(group, half);
  }
}

function halves({ calls }: Extract<Batch, { kind: 'rows' }>): readonly Batch[] {
  const half = Math.ceil(calls.length / 2);
  return [calls.slice(0, half), calls.slice(half)].flatMap(([first, ...rest]): Batch[] =>
    first === undefined ? [] : [{ kind: 'rows', calls: [first, ...rest] }],
  );
}

/** Rows that are derived, and members that are forgotten, carry the last change of the group. */
async function derive(session: LoadSession, last: LoadNumbers): Promise<void> {
  await forgetMembers(session, last);
  await deriveTouched(session, last);
  await session.moveWatermarks(last);
}
