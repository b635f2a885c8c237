// Which engine answers what a request asks, of which version, and what becomes of it when the replica fails. Engines are stubs:
// each says its name, the version its view was opened at, and fails when it is told to.

import { columnarElsePostgres } from '../../src/engine/columnar-else-postgres';
import { ColumnarFailure } from '../../src/engine/columnar-failure';
import type { Engine, EngineName, EngineSession } from '../../src/engine/engine';
import { type RequestViews, requestViews } from '../../src/engine/request-views';
import { duckdbDialect } from '../../src/sql/duckdb';
import { postgresDialect } from '../../src/sql/postgres';
import { statement } from '../support/statement';

/** What happened to the views, in order. */
let happened: string[];
let postgres: StubEngine;
let columnar: StubEngine;
let views: RequestViews;
beforeEach(() => {
  happened = [];
  postgres = stubEngine('POSTGRES', '7');
  columnar = stubEngine('COLUMNAR', '7');
  views = requestViews(columnar, postgres);
});
afterEach(() => views.close());

type StubEngine = Engine & {
  /** What a view that is opened from now on sees. */
  stands: (version: string) => void;
  /** What a view that is opened, or a statement, throws from now on; null: nothing. */
  fails: (at: 'opening' | 'statement', error: Error | null) => void;
};

function stubEngine(name: EngineName, firstVersion: string): StubEngine {
  let version = firstVersion;
  const faults: { opening: Error | null; statement: Error | null } = { opening: null, statement: null };
  const run = async () => {
    if (faults.statement !== null) throw faults.statement;
    return [[name]];
  };
  const none = async () => {
    throw new Error('Nothing is measured here');
  };
  return {
    name,
    dialect: name === 'POSTGRES' ? postgresDialect : duckdbDialect,
    stands: (next) => {
      version = next;
    },
    fails: (at, error) => {
      faults[at] = error;
    },
    read: async (work) => {
      if (faults.opening !== null) throw faults.opening;
      happened.push(`${name} opens at ${version}`);
      const result = await work({
        engine: name,
        dialect: postgresDialect,
        dataVersion: version,
        watermarks: new Map(),
        measure: none,
        count: none,
        select: run,
        selectOften: run,
        selectRemembered: run,
      });
      happened.push(`${name} closes`);
      return result;
    },
  };
}

const damaged = new ColumnarFailure('damaged');
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** Who answers a statement, and of which version. */
const asked = async (session: EngineSession): Promise<string> => {
  const [[name]] = (await session.select(statement('SELECT 1'))) as [[string]];
  return `${name} at ${session.dataVersion}`;
};
const measured = () => views.measuring.read(asked);
const lookedUp = () => views.stored.read(asked);

describe('a request that only measures', () => {
  it('opens the replica alone, once', async () => {
    expect([await measured(), await measured()]).toEqual(['COLUMNAR at 7', 'COLUMNAR at 7']);
    expect(happened).toEqual(['COLUMNAR opens at 7']);
  });

  it('sees one version, whatever is loaded meanwhile', async () => {
    await measured();
    columnar.stands('8');
    postgres.stands('8');
    expect(await measured()).toBe('COLUMNAR at 7');
  });

  it('opens nothing before it reads, and lets go of what it opened', async () => {
    expect([happened, views.measuring.isOpen()]).toEqual([[], false]);
    await measured();
    expect(views.measuring.isOpen()).toBe(true);
    await views.close();
    expect(happened).toEqual(['COLUMNAR opens at 7', 'COLUMNAR closes']);
  });

  it('is of the version of the replica, also where PostgreSQL is ahead', async () => {
    postgres.stands('8');
    expect(await measured()).toBe('COLUMNAR at 7');
  });
});

