// Calls that are stored in one transaction, each a load of its own; the tables about customers are derived once, for all of
// them. A call that fails leaves nothing and takes no other along. Nothing is told before the commit.
import { Temporal } from 'temporal-polyfill';
import { deriveTouched } from '../derive/derive';
import { createTouchedTables } from '../merge/context';
import { forgetMembers } from '../merge/forget-members';
import { standingSamples } from '../sample-loads';
import { type KeptSession, type LoadNumbers, type LoadSession, sessionOn, takeLoadLock } from '../session/session';
import { forgetOldKeys } from './idempotency-key';
import type { IngestCall, IngestResult } from './ingest-call';
import { takeCall } from './take-call';

export type CallOutcome =
  | { readonly kind: 'stored'; readonly result: IngestResult }
  | { readonly kind: 'failed'; readonly error: unknown };

/** Outcomes in the order of the calls. Throws what concerns all of them: then nothing is stored. */
export function commitTogether(
  kept: KeptSession,
  calls: readonly IngestCall[],
  now: () => Temporal.Instant = Temporal.Now.instant,
): Promise<readonly CallOutcome[]> {
  return kept(async (session) => {
    const first = await takeLoadLock(session);
    await standingSamples(session, false);
    await createTouchedTables(session);
    if (calls.some(({ idempotencyKey }) => idempotencyKey != null)) await forgetOldKeys(session);
    const outcomes: CallOutcome[] = [];
    let next = first;
    for (const call of calls) {
      const outcome = await tryCall(session, next, now(), call);
      outcomes.push(outcome);
      if (outcome.kind === 'stored' && outcome.isNew) next = following(next);
    }
    if (next.loadId > first.loadId) await derive(session, preceding(next));
    return outcomes;
  });
}

const following = ({ loadId, changeId }: LoadNumbers): LoadNumbers => ({ loadId: loadId + 1, changeId: changeId + 1 });
const preceding = ({ loadId, changeId }: LoadNumbers): LoadNumbers => ({ loadId: loadId - 1, changeId: changeId - 1 });

type Tried = Exclude<CallOutcome, { kind: 'stored' }> | { kind: 'stored'; result: IngestResult; isNew: boolean };

async function tryCall(
  { client, settings, run }: LoadSession,
  numbers: LoadNumbers,
  now: Temporal.Instant,
  call: IngestCall,
): Promise<Tried> {
  await run('SAVEPOINT call');
  try {
    const taken = await takeCall({ session: sessionOn(client, settings), numbers, now }, call);
    await run('RELEASE SAVEPOINT call');
    return { kind: 'stored', ...taken };
  } catch (error) {
    // Fails where the connection is gone: that concerns all.
    await run('ROLLBACK TO SAVEPOINT call; RELEASE SAVEPOINT call');
    return { kind: 'failed', error };
  }
}

/** Rows that are derived, and members that are forgotten, carry the last change of the group. */
async function derive(session: LoadSession, last: LoadNumbers): Promise<void> {
  await forgetMembers(session, last);
  await deriveTouched(session, last);
  await session.moveWatermarks(last);
}
