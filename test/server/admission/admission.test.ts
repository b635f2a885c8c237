// Who runs, who waits, and who is told to come again: by literal orders of coming.
import { setTimeout as sleep } from 'node:timers/promises';
import { local, type Principal } from '../../../src/auth/principal';
import { everything } from '../../../src/model/viewer';
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
    /** This machine asks, or whoever is named. */
    comes: async (name: string, cost: number, gone?: AbortSignal, asker = local): Promise<void> => {
      door.enter(asker, cost, gone).then(
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

describe('nobody has more than half', () => {
  const key = (id: string): Principal => ({ id, name: id, role: 'bi', viewer: everything });
  const [one, two, three] = [key('key:1'), key('key:2'), key('key:3')];

  it('of the places: who has half waits, while others are let in', async () => {
    const { order, comes, leaves, door } = watched({ running: 3 });
    for (const name of ['a', 'b', 'c', 'd']) await comes(name, small, undefined, one);
    await comes('x', small, undefined, two);
    expect([order, door.counts()]).toEqual([['a', 'b', 'x'], { running: 3, waiting: 2 }]);
    // A place of somebody else is none for it.
    await leaves('x');
    expect([order, door.counts()]).toEqual([['a', 'b', 'x'], { running: 2, waiting: 2 }]);
    await leaves('a');
    expect(order).toEqual(['a', 'b', 'x', 'c']);
  });

  it('of one place that is one', async () => {
    const { order, comes, leaves } = watched({ running: 1, waiting: 1 });
    await comes('a', small, undefined, one);
    await comes('b', small, undefined, one);
    await leaves('a');
    expect(order).toEqual(['a', 'b']);
  });

  it('of the seats: one too many of theirs is told to come again, and others sit down', async () => {
    const { refused, comes, door } = watched({ running: 2, waiting: 4 });
    for (const name of ['a', 'b', 'c', 'd']) await comes(name, small, undefined, one);
    for (const name of ['v', 'w', 'x']) await comes(name, small, undefined, two);
    expect([[...refused.keys()], door.counts()]).toEqual([['d'], { running: 2, waiting: 4 }]);
  });

  it('of a full queue one of theirs goes who have most seats', async () => {
    const { refused, comes } = watched({ running: 2, waiting: 3 });
    for (const name of ['a', 'b', 'c']) await comes(name, small, undefined, one);
    for (const name of ['v', 'w']) await comes(name, small, undefined, two);
    await comes('x', small, undefined, three);
    expect([...refused.keys()]).toEqual(['c']);
  });

  it('but this machine, which alone asks a server without authentication', async () => {
    const { order, comes, door } = watched({ running: 4, waiting: 2 });
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) await comes(name, small);
    expect([order, door.counts()]).toEqual([['a', 'b', 'c', 'd'], { running: 4, waiting: 2 }]);
  });
});
