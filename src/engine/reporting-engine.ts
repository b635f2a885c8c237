// An engine that tells of every statement it runs: what was asked, how many rows came and how long that took. The answers
// are those of the engine it wraps.
import type { ParameterValue } from '../sql/fragment';
import { type Engine, type EngineSession, withinScope } from './engine';

export type RanStatement = {
  readonly sql: string;
  readonly parameters: readonly ParameterValue[];
  readonly rows: number;
  readonly milliseconds: number;
};

export type Reporting = {
  readonly report: (statement: RanStatement) => void;
  /** Statements of a session wait for each other, so that the time of each is its own. */
  readonly oneAtATime: boolean;
};

type Work<Result> = () => Promise<Result>;

export function reportingEngine(engine: Engine, reporting: Reporting): Engine {
  const { report, oneAtATime } = reporting;
  const reportingSession = (session: EngineSession): EngineSession => {
    let before: Promise<unknown> = Promise.resolve();
    const inTurn = <Result>(work: Work<Result>): Promise<Result> => {
      if (!oneAtATime) return work();
      const after = before.then(work);
      before = after.catch(() => undefined);
      return after;
    };
    const reported = <Result>(
      sql: string,
      parameters: readonly ParameterValue[],
      rowsOf: (result: Result) => number,
      work: Work<Result>,
    ): Promise<Result> =>
      inTurn(async () => {
        const started = performance.now();
        const result = await work();
        report({ sql, parameters, rows: rowsOf(result), milliseconds: performance.now() - started });
        return result;
      });
    const length = (rows: readonly unknown[]): number => rows.length;
    return {
      ...session,
      measure: (query, limit) =>
        reported(
          query.sql,
          query.parameters,
          ({ rowCount }) => rowCount,
          () => session.measure(query, limit),
        ),
      count: (query) =>
        reported(
          `-- the number of rows of\n${query.sql}`,
          query.parameters,
          () => 1,
          () => session.count(query),
        ),
      select: (statement) => reported(statement.text, statement.parameters, length, () => session.select(statement)),
      selectOften: (statement) =>
        reported(statement.text, statement.parameters, length, () => session.selectOften(statement)),
      selectRemembered: (statement) =>
        reported(statement.text, statement.parameters, length, () => session.selectRemembered(statement)),
    };
  };
  return {
    ...engine,
    read: (work, gone) => engine.read((session) => work(reportingSession(session)), gone),
    within: (rowScope) => reportingEngine(withinScope(engine, rowScope), reporting),
  };
}
