// Who may run now, who waits, and who is told to come again. So many run at once, and of them so many big ones that small ones
// always find a place. Whoever waits stands by when it came and how big it is: a small one passes big ones that came shortly
// before it, and a big one is never passed for longer than its handicap, so that it is not kept out for good.
import { UserError } from '../../errors';

export type AdmissionLimits = {
  /** How many run at once. */
  readonly running: number;
  /** How many wait at most. */
  readonly waiting: number;
  /** How long one waits at most. */
  readonly patienceSeconds: number;
  /** From this cost on a request is a big one. */
  readonly big: number;
};

/** To be called once, when the request needs the machine no longer; further calls do nothing. */
export type Leave = () => void;

export type Admission = {
  /** Resolves when the request may run. Throws BUSY where there is no room in time, REQUEST_ABANDONED once the signal is given. */
  readonly enter: (cost: number, gone?: AbortSignal) => Promise<Leave>;
  /** What a further one would be told that has to wait; null while there is room. */
  readonly busyIfFull: () => UserError<'BUSY'> | null;
  /** Nobody waits any longer: all who do are told to come again. */
  readonly refuseWaiting: () => void;
  readonly counts: () => { readonly running: number; readonly waiting: number };
};

type Waiting = {
  readonly isBig: boolean;
  readonly rank: number;
  readonly admit: () => void;
  readonly refuse: (error: UserError) => void;
};

const longestRetry = 60;
/** Of what is known of how long requests run, the part that a further one replaces. */
const newsShare = 0.1;

export function admission(
  { running: places, waiting: seats, patienceSeconds, big }: AdmissionLimits,
  now: () => number = () => performance.now(),
): Admission {
  const queue: Waiting[] = [];
  const placesForBig = Math.max(1, Math.floor(places / 2));
  const patience = patienceSeconds * 1000;
  let running = 0;
  let runningBig = 0;
  let usualDuration = 1_000;

  const busy = (): UserError<'BUSY'> =>
    new UserError('BUSY', {
      retryAfterSeconds: Math.min(longestRetry, Math.max(1, Math.ceil((usualDuration * queue.length) / places / 1000))),
    });
  const mayRun = (isBig: boolean): boolean => running < places && (!isBig || runningBig < placesForBig);
  const take = (isBig: boolean): Leave => {
    const began = now();
    running += 1;
    if (isBig) runningBig += 1;
    let hasLeft = false;
    return () => {
      if (hasLeft) return;
      hasLeft = true;
      running -= 1;
      if (isBig) runningBig -= 1;
      usualDuration += (now() - began - usualDuration) * newsShare;
      admitNext();
    };
  };
  const admitNext = (): void => {
    for (;;) {
      const next = lowest(queue.filter(({ isBig }) => mayRun(isBig)));
      if (next === undefined) return;
      next.admit();
    }
  };
  /** In milliseconds: small ones that come so much later go first; half of the patience at most. */
  const handicap = (cost: number): number => Math.min(1, cost / (4 * big)) * (patience / 2);

  const wait = (cost: number, gone: AbortSignal | undefined): Promise<Leave> =>
    new Promise((resolve, reject) => {
      const isBig = cost >= big;
      const end = (): void => {
        clearTimeout(timer);
        gone?.removeEventListener('abort', abandoned);
        queue.splice(queue.indexOf(waiting), 1);
      };
      const waiting: Waiting = {
        isBig,
        rank: now() + handicap(cost),
        admit: () => {
          end();
          resolve(take(isBig));
        },
        refuse: (error) => {
          end();
          reject(error);
        },
      };
      const abandoned = (): void => waiting.refuse(new UserError('REQUEST_ABANDONED', {}));
      const timer = setTimeout(() => waiting.refuse(busy()), patience).unref();
      gone?.addEventListener('abort', abandoned, { once: true });
      queue.push(waiting);
      // Of one too many, whoever would run last is told to come again.
      if (queue.length > seats) highest(queue)!.refuse(busy());
    });

  return {
    enter: async (cost, gone) => {
      if (gone?.aborted) throw new UserError('REQUEST_ABANDONED', {});
      // Whoever waits and may run has been let in already: nobody is passed here who could run as well.
      return mayRun(cost >= big) ? take(cost >= big) : wait(cost, gone);
    },
    busyIfFull: () => (running >= places && queue.length >= seats ? busy() : null),
    refuseWaiting: () => {
      for (const each of [...queue]) each.refuse(busy());
    },
    counts: () => ({ running, waiting: queue.length }),
  };
}

const lowest = (waiting: readonly Waiting[]): Waiting | undefined =>
  waiting.reduce<Waiting | undefined>(
    (least, each) => (least === undefined || each.rank < least.rank ? each : least),
    undefined,
  );

const highest = (waiting: readonly Waiting[]): Waiting | undefined =>
  waiting.reduce<Waiting | undefined>(
    (most, each) => (most === undefined || each.rank >= most.rank ? each : most),
    undefined,
  );