describe('a request that looks up as well', () => {
  beforeEach(() => views.readsStored());

  it('opens PostgreSQL first, and measures on a replica of the same version', async () => {
    expect([await measured(), await lookedUp()]).toEqual(['COLUMNAR at 7', 'POSTGRES at 7']);
    expect(happened).toEqual(['POSTGRES opens at 7', 'COLUMNAR opens at 7']);
  });

  it.each(['6', '8'])('measures on PostgreSQL where the replica is at version %s of 7', async (version) => {
    columnar.stands(version);
    expect([await measured(), await lookedUp(), await measured()]).toEqual([
      'POSTGRES at 7',
      'POSTGRES at 7',
      'POSTGRES at 7',
    ]);
  });

  it('lets go of both', async () => {
    await measured();
    await views.close();
    expect([...happened].sort()).toEqual([
      'COLUMNAR closes',
      'COLUMNAR opens at 7',
      'POSTGRES closes',
      'POSTGRES opens at 7',
    ]);
  });

  it('works once only on what its answer comes from', async () => {
    columnar.stands('6');
    const workedOn: EngineName[] = [];
    await views.measuring.read(async ({ engine }) => workedOn.push(engine));
    expect(workedOn).toEqual(['POSTGRES']);
  });
});

describe('a request that has written', () => {
  it('opens PostgreSQL first, and measures on a replica that has what was written', async () => {
    await measured();
    await views.renew();
    postgres.stands('8');
    columnar.stands('8');
    expect([await measured(), await lookedUp()]).toEqual(['COLUMNAR at 8', 'POSTGRES at 8']);
    expect(happened).toEqual(['COLUMNAR opens at 7', 'COLUMNAR closes', 'POSTGRES opens at 8', 'COLUMNAR opens at 8']);
  });

  it('measures on PostgreSQL where the replica does not have it yet', async () => {
    await measured();
    await views.renew();
    postgres.stands('8');
    expect([await measured(), await lookedUp()]).toEqual(['POSTGRES at 8', 'POSTGRES at 8']);
  });

  it('asks the replica again after another change, though it was behind or had failed', async () => {
    columnar.fails('opening', damaged);
    expect(await measured()).toBe('POSTGRES at 7');
    await views.renew();
    columnar.fails('opening', null);
    expect(await measured()).toBe('COLUMNAR at 7');
  });
});

describe('a replica that fails', () => {
  it.each<[string, 'opening' | 'statement']>([
    ['to open', 'opening'],
    ['at the first statement', 'statement'],
  ])('%s has the work done anew on PostgreSQL, of whatever version', async (_, at) => {
    columnar.fails(at, damaged);
    postgres.stands('9');
    expect([await measured(), await measured(), await lookedUp()]).toEqual([
      'POSTGRES at 9',
      'POSTGRES at 9',
      'POSTGRES at 9',
    ]);
  });

  it('is not asked again', async () => {
    columnar.fails('statement', damaged);
    await measured();
    columnar.fails('statement', null);
    expect(await measured()).toBe('POSTGRES at 7');
  });

  it('after it has answered leaves the rest to PostgreSQL, where that is of the same version', async () => {
    expect(await measured()).toBe('COLUMNAR at 7');
    columnar.fails('statement', damaged);
    expect([await measured(), await measured()]).toEqual(['POSTGRES at 7', 'POSTGRES at 7']);
  });

  it('after it has answered, while PostgreSQL has gone on, is told: no answer is of two versions', async () => {
    await measured();
    columnar.fails('statement', damaged);
    postgres.stands('8');
    await expect(measured()).rejects.toMatchObject({ code: 'REPLICA_LOST' });
    await expect(measured()).rejects.toMatchObject({ code: 'REPLICA_LOST' });
  });

  it('after a change asks nothing of the version that was answered before it', async () => {
    await measured();
    await views.renew();
    columnar.fails('statement', damaged);
    postgres.stands('8');
    expect(await measured()).toBe('POSTGRES at 8');
  });

  it('beside a lookup is replaced by the view that looks up', async () => {
    views.readsStored();
    await lookedUp();
    await measured();
    postgres.stands('8');
    columnar.fails('statement', damaged);
    expect([await measured(), await lookedUp()]).toEqual(['POSTGRES at 7', 'POSTGRES at 7']);
  });

  it('of a lookup that came to nothing says nothing: what failed for another reason decides no version', async () => {
    const mistake = views.measuring.read(async () => {
      throw new Error('a mistake');
    });
    await expect(mistake).rejects.toThrow('a mistake');
    columnar.fails('statement', damaged);
    postgres.stands('8');
    expect(await measured()).toBe('POSTGRES at 8');
  });

  describe('while another work is under way', () => {
    /** A work on the replica that answers, or fails, when it is told to. */
    function slowWork() {
      let answer: () => void = () => undefined;
      let fail: (error: Error) => void = () => undefined;
      const until = new Promise<void>((resolve, reject) => {
        answer = resolve;
        fail = reject;
      });
      let isFirst = true;
      const result = views.measuring.read(async (session) => {
        if (isFirst) {
          isFirst = false;
          await until;
        }
        return `${session.engine} at ${session.dataVersion}`;
      });
      result.catch(() => undefined);
      return { result, answer, fail };
    }
    const failing = () => {
      let isFirst = true;
      const result = views.measuring.read(async (session) => {
        if (isFirst) {
          isFirst = false;
          throw damaged;
        }
        return `${session.engine} at ${session.dataVersion}`;
      });
      result.catch(() => undefined);
      return result;
    };

    it('waits for what that comes to, and is answered by PostgreSQL of the same version', async () => {
      const { result, answer } = slowWork();
      const failed = failing();
      await settled();
      expect(happened).toEqual(['COLUMNAR opens at 7']);
      answer();
      expect([await result, await failed]).toEqual(['COLUMNAR at 7', 'POSTGRES at 7']);
    });

    it('waits for it, and is lost where PostgreSQL has gone on', async () => {
      postgres.stands('8');
      const { result, answer } = slowWork();
      const failed = failing();
      await settled();
      answer();
      expect(await result).toBe('COLUMNAR at 7');
      await expect(failed).rejects.toMatchObject({ code: 'REPLICA_LOST' });
    });

    it('and fails for that one as well, has both done anew of one version', async () => {
      postgres.stands('8');
      const { result, fail } = slowWork();
      const failed = failing();
      await settled();
      fail(damaged);
      expect([await result, await failed]).toEqual(['POSTGRES at 8', 'POSTGRES at 8']);
    });

    it('lets nothing that comes later be answered of another version', async () => {
      postgres.stands('8');
      const { result, answer } = slowWork();
      const failed = failing();
      await settled();
      const later = measured();
      later.catch(() => undefined);
      await settled();
      answer();
      expect(await result).toBe('COLUMNAR at 7');
      await expect(failed).rejects.toMatchObject({ code: 'REPLICA_LOST' });
      await expect(later).rejects.toMatchObject({ code: 'REPLICA_LOST' });
    });
  });
});

