// Small reads that many questions repeat are made once while the tables they read are unchanged: by whoever asks, for every
// session that sees those tables at the same change. What failed is not remembered.
import type { RenderedSql } from '../sql/fragment';
import type { EngineSession } from './engine';

type Rows = Awaited<ReturnType<EngineSession['select']>>;
type ViewOfTables = Pick<EngineSession, 'select' | 'watermarks'> & {
  /** To which the session is held. */
  readonly rowScope?: string | null;
};

const mostRemembered = 1_000;

/** One memory an engine; of each session, its `selectRemembered`. */
export function rememberedRows(): (session: ViewOfTables) => EngineSession['selectRemembered'] {
  const known = new Map<string, Rows>();
  return ({ select, watermarks, rowScope = null }) => {
    const underWay = new Map<string, Promise<Rows>>();
    const readAs = async (key: string, statement: RenderedSql): Promise<Rows> => {
      try {
        const rows = await select(statement);
        if (known.size >= mostRemembered) known.clear();
        known.set(key, rows);
        return rows;
      } finally {
        underWay.delete(key);
      }
    };
    return async (statement) => {
      const { text, parameters, reads } = statement;
      const key = JSON.stringify([rowScope, text, parameters, reads.map((table) => watermarks.get(table) ?? 0)]);
      const rows = known.get(key) ?? underWay.get(key) ?? readAs(key, statement);
      if (rows instanceof Promise) underWay.set(key, rows);
      return rows;
    };
  };
}
