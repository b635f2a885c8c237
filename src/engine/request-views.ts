// The views of one request: PostgreSQL's, on which single customers and records are looked up, and the one that metric questions
// are measured on. Both are of one version. A request that only measures opens the replica alone; one that also looks up, or has
// written, opens PostgreSQL first and measures on the replica where that holds the same version, else on PostgreSQL.
import { UserError } from '../errors';
import { ColumnarFailure } from './columnar-failure';
import type { Engine, EngineSession } from './engine';
import { type OneView, oneView } from './one-view';

export type RequestViews = {
  readonly stored: OneView;
  readonly measuring: Pick<OneView, 'name' | 'dialect' | 'read' | 'isOpen' | 'sees'>;
  /** Said before anything is read: the request looks up as well. */
  readonly readsStored: () => void;
  /** Lets go of what is open before a change; what is read afterwards sees it. */
  readonly renew: () => Promise<void>;
  readonly close: () => Promise<void>;
};

export function requestViews(columnar: Engine | null, postgres: Engine): RequestViews {
  const stored = oneView(postgres);
  if (columnar === null)
    return { stored, measuring: stored, readsStored: () => undefined, renew: stored.renew, close: stored.close };
  const replica = oneView(columnar);
  /** alone: nothing needs PostgreSQL. beside: PostgreSQL says the version. none: the replica does not answer this request. */
  let use: 'alone' | 'beside' | 'none' = 'alone';
  let measuredAt: string | undefined;
  const underWay = new Set<Promise<unknown>>();

  const onReplica = async <Result>(work: (session: EngineSession) => Promise<Result>): Promise<Result> => {
    const version = use === 'beside' ? await stored.read(async ({ dataVersion }) => dataVersion) : undefined;
    return replica.read(async (session) => {
      if (version !== undefined && session.dataVersion !== version) throw new ColumnarFailure('absent');
      const result = await work(session);
      measuredAt = session.dataVersion;
      return result;
    });
  };

  /** What the replica has answered, or still answers, decides which version the rest must be of. */
  const insteadOfReplica: Engine['read'] = async (work) => {
    await Promise.allSettled(underWay);
    return stored.read((session) => {
      if (measuredAt !== undefined && session.dataVersion !== measuredAt) throw new UserError('REPLICA_LOST', {});
      return work(session);
    });
  };

  const read: Engine['read'] = async (work) => {
    if (use === 'none') return insteadOfReplica(work);
    const measured = onReplica(work);
    underWay.add(measured);
    try {
      return await measured;
    } catch (error) {
      if (!(error instanceof ColumnarFailure)) throw error;
    } finally {
      underWay.delete(measured);
    }
    use = 'none';
    return insteadOfReplica(work);
  };

  const sees = async (version: string): Promise<boolean> => {
    const reaches = async ({ dataVersion }: EngineSession): Promise<boolean> => BigInt(dataVersion) >= BigInt(version);
    if (measuredAt === undefined && use === 'alone') {
      const isThere = await replica.read(reaches).catch((error: unknown) => {
        if (error instanceof ColumnarFailure) return false;
        throw error;
      });
      if (isThere) return true;
      // What is measured on the replica meanwhile keeps the request at its version.
      if (measuredAt === undefined && underWay.size === 0) use = 'none';
    }
    return use === 'alone' ? BigInt(measuredAt ?? 0) >= BigInt(version) : stored.read(reaches);
  };

  const renew = async (): Promise<void> => {
    await Promise.all([stored.renew(), replica.renew()]);
    measuredAt = undefined;
    use = 'beside';
  };
  return {
    stored,
    measuring: { ...columnar, read, isOpen: () => stored.isOpen() || replica.isOpen(), sees },
    readsStored: () => {
      if (use === 'alone') use = 'beside';
    },
    renew,
    close: async () => {
      await Promise.all([stored.close(), replica.close()]);
    },
  };
}