describe('what is wrong with the work itself', () => {
  it('passes through, and nothing is done anew', async () => {
    const workedOn: EngineName[] = [];
    const mistaken = views.measuring.read(async ({ engine }) => {
      workedOn.push(engine);
      throw new Error('column "revenue" does not exist');
    });
    await expect(mistaken).rejects.toThrow('column "revenue" does not exist');
    expect(workedOn).toEqual(['COLUMNAR']);
    expect(await measured()).toBe('COLUMNAR at 7');
  });

  it('passes through where the view cannot be opened', async () => {
    columnar.fails('opening', new Error('not a failure of the replica'));
    await expect(measured()).rejects.toThrow('not a failure of the replica');
    await expect(views.measuring.sees('7')).rejects.toThrow('not a failure of the replica');
    expect(happened).toEqual([]);
  });

  it('on PostgreSQL, after the replica failed, passes through too', async () => {
    columnar.fails('statement', damaged);
    postgres.fails('statement', new Error('division by zero'));
    await expect(measured()).rejects.toThrow('division by zero');
  });

  it('is told where PostgreSQL, which says the version, cannot be reached', async () => {
    views.readsStored();
    postgres.fails('opening', new Error('every connection is in use'));
    await expect(measured()).rejects.toThrow('every connection is in use');
  });
});

