// An engine computes measures. It sees compiled statements and gives rows back; it knows nothing of metrics.
import type { CompiledQuery, MeasureColumns, MeasureRow } from '../sql/compiled-query';
import type { Dialect } from '../sql/dialect';
import type { ParameterValue, RenderedSql } from '../sql/fragment';
import type { Watermarks } from '../warehouse/change-feed';

/** One consistent view of the data: every statement of a session sees the same version. Several may be asked for at once. */
export type EngineSession = {
  readonly engine: EngineName;
  readonly dialect: Dialect;
  /** The last change this view holds; grows with every load. */
  readonly dataVersion: string;
  /** The last change of each table that this view holds. */
  readonly watermarks: Watermarks;
  /** At most `limit` rows, in no particular order. */
  readonly measure: (query: CompiledQuery, limit: number) => Promise<MeasureColumns>;
  /** How many rows the statement has. */
  readonly count: (query: CompiledQuery) => Promise<number>;
  /** Rows of a statement that is not a measure: members and their names. */
  readonly select: (statement: RenderedSql) => Promise<readonly (readonly unknown[])[]>;
  /** The same for a statement that takes longer to plan than to run, as many questions repeat it: it is planned once where that helps. */
  readonly selectOften: (statement: RenderedSql) => Promise<readonly (readonly unknown[])[]>;
  /** The same for a small statement that many questions repeat; what it gave while its tables were the same is given again. */
  readonly selectRemembered: (statement: RenderedSql) => Promise<readonly (readonly unknown[])[]>;
};

export type EngineName = 'POSTGRES' | 'COLUMNAR';

export type Engine = {
  readonly name: EngineName;
  readonly dialect: Dialect;
  /** Runs the work on one consistent view of the data. `gone`: nobody waits for it any more, so its statements are cancelled. */
  readonly read: <Result>(work: (session: EngineSession) => Promise<Result>, gone?: AbortSignal) => Promise<Result>;
  /** The same engine held to a row scope, its filter as JSON, by the database itself too. None: it knows of none. */
  readonly within?: (rowScope: string) => Engine;
};

export const withinScope = (engine: Engine, rowScope: string): Engine => engine.within?.(rowScope) ?? engine;

type Rows = readonly (readonly unknown[])[];
type Reading = Pick<EngineSession, 'select' | 'measure' | 'count'>;

/** What a session reads by one way to run a text and get its rows: a bucket, keys, measures. */
export const readingBy = (select: (sql: string, parameters: readonly ParameterValue[]) => Promise<Rows>): Reading => ({
  select: ({ text, parameters }) => select(text, parameters),
  measure: async (query, limit) => {
    const rows = await select(limited(query, limit), query.parameters);
    const columns = (rows[0] ?? []).map((_, place) => rows.map((values) => values[place]));
    return measureColumns(query, rows.length, columns);
  },
  count: async (query) =>
    Number((await select(`SELECT count(*) FROM (\n${query.sql}\n) AS every_group`, query.parameters))[0]![0]),
});

/** The columns of a measure as they come: of no rows there may be none. */
export function measureColumns(
  { columns: { keys } }: CompiledQuery,
  rowCount: number,
  [buckets = [], ...others]: readonly (readonly unknown[])[],
): MeasureColumns {
  return {
    rowCount,
    buckets: buckets.map(Number),
    keys: others.slice(0, keys) as readonly MeasureRow['keys'][],
    measures: others.slice(keys) as readonly MeasureRow['measures'][],
  };
}

/** The text of a measure, of so many rows at most. */
export const limited = ({ sql }: CompiledQuery, limit: number): string => `${sql}\nLIMIT ${limit}`;
