// The one door to the data. Whoever reads it says whose question it is (a Scope) and is given a view on which every statement
// sees one version; conditions on customers are judged on the same view, before the work begins.
import { Temporal } from 'temporal-polyfill';
import type { Engine, EngineSession } from '../engine/engine';
import { type ResultCache, resultCache } from '../engine/result-cache';
import { UserError } from '../errors';
import { factsBehind } from '../model/facts-behind';
import type { SavedFilters } from '../model/filters';
import { segmentsFor } from '../model/segment';
import { everything, type Viewer } from '../model/viewer';
import type { FactTable, Warning } from '../warnings';
import type { AnswerCache } from './answer-cache';
import { endsEarly, leftOut } from './assemble/warnings';
import { judgeConditions } from './conditions/conditions';
import { type FactsReach, factsReach } from './measure/facts-reach';
import type { Ran } from './measure/measure';
import type { FilterInput } from './question/metric-question';
import type { Explain, ResolvedQuery } from './question/metrics-result';
import { resolvedScope, toMicroseconds } from './question/resolved-query';
import type { Around, QuerySettings, Scope } from './question/scope';
import type { RestsOn } from './rests-on';
import type { Watching } from './watching';

/** What questions are answered with. Those of one request share one: its instant, its viewer and its view of the data. */
export type AnswerContext = {
  readonly engine: Engine;
  readonly settings: QuerySettings;
  /** What now is (model/now.ts). */
  readonly now: () => Temporal.Instant;
  /** Everything, if none is given. */
  readonly viewer?: Viewer;
  /** Customers go by their ids alone: their names are neither shown nor searched. */
  readonly unnamed?: boolean;
  /** Values that rest on fewer customers are kept back; null: none are. */
  readonly fewestCustomers?: number | null;
  /** Saved segments by name, as they are now. */
  readonly segments?: () => Promise<SavedFilters>;
  /** What is remembered of statements; none: every statement is run. */
  readonly cache?: ResultCache | undefined;
  /** Whole answers; none: each is made. */
  readonly answers?: AnswerCache | undefined;
  /** Told what every reading rests on, once it is over. */
  readonly told?: ((rests: RestsOn) => void) | undefined;
  /** Sees how long what takes; none: nobody does. */
  readonly watching?: Watching | undefined;
};

/** What surrounds a question, and when it arrived (by performance.now()). */
export type Arrival = Required<Around> & { readonly started: number };

export async function arrive(
  question: { readonly where?: FilterInput | null },
  { settings, now, viewer, fewestCustomers, segments }: AnswerContext,
): Promise<Arrival> {
  const started = performance.now();
  return {
    started,
    settings,
    now: toMicroseconds(now()),
    viewer: viewer ?? everything,
    fewestCustomers: fewestCustomers ?? null,
    segments: await segmentsFor(question.where, segments),
  };
}

export type Reading = {
  readonly session: EngineSession;
  /** The scope asked for, its conditions on customers judged. */
  readonly scope: Scope;
  /** What was measured to judge them, and what a reader of the answer should know of it. */
  readonly trail: readonly Ran[];
  readonly warnings: readonly Warning[];
  /** Whether nothing was run so far: every row was remembered. */
  readonly isCached: () => boolean;
};

type Asked = {
  readonly scope: Scope;
  readonly segments: SavedFilters;
};

/** Throws what a condition cannot be judged by. */
export function read<Result>(
  { engine, cache = noCache, told }: AnswerContext,
  { scope, segments }: Asked,
  work: (reading: Reading) => Promise<Result>,
): Promise<Result> {
  return engine.read(async (opened) => {
    const statements = new Set<string>();
    const tables = new Set<string>();
    let isCached = true;
    const session = cache.over(opened, {
      viewer: JSON.stringify(scope.viewer),
      noted: (key, reads, ran) => {
        statements.add(key);
        for (const table of reads) tables.add(table);
        isCached &&= !ran;
      },
    });
    const { filter, trail, warnings } = await judgeConditions({ session, scope }, segments);
    const result = await work({
      session,
      scope: { ...scope, filter },
      trail,
      warnings,
      isCached: () => isCached,
    });
    const { whole, now } = scope;
    told?.({
      statements: [...statements].sort(),
      changes: [...tables].sort().map((table) => [table, session.watermarks.get(table) ?? 0] as const),
      start: whole.startsAt,
      end: whole.endsAt,
      now: whole.complete ? null : now.toString(),
      resolved: { dataVersion: session.dataVersion, now: now.toString() },
    });
    return result;
  });
}

const noCache = resultCache(0);

/**
 * The last change of the tables that were read, for the cursor to the next page. `cursorVersion`: that of the page before, if
 * any. Throws CURSOR_EXPIRED when one of them has changed since.
 */
export function versionRead(
  { watermarks }: Pick<EngineSession, 'watermarks'>,
  tables: Iterable<string>,
  cursorVersion: string | null,
): string {
  const version = String(Math.max(0, ...[...tables].map((table) => watermarks.get(table) ?? 0)));
  if (cursorVersion !== null && cursorVersion !== version)
    throw new UserError('CURSOR_EXPIRED', { issued: cursorVersion, current: version });
  return version;
}

/** Every table that the statements name. */
export const tablesRead = (ran: readonly Ran[]): ReadonlySet<string> =>
  new Set(ran.flatMap(({ compiled }) => compiled.reads));

/** What a reader of the answer should know of the facts that it rests on: where they end, and which are later than now. */
export async function warningsOfFacts(reading: Reading, ran: readonly Ran[]): Promise<readonly Warning[]> {
  const facts = await factsSeen(factsBehind([...tablesRead(ran)]), reading);
  const later = facts.reduce((sum, each) => sum + each.later, 0);
  return [...endsEarly(facts), ...leftOut(later, reading.scope.now.toString())];
}

/** Of days that are over, facts that reach their end are seen from there: what now is, is nothing to them. */
async function factsSeen(tables: readonly FactTable[], { session, scope }: Reading): Promise<readonly FactsReach[]> {
  if (scope.whole.complete) {
    const atEnd = { ...scope, now: Temporal.Instant.from(scope.whole.endsAt) };
    const facts = await factsReach(tables, { session, scope: atEnd });
    if (endsEarly(facts).length === 0) return facts;
  }
  return factsReach(tables, { session, scope });
}

/** What a question came to, for its answer. */
export const resolvedQuery = (
  { session, scope, isCached }: Reading,
  { started }: Arrival,
  warnings: readonly Warning[],
): ResolvedQuery => ({
  ...resolvedScope(scope),
  dataVersion: session.dataVersion,
  engine: session.engine,
  cached: isCached(),
  elapsedMs: performance.now() - started,
  warnings,
});

/** What ran for a question, in the order in which it ran. */
export function explained(ran: readonly Ran[], plan: string, warnings: readonly Warning[]): Explain {
  return {
    // Several levels may come from one statement.
    sql: [...new Set(ran.map(({ compiled }) => compiled.sql))],
    plan,
    scannedFacts: [...tablesRead(ran)].filter((table) => table.startsWith('fact_')).sort(),
    warnings,
  };
}
