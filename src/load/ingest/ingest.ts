// Rows and deletions that come one call at a time. Calls that come while a commit is under way wait for the next one, and
// are committed together: so many calls a second cost few transactions. A call is answered once it is committed.
import type { Temporal } from 'temporal-polyfill';
import { userErrorsOf } from '../../errors';
import type { Warehouse } from '../../warehouse/warehouse';
import { keptSession } from '../session/session';
import { type CallOutcome, commitTogether } from './commit-together';
import { checkCall, type IngestCall, type IngestResult, mostRows, sizeOf } from './ingest-call';

export type Ingest = (call: IngestCall) => Promise<IngestResult>;

type Waiting = {
  readonly call: IngestCall;
  readonly settle: (outcome: CallOutcome) => void;
};

/** So many rows are committed together at most, unless one call alone has more. */
const rowsTogether = mostRows;
const callsTogether = 500;

/** The door of a process to its warehouse for single calls. */
export function ingestInto(warehouse: Warehouse, now?: () => Temporal.Instant): Ingest {
  const kept = keptSession(warehouse);
  const waiting: Waiting[] = [];
  let isCommitting = false;

  const commitWaiting = async (): Promise<void> => {
    isCommitting = true;
    while (waiting.length > 0) {
      const together = waiting.splice(0, howMany(waiting));
      const outcomes = await outcomesOf(together.map(({ call }) => call));
      for (const [index, { settle }] of together.entries()) settle(outcomes[index]!);
    }
    isCommitting = false;
  };

  const outcomesOf = async (calls: readonly IngestCall[]): Promise<readonly CallOutcome[]> => {
    try {
      return await commitTogether(kept, calls, now);
    } catch (error) {
      if (calls.length === 1 || userErrorsOf(error).length > 0) return calls.map(() => ({ kind: 'failed', error }));
      // Nothing is stored, and it is not known whose fault it was: each by itself.
      const outcomes: CallOutcome[] = [];
      for (const call of calls) outcomes.push(...(await outcomesOf([call])));
      return outcomes;
    }
  };

  return async (call) => {
    checkCall(call);
    const outcome = await new Promise<CallOutcome>((settle) => {
      // An object of its own, by which its outcome is found.
      waiting.push({ call: { ...call }, settle });
      if (!isCommitting) void commitWaiting();
    });
    switch (outcome.kind) {
      case 'stored':
        return outcome.result;
      case 'failed':
        throw outcome.error;
      default:
        return outcome satisfies never;
    }
  };
}

/** How many of the first calls are committed together: at least one. */
function howMany(waiting: readonly Waiting[]): number {
  let rows = 0;
  const past = waiting.findIndex(({ call }, index) => {
    rows += sizeOf(call);
    return index > 0 && (rows > rowsTogether || index >= callsTogether);
  });
  return past < 0 ? waiting.length : past;
}
