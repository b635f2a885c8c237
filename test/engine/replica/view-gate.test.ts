// Views begin side by side, commits stand alone, and whoever came first is not overtaken.
import fc from 'fast-check';
import { type Pass, type ViewGate, viewGate } from '../../../src/engine/replica/view-gate';

let gate: ViewGate;
/** What happened, in order. */
let happened: string[];
beforeEach(() => {
  gate = viewGate();
  happened = [];
});

/** Whatever can go on without anybody leaving or ending has gone on. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

type Step = { readonly end: () => void; readonly fail: (error: Error) => void };

/** Asks for a commit that runs until it is ended. */
function commit(name: string): Step & { readonly done: Promise<string> } {
  let step: Step | undefined;
  const ended = new Promise<void>((resolve, reject) => {
    step = { end: resolve, fail: reject };
  });
  const done = gate.alone(async () => {
    happened.push(`${name} begins`);
    await ended;
    happened.push(`${name} ends`);
    return name;
  });
  done.catch(() => undefined);
  return { ...step!, done };
}

/** Asks to read; the pass is there once it is let in. */
function reader(name: string): { readonly pass: Promise<Pass> } {
  const pass = gate.enter();
  pass.then(() => happened.push(`${name} enters`)).catch(() => undefined);
  return { pass };
}

test('readers enter side by side', async () => {
  reader('anna');
  reader('bo');
  await settled();
  expect(happened).toEqual(['anna enters', 'bo enters']);
});

test('a commit that nobody keeps waiting runs at once and gives its result', async () => {
  const { end, done } = commit('one');
  await settled();
  expect(happened).toEqual(['one begins']);
  end();
  expect(await done).toBe('one');
});

test('a commit waits until everybody has left who was beginning', async () => {
  const [anna, bo] = [await gate.enter(), await gate.enter()];
  commit('one');
  await settled();
  anna.leave();
  await settled();
  expect(happened).toEqual([]);
  bo.leave();
  await settled();
  expect(happened).toEqual(['one begins']);
});

test('who comes while a commit waits, waits for it', async () => {
  const anna = await gate.enter();
  const { end } = commit('one');
  reader('bo');
  await settled();
  expect(happened).toEqual([]);
  anna.leave();
  await settled();
  expect(happened).toEqual(['one begins']);
  end();
  await settled();
  expect(happened).toEqual(['one begins', 'one ends', 'bo enters']);
});

test('who comes while a commit runs, waits for it', async () => {
  const { end } = commit('one');
  await settled();
  reader('anna');
  await settled();
  end();
  await settled();
  expect(happened).toEqual(['one begins', 'one ends', 'anna enters']);
});

test('two commits run one after the other, and who waits enters after both', async () => {
  const one = commit('one');
  const two = commit('two');
  reader('anna');
  await settled();
  expect(happened).toEqual(['one begins']);
  one.end();
  await settled();
  expect(happened).toEqual(['one begins', 'one ends', 'two begins']);
  two.end();
  await settled();
  expect(happened).toEqual(['one begins', 'one ends', 'two begins', 'two ends', 'anna enters']);
});

test('a commit that is asked for while another runs waits for it, also where nobody reads', async () => {
  const one = commit('one');
  await settled();
  const two = commit('two');
  await settled();
  expect(happened).toEqual(['one begins']);
  one.end();
  two.end();
  expect(await Promise.all([one.done, two.done])).toEqual(['one', 'two']);
  expect(happened).toEqual(['one begins', 'one ends', 'two begins', 'two ends']);
});

test('leaving twice counts once', async () => {
  const anna = await gate.enter();
  const bo = await gate.enter();
  commit('one');
  anna.leave();
  anna.leave();
  await settled();
  expect(happened).toEqual([]);
  bo.leave();
  await settled();
  expect(happened).toEqual(['one begins']);
});

test('who left twice before a commit leaves nothing behind for the next one', async () => {
  const anna = await gate.enter();
  anna.leave();
  anna.leave();
  const bo = await gate.enter();
  commit('one');
  await settled();
  expect(happened).toEqual([]);
  bo.leave();
  await settled();
  expect(happened).toEqual(['one begins']);
});

describe('work that throws', () => {
  test('tells who asked for it, and lets the next reader in', async () => {
    const { fail, done } = commit('one');
    reader('anna');
    await settled();
    fail(new Error('no room left on the disk'));
    await expect(done).rejects.toThrow('no room left on the disk');
    await settled();
    expect(happened).toEqual(['one begins', 'anna enters']);
  });

  test('lets the next commit run', async () => {
    const one = commit('one');
    const two = commit('two');
    one.fail(new Error('no room left on the disk'));
    two.end();
    expect(await two.done).toBe('two');
    await expect(one.done).rejects.toThrow('no room left on the disk');
  });

  test('before it gives a promise, too', async () => {
    const done = gate.alone(() => {
      throw new Error('a mistake');
    });
    await expect(done).rejects.toThrow('a mistake');
    (await gate.enter()).leave();
    expect(await gate.alone(async () => 'over')).toBe('over');
  });
});

test('in any order of coming and going nobody is inside while a commit runs, no two commits run at once, and all have their turn', async () => {
  const pause = async (turns: number) => {
    for (let turn = 0; turn < turns; turn++) await Promise.resolve();
  };
  const visit = fc.record({
    kind: fc.constantFrom('read', 'read', 'commit', 'failing commit'),
    after: fc.nat(12),
    lasts: fc.nat(12),
    leavesTwice: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(visit, { maxLength: 25 }), async (visits) => {
      gate = viewGate();
      let [inside, committing, served] = [0, 0, 0];
      const broken: string[] = [];
      const look = () => {
        if (committing > 1) broken.push('two commits at once');
        if (committing > 0 && inside > 0) broken.push('a reader inside beside a commit');
      };
      const read = async (lasts: number, leavesTwice: boolean) => {
        const pass = await gate.enter();
        inside += 1;
        look();
        await pause(lasts);
        look();
        inside -= 1;
        pass.leave();
        if (leavesTwice) pass.leave();
      };
      const alone = (lasts: number, fails: boolean) =>
        gate.alone(async () => {
          committing += 1;
          look();
          await pause(lasts);
          look();
          committing -= 1;
          if (fails) throw new Error('of the commit alone');
        });
      const all = visits.map(async ({ kind, after, lasts, leavesTwice }) => {
        await pause(after);
        if (kind === 'read') await read(lasts, leavesTwice);
        else await alone(lasts, kind === 'failing commit').catch(() => undefined);
        served += 1;
      });
      await Promise.race([Promise.all(all), pause(5_000)]);
      expect([broken, served]).toEqual([[], visits.length]);
    }),
    { numRuns: 500 },
  );
});
