// The naive evaluator: every bucket of every slice is worked out by itself, from the rows, by the words of the
// definitions. Slow and plain; it shares nothing with the engine it is held against.
import { bucketsOf, wholeBucket } from './buckets';
import { type Slicing, slicingOf } from './cell';
import type { Company } from './company';
import { within } from './conditions';
import type { Attributes } from './dimensions';
import { choosesCustomers, dimensionsIn, type PlainFilter } from './filters';
import { type Level, levelRows } from './levels';
import { naiveMetrics } from './metrics';
import type { HavingInput, NaiveAnswer, NaiveQuestion, NaiveRow, NaiveSettings } from './question';
import { readingOf } from './reading';
import { sharesOf } from './shares';
import { OTHER, othersTogether, topMembers } from './top';

export function evaluate(company: Company, settings: NaiveSettings, question: NaiveQuestion): NaiveAnswer {
  const { asked, world, where } = readingOf(company, settings, question);
  const by = question.by ?? [];
  const choosing = [...(question.having ?? []), ...(question.top == null ? [] : [question.top])];
  const judging = [...choosing, ...(question.orderBy ?? [])].flatMap(({ metric }) => metric ?? []);
  const needed = [...new Set([...question.metrics, ...judging])];
  const refused = refusedMetrics(needed, by, where);
  // Rows cannot be chosen by a metric that has no values.
  if (judging.some((metric) => refused[metric] !== undefined)) return { rows: [], totals: [], refused };
  const having = question.having ?? [];
  const metrics = needed.filter((metric) => refused[metric] === undefined);
  const fill = question.fill ?? true;

  const attributes = (question.attributes ?? 'AT_EVENT') as Attributes;
  const slicedBy = (dimensions: readonly string[]) => slicingOf(world, asked, dimensions, where, attributes);
  const buckets = bucketsOf(asked, question);
  const whole = wholeBucket(asked, question);
  const detail = (slicing: Slicing): Level => ({
    slicing,
    buckets,
    level: 'DETAIL',
    rolledUp: [],
    periodRolledUp: false,
  });
  const rowsAt = (level: Level) => levelRows(world, asked, metrics, fill, level);

  let rows = rowsAt(detail(slicedBy(by)));
  if (question.top != null && by.length > 0) {
    const top = topMembers(world, asked, question.top, slicedBy(by.slice(0, 1)), whole, metrics);
    rows = rowsAt(detail(othersTogether(slicedBy(by), top)))
      .map((row): NaiveRow => (row.keys[0] === OTHER ? { ...row, level: 'OTHER' } : row))
      .filter((row) => row.level !== 'OTHER' || question.top?.other !== false);
  }
  const withShares = sharesOf(world, asked, metrics, slicedBy([]), buckets, whole);
  return {
    rows: rows.filter((row) => having.every((condition) => meets(row, condition))).map(withShares),
    totals: totalLevels(question, slicedBy, detail, whole).flatMap(rowsAt).map(withShares),
    refused,
  };
}

/**
 * GRAND: everything, over all buckets. ROLLUP: also every beginning of the dimensions, in each bucket and over all of
 * them.
 */
function totalLevels(
  question: NaiveQuestion,
  slicedBy: (dimensions: readonly string[]) => Slicing,
  detail: (slicing: Slicing) => Level,
  whole: Level['buckets'][number],
): readonly Level[] {
  const by = question.by ?? [];
  const grain = question.grain != null;
  const level = (kept: number, overBuckets: boolean): Level => ({
    ...detail(slicedBy(by.slice(0, kept))),
    ...(overBuckets ? { buckets: [whole] } : {}),
    level: kept === 0 && (overBuckets || !grain) ? 'TOTAL' : 'SUBTOTAL',
    rolledUp: by.slice(kept),
    periodRolledUp: overBuckets,
  });
  if (question.totals === 'GRAND') return [level(0, grain)];
  if (question.totals !== 'ROLLUP') return [];
  const shorter = by.map((_, kept) => kept);
  if (!grain) return (by.length === 0 ? [0] : shorter).map((kept) => level(kept, false));
  return [...shorter.map((kept) => level(kept, false)), ...[...shorter, by.length].map((kept) => level(kept, true))];
}

/** The difference of two quotients lies on a limit that it misses by its last digits. */
function onLimit(change: number | null, { gte, gt, lte, lt }: HavingInput): number | null {
  if (change === null) return null;
  const limits = [gte, gt, lte, lt].filter((limit) => limit != null).map(Number);
  return limits.find((limit) => Math.abs(limit - change) <= 1e-12 * Math.max(1, Math.abs(limit))) ?? change;
}

function meets(row: NaiveRow, condition: HavingInput): boolean {
  const other = condition.compare == null ? null : row.compared[condition.metric]?.[condition.compare];
  const change = condition.by ?? 'VALUE';
  if (change === 'CHANGE') return within(onLimit(other?.change ?? null, condition), condition);
  if (change === 'CHANGE_PERCENT') return within(onLimit(other?.changePercent ?? null, condition), condition);
  return within((condition.compare == null ? row.values[condition.metric] : other)?.value ?? null, condition);
}

/** The metrics that do not allow a dimension used or a choice of customers, each with the dimensions it allows. */
function refusedMetrics(
  metrics: readonly string[],
  by: readonly string[],
  where: PlainFilter | null,
): Record<string, readonly string[]> {
  const used = [...by, ...(where === null ? [] : dimensionsIn(where))];
  const refused: Record<string, readonly string[]> = {};
  for (const metric of metrics) {
    const { dimensions = [], ofCustomers = false } = naiveMetrics[metric] ?? {};
    const goesWithCustomers = ofCustomers || where === null || !choosesCustomers(where);
    if (!goesWithCustomers || !used.every((dimension) => dimensions.includes(dimension))) refused[metric] = dimensions;
  }
  return refused;
}
