// As of when customers are asked about, and which judgement speaks then: now the current one; as of an earlier day the one of
// the last month-end of the calendar at or before the end of that day. Nothing after that instant is seen.
import { Temporal } from 'temporal-polyfill';
import type { EngineSession } from '../../engine/engine';
import { dateOf } from '../../model/calendar';
import { currentMonthEnd } from '../../model/judgements';
import type { Compilation } from '../../query/compile/compilation';
import type { FilterInput } from '../../query/question/metric-question';
import { type Around, type Scope, scopeAsOf } from '../../query/question/scope';
import { type AnswerContext, arrive, read } from '../../query/reading';

export type Standing = {
  /** All time until the instant, which is its now. */
  readonly scope: Scope;
  /** The key of the judgements that speak: a month-end, or that of the current ones. */
  readonly monthEnd: string;
  /** The day at whose end they are asked about; null: now. */
  readonly asOf: string | null;
  /** The same for the same instant. */
  readonly key: string;
};

/** Today, or a later day, is now. Throws INVALID_PERIOD for a day outside the calendar, and what the filter is refused for. */
export function standingOf(asOf: string | null | undefined, around: Around, where?: FilterInput | null): Standing {
  const scope = scopeAsOf(asOf, around, { where });
  const key = scope.now.toString();
  if (Temporal.Instant.compare(scope.now, around.now) === 0)
    return { scope, monthEnd: currentMonthEnd, asOf: null, key };
  const monthEnd = dateOf(scope.now, around.settings.timeZone).with({ day: 1 });
  return { scope, monthEnd: monthEnd.toString(), asOf: asOf!, key };
}

export const standingAt = async (asOf: string | null | undefined, context: AnswerContext): Promise<Standing> =>
  standingOf(asOf, await arrive({}, context));

/** Reads on the view of the request, in the eyes of its viewer. */
export const readAt = <Result>(
  { scope }: Standing,
  context: AnswerContext,
  work: (compilation: Compilation, session: EngineSession) => Promise<Result>,
): Promise<Result> =>
  read(context, { scope, segments: new Map() }, ({ session, scope: own }) =>
    work({ scope: own, dialect: session.dialect }, session),
  );
