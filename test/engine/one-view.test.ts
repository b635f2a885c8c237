// What reads through one view sees one version, opened by the first that reads, until the view is let go of.
import type { Engine, EngineSession } from '../../src/engine/engine';
import { oneView } from '../../src/engine/one-view';
import { postgresDialect } from '../../src/sql/postgres';

/** How many views are open, and how many were opened: each sees the next version, from 10 on. */
let open: number;
let opened: number;
beforeEach(() => {
  open = 0;
  opened = 0;
});

const none = async (): Promise<never> => {
  throw new Error('no statement is asked for');
};
const engine: Engine = {
  name: 'POSTGRES',
  dialect: postgresDialect,
  read: async (work) => {
    open += 1;
    const session: EngineSession = {
      engine: 'POSTGRES',
      dialect: postgresDialect,
      dataVersion: String(10 + opened++),
      measure: none,
      count: none,
      select: none,
    };
    try {
      return await work(session);
    } finally {
      open -= 1;
    }
  },
};
const versionOf = async ({ dataVersion }: EngineSession): Promise<string> => dataVersion;

test('all that reads sees the version of the first that did, on a view held meanwhile', async () => {
  const view = oneView(engine);
  expect(opened).toBe(0);
  expect(await Promise.all([view.read(versionOf), view.read(versionOf)])).toEqual(['10', '10']);
  expect(await view.read(versionOf)).toBe('10');
  expect([open, opened]).toEqual([1, 1]);
  await view.close();
  expect(open).toBe(0);
});

test('it sees its own version and those before', async () => {
  const view = oneView(engine);
  // Nothing has read yet: it would see the newest.
  expect(await view.sees('99')).toBe(true);
  await view.read(versionOf);
  expect(await Promise.all(['9', '10', '11'].map(view.sees))).toEqual([true, true, false]);
  await view.close();
});

test('renewed, it lets go and the next that reads sees a new version', async () => {
  const view = oneView(engine);
  await view.read(versionOf);
  await view.renew();
  expect(open).toBe(0);
  expect(await view.read(versionOf)).toBe('11');
  await view.close();
});

test('after the end each reads on a view of its own, which nobody holds', async () => {
  const view = oneView(engine);
  await view.close();
  expect([await view.read(versionOf), await view.read(versionOf)]).toEqual(['10', '11']);
  expect(open).toBe(0);
});

test('a view that cannot be opened is a failure of what reads, not of letting go', async () => {
  const view = oneView({ ...engine, read: () => Promise.reject(new Error('no connection')) });
  await expect(view.read(versionOf)).rejects.toThrow('no connection');
  await view.close();
});
