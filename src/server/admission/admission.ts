// Who may run now, who waits, and who is told to come again. So many run at once, and of them so many big ones that small ones
// always find a place. Whoever waits stands by when it came and how big it is: a small one passes big ones that came shortly
// before it, and a big one is never passed for longer than its handicap, so that it is not kept out for good. Nobody has more than
// half of the places and of the seats, so that the others always find some.
import { local, type Principal } from '../../auth/principal';
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

/** Who asks. This machine itself is not held to half: nobody but it asks there. */
type Asker = Pick<Principal, 'id'>;

/** To be called once, when the request needs the machine no longer; further calls do nothing. */
export type Leave = () => void;

export type Admission = {
  /** Resolves when the request may run. Throws BUSY where there is no room in time, REQUEST_ABANDONED once the signal is given. */
  readonly enter: (asker: Asker, cost: number, gone?: AbortSignal) => Promise<Leave>;
  /** What a further one would be told that has to wait; null while there is room. */
  readonly busyIfFull: () => UserError<'BUSY'> | null;
  /** Nobody waits any longer: all who do are told to come again. */
  readonly refuseWaiting: () => void;
  readonly counts: () => { readonly running: number; readonly waiting: number };
};

type Waiting = {
  readonly asker: Asker;
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
  const runningOf = new Map<string, number>();
  const placesForBig = Math.max(1, Math.floor(places / 2));
  const placesForOne = Math.ceil(places / 2);
  const seatsForOne = Math.ceil(seats / 2);
  const patience = patienceSeconds * 1000;
  let running = 0;
  let runningBig = 0;
  let usualDuration = 1_000;

  const busy = (): UserError<'BUSY'> =>
    new UserError('BUSY', {
      retryAfterSeconds: Math.min(longestRetry, Math.max(1, Math.ceil((usualDuration * queue.length) / places / 1000))),
    });
  const hasHalf = (asker: Asker): boolean => asker !== local && (runningOf.get(asker.id) ?? 0) >= placesForOne;
  const mayRun = (asker: Asker, isBig: boolean): boolean =>
    running < places && !hasHalf(asker) && (!isBig || runningBig < placesForBig);
  const count = ({ id }: Asker, more: number): void => {
    const left = (runningOf.get(id) ?? 0) + more;
    if (left === 0) runningOf.delete(id);
    else runningOf.set(id, left);
  };
  const take = (asker: Asker, isBig: boolean): Leave => {
    const began = now();
    running += 1;
    count(asker, 1);
    if (isBig) runningBig += 1;
    let hasLeft = false;
    return () => {
      if (hasLeft) return;
      hasLeft = true;
      running -= 1;
      count(asker, -1);
      if (isBig) runningBig -= 1;
      usualDuration += (now() - began - usualDuration) * newsShare;
      admitNext();
    };
  };
  const admitNext = (): void => {
    for (;;) {
      const next = lowest(queue.filter(({ asker, isBig }) => mayRun(asker, isBig)));
      if (next === undefined) return;
      next.admit();
    }
  };
  /** In milliseconds: small ones that come so much later go first; half of the patience at most. */
  const handicap = (cost: number): number => Math.min(1, cost / (4 * big)) * (patience / 2);

  /** Of one too many, who would run last is told to come again: of those that have most seats, so that nobody pays for others. */
  const refuseOneTooMany = (asker: Asker): void => {
    if (asker !== local) {
      const own = queue.filter((each) => each.asker.id === asker.id);
      if (own.length > seatsForOne) highest(own)!.refuse(busy());
    }
    if (queue.length <= seats) return;
    if (asker === local) {
      highest(queue)!.refuse(busy());
      return;
    }
    const seatsOf = new Map<string, number>();
    for (const { asker: each } of queue) seatsOf.set(each.id, (seatsOf.get(each.id) ?? 0) + 1);
    const most = Math.max(...seatsOf.values());
    highest(queue.filter((each) => seatsOf.get(each.asker.id) === most))!.refuse(busy());
  };

  const wait = (asker: Asker, cost: number, gone: AbortSignal | undefined): Promise<Leave> =>
    new Promise((resolve, reject) => {
      const isBig = cost >= big;
      const end = (): void => {
        clearTimeout(timer);
        gone?.removeEventListener('abort', abandoned);
        queue.splice(queue.indexOf(waiting), 1);
      };
      const waiting: Waiting = {
        asker,
        isBig,
        rank: now() + handicap(cost),
        admit: () => {
          end();
          resolve(take(asker, isBig));
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
      refuseOneTooMany(asker);
    });

  return {
    enter: async (asker, cost, gone) => {
      if (gone?.aborted) throw new UserError('REQUEST_ABANDONED', {});
      // Whoever waits and may run has been let in already: nobody is passed here who could run as well.
      return mayRun(asker, cost >= big) ? take(asker, cost >= big) : wait(asker, cost, gone);
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
