// Who runs, who waits, and who is told to come again: by literal orders of coming.
import { setTimeout as sleep } from 'node:timers/promises';
import { type Admission, type AdmissionLimits, admission, type Leave } from '../../../src/server/admission/admission';

const small = 1;
const big = 1_000;
const usual: AdmissionLimits = { running: 2, waiting: 10, patienceSeconds: 60, big };

/** Requests by name, in the order in which they are let in. */
function watched(limits: Partial<AdmissionLimits> = {}, now?: () => number) {
  const door: Admission = admission({ ...usual, ...limits }, now);
  const order: string[] = [];
  const leaves = new Map<string, Leave>();
  const refused = new Map<string, { readonly code: string; readonly parameters: object }>();
  return {
    door,
    order,
    refused,
    comes: async (name: string, cost: number, gone?: AbortSignal): Promise<void> => {
      door.enter(cost, gone).then(
        (leave) => {
          order.push(name);
          leaves.set(name, leave);
        },
        (error) => refused.set(name, error),
      );
      await sleep(0);
    },
    leaves: async (name: string): Promise<void> => {
      leaves.get(name)!();
      await sleep(0);
    },
  };
}

it('lets in as many as there are places, and the next when one leaves', async () => {
  const { door, order, comes, leaves } = watched();
  for (const name of ['a', 'b', 'c']) await comes(name, small);
  expect([order, door.counts()]).toEqual([['a', 'b'], { running: 2, waiting: 1 }]);
  await leaves('b');
  expect([order, door.counts()]).toEqual([['a', 'b', 'c'], { running: 2, waiting: 0 }]);
});

it('takes no notice of who leaves twice', async () => {
  const { door, comes, leaves } = watched();
  await comes('a', small);
  await leaves('a');
  await leaves('a');
  expect(door.counts()).toEqual({ running: 0, waiting: 0 });
});

it('keeps half of the places from big ones', async () => {
  const { order, comes, leaves } = watched({ running: 4 });
  for (const name of ['A', 'B', 'C']) await comes(name, big);
  await comes('small', small);
  expect(order).toEqual(['A', 'B', 'small']);
  await leaves('A');
  expect(order).toEqual(['A', 'B', 'small', 'C']);
});

it('lets small ones pass big ones that came shortly before', async () => {
  const { order, comes, leaves } = watched({ running: 1 });
  await comes('first', small);
  await comes('BIG', big);
  await comes('small', small);
  await leaves('first');
  await leaves('small');
  expect(order).toEqual(['first', 'small', 'BIG']);
});

it('lets no small one pass a big one that has waited for long', async () => {
  let time = 0;
  const { order, comes, leaves } = watched({ running: 1 }, () => time);
  await comes('first', small);
  await comes('BIG', 4 * big);
  // Half of the patience: the longest that it may be passed.
  time = 30_001;
  await comes('small', small);
  await leaves('first');
  expect(order).toEqual(['first', 'BIG']);
});

it('refuses who would run last where too many wait, with when to come again', async () => {
  const { refused, comes, order, leaves } = watched({ running: 1, waiting: 2 });
  for (const name of ['a', 'b']) await comes(name, small);
  await comes('BIG', 4 * big);
  await comes('c', small);
  expect([...refused].map(([name, { code, parameters }]) => [name, code, parameters])).toEqual([
    ['BIG', 'BUSY', { retryAfterSeconds: 3 }],
  ]);
  await leaves('a');
  await leaves('b');
  expect(order).toEqual(['a', 'b', 'c']);
});

it('refuses who has waited for as long as one waits', async () => {
  const { door, refused, comes } = watched({ running: 1, patienceSeconds: 0.05 });
  await comes('a', small);
  await comes('b', small);
  await sleep(200);
  expect(refused.get('b')?.code).toBe('BUSY');
  expect(door.counts()).toEqual({ running: 1, waiting: 0 });
});

it('forgets who has gone away', async () => {
  const { door, refused, comes, order, leaves } = watched({ running: 1 });
  const gone = new AbortController();
  await comes('a', small);
  await comes('b', small, gone.signal);
  gone.abort();
  await comes('c', small, AbortSignal.abort());
  expect([...refused].map(([name, { code }]) => [name, code]).sort()).toEqual([
    ['b', 'REQUEST_ABANDONED'],
    ['c', 'REQUEST_ABANDONED'],
  ]);
  await leaves('a');
  expect([order, door.counts()]).toEqual([['a'], { running: 0, waiting: 0 }]);
});

it('takes nobody where none may wait', async () => {
  const { refused, comes } = watched({ running: 1, waiting: 0 });
  await comes('a', small);
  await comes('b', small);
  expect(refused.get('b')?.code).toBe('BUSY');
});

it('tells all who wait to come again, once nobody is to wait any longer', async () => {
  const { door, refused, comes } = watched({ running: 1 });
  for (const name of ['a', 'b', 'c']) await comes(name, small);
  door.refuseWaiting();
  await sleep(0);
  expect([...refused].map(([name, { code }]) => [name, code])).toEqual([
    ['b', 'BUSY'],
    ['c', 'BUSY'],
  ]);
  expect(door.counts()).toEqual({ running: 1, waiting: 0 });
});