describe('a version that somebody was told of', () => {
  it.each([
    ['7', '7'],
    ['9', '7'],
    ['10', '9'],
  ])('is seen on the replica at version %s where it has version %s', async (stands, wanted) => {
    columnar.stands(stands);
    postgres.stands('10');
    expect([await views.measuring.sees(wanted), await measured()]).toEqual([true, `COLUMNAR at ${stands}`]);
    expect(happened).toEqual([`COLUMNAR opens at ${stands}`]);
  });

  it('is seen on PostgreSQL where the replica does not have it yet', async () => {
    postgres.stands('10');
    columnar.stands('9');
    expect([await views.measuring.sees('10'), await measured(), await measured()]).toEqual([
      true,
      'POSTGRES at 10',
      'POSTGRES at 10',
    ]);
  });

  it('is seen on PostgreSQL where the replica fails', async () => {
    columnar.fails('opening', new ColumnarFailure('absent'));
    expect([await views.measuring.sees('7'), await measured()]).toEqual([true, 'POSTGRES at 7']);
  });

  it('is not seen where nobody has it', async () => {
    expect(await views.measuring.sees('8')).toBe(false);
    expect(await measured()).toBe('POSTGRES at 7');
  });

  it('is not seen once the replica has answered of an earlier one, and the request stays there', async () => {
    await measured();
    columnar.stands('8');
    postgres.stands('8');
    expect([await views.measuring.sees('7'), await views.measuring.sees('8')]).toEqual([true, false]);
    expect(await measured()).toBe('COLUMNAR at 7');
    expect(happened).toEqual(['COLUMNAR opens at 7']);
  });

  it('is not seen while a work on the replica is under way at an earlier one: the rest stays beside it', async () => {
    postgres.stands('8');
    let answer: () => void = () => undefined;
    const until = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const slow = views.measuring.read(async (session) => {
      await until;
      return asked(session);
    });
    await settled();
    expect(await views.measuring.sees('8')).toBe(false);
    const beside = measured();
    answer();
    expect([await slow, await beside]).toEqual(['COLUMNAR at 7', 'COLUMNAR at 7']);
  });

  it('is that of PostgreSQL where the request looks up, or has written', async () => {
    views.readsStored();
    columnar.stands('9');
    expect([await views.measuring.sees('7'), await views.measuring.sees('8')]).toEqual([true, false]);
    await views.renew();
    postgres.stands('8');
    expect([await views.measuring.sees('8'), await views.measuring.sees('9')]).toEqual([true, false]);
  });
});

describe('without a columnar engine', () => {
  beforeEach(() => {
    views = requestViews(null, postgres);
  });

  it('what measures is what looks up', async () => {
    expect(views.measuring).toBe(views.stored);
    views.readsStored();
    expect([await measured(), await lookedUp()]).toEqual(['POSTGRES at 7', 'POSTGRES at 7']);
    expect(happened).toEqual(['POSTGRES opens at 7']);
  });

  it('a change is seen on another view', async () => {
    await measured();
    await views.renew();
    postgres.stands('8');
    expect([await measured(), await lookedUp()]).toEqual(['POSTGRES at 8', 'POSTGRES at 8']);
    await views.close();
    expect(happened).toEqual(['POSTGRES opens at 7', 'POSTGRES closes', 'POSTGRES opens at 8', 'POSTGRES closes']);
  });
});

describe('outside of requests', () => {
  const either = () => columnarElsePostgres(columnar, postgres);

  it('the columnar engine answers what it can', async () => {
    expect(await either().read(asked)).toBe('COLUMNAR at 7');
    expect([either().name, either().dialect]).toEqual(['COLUMNAR', duckdbDialect]);
    expect(happened).toEqual(['COLUMNAR opens at 7', 'COLUMNAR closes']);
  });

  it.each<'opening' | 'statement'>(['opening', 'statement'])(
    'PostgreSQL does the work from its beginning where the replica fails at its %s',
    async (at) => {
      columnar.fails(at, damaged);
      const begun: EngineName[] = [];
      const answered = await either().read((session) => {
        begun.push(session.engine);
        return asked(session);
      });
      expect([answered, begun.at(-1)]).toEqual(['POSTGRES at 7', 'POSTGRES']);
    },
  );

  it('every work asks the columnar engine first', async () => {
    columnar.fails('opening', damaged);
    await either().read(asked);
    columnar.fails('opening', null);
    expect(await either().read(asked)).toBe('COLUMNAR at 7');
  });

  it('what is wrong with the work itself passes through', async () => {
    columnar.fails('statement', new Error('column "revenue" does not exist'));
    await expect(either().read(asked)).rejects.toThrow('column "revenue" does not exist');
    expect(happened).toEqual(['COLUMNAR opens at 7']);
  });

  it('both are told when nobody waits any more', async () => {
    const gone = new AbortController().signal;
    const told: unknown[] = [];
    const telling = (engine: StubEngine): Engine => ({
      ...engine,
      read: (work, signal) => {
        told.push(signal);
        return engine.read(work, signal);
      },
    });
    columnar.fails('opening', damaged);
    await columnarElsePostgres(telling(columnar), telling(postgres)).read(asked, gone);
    expect(told).toEqual([gone, gone]);
  });
});
