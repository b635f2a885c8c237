// The law of small groups, asked at random: with suppression an answer is what it is without, but for what is kept back; what
// rests on fewer than k customers by the naive evaluator is kept back; and no value that is kept back follows from the others,
// whatever totals are taken together.
import * as fc from 'fast-check';
import { userErrorsOf } from '../../src/errors';
import { findMetric, metricEnumValues } from '../../src/metrics/catalog';
import { dimensions } from '../../src/model/dimensions';
import { answer } from '../../src/query/answer';
import type { MetricRow, MetricsResult } from '../../src/query/question/metrics-result';
import type { AnswerContext } from '../../src/query/reading';
import { judgedCompany } from './judged-company';
import { determined, type Equation } from './linear-system';
import type { Company } from './naive/company';
import { evaluate } from './naive/evaluate';
import type { NaiveQuestion, NaiveSettings } from './naive/question';
import { arbitraryAsk } from './random-asks';
import { randomCompany, randomSettings } from './random-company';

export type Held = { asked: number; suppressed: number; resting: number; closed: number; refused: number };

const questionsPerCompany = 30;
const fewest = 3;

/** What is not as the law says, a text each; stops at six. Tells how often each side of it was held. */
export async function breaches(
  questions: number,
  firstSeed: number,
): Promise<{ readonly found: readonly string[]; readonly held: Held }> {
  const found: string[] = [];
  const held: Held = { asked: 0, suppressed: 0, resting: 0, closed: 0, refused: 0 };
  for (let seed = firstSeed; held.asked + held.refused < questions && found.length < 6; seed += 1) {
    const settings = randomSettings(seed);
    const { company, open } = await judgedCompany(
      randomCompany(seed, settings, { customers: 40, facts: 300 }),
      settings,
    );
    try {
      const space = {
        metrics: metricEnumValues,
        dimensions: dimensions.map(({ id }) => id).filter((id) => id !== 'CUSTOMER'),
        company,
        settings,
      };
      for (const drawn of fc.sample(arbitraryAsk(space), { numRuns: questionsPerCompany, seed })) {
        const question: NaiveQuestion = { ...drawn, window: null, pages: null, first: 50_000 };
        for (const context of open.contexts)
          for (const difference of await heldOf(question, { company, settings, context, held }))
            found.push(`company ${seed}, ${context.engine.name}: ${JSON.stringify(question)}\n  ${difference}`);
      }
    } finally {
      await open.close();
    }
  }
  return { found, held };
}

type Holding = {
  readonly company: Company;
  readonly settings: NaiveSettings;
  readonly context: AnswerContext;
  readonly held: Held;
};

async function heldOf(
  question: NaiveQuestion,
  { company, settings, context, held }: Holding,
): Promise<readonly string[]> {
  const ask: Ask = ({ segments: saved = {}, ...asked }, fewestCustomers) => {
    const segments = async () => new Map(Object.entries(saved)) as never;
    return answer(asked as never, { ...context, segments, fewestCustomers }).catch((error) => {
      const faults = userErrorsOf(error);
      if (faults.length === 0) throw error;
      return faults.map(({ code }) => code);
    });
  };
  const plain = await ask(question, null);
  const kept = await ask(question, fewest);
  if (!('rows' in kept) || !('rows' in plain)) {
    held.refused += 1;
    // What is answered without is refused for small groups alone.
    return !('rows' in kept) && (!('rows' in plain) || kept.every((code) => code === 'SMALL_GROUPS'))
      ? []
      : [`${JSON.stringify(kept).slice(0, 200)} in place of ${JSON.stringify(plain).slice(0, 200)}`];
  }
  held.asked += 1;
  const values = [...kept.rows, ...kept.totals].flatMap((row) => Object.values(row.values));
  held.suppressed += values.filter(({ status }) => status === 'SUPPRESSED').length;
  return [
    ...(question.top == null ? othersDiffer(plain, kept) : []),
    ...(question.top == null ? fewUnderneath(question, kept, { company, settings, held }) : []),
    ...(await following(question, ask, held)),
  ];
}

const nameOf = ({ period, level, rolledUp, periodRolledUp, keys }: MetricRow): string =>
  JSON.stringify([period.start, level, rolledUp, periodRolledUp, keys]);

/** Where the answers differ beyond what is kept back. Conditions on rows choose among what is told. */
function othersDiffer(plain: MetricsResult, kept: MetricsResult): readonly string[] {
  const found: string[] = [];
  for (const part of ['rows', 'totals'] as const) {
    const known = new Map(plain[part].map((row) => [nameOf(row), row]));
    for (const row of kept[part]) {
      const other = known.get(nameOf(row));
      if (other === undefined) {
        found.push(`${nameOf(row)} is there with suppression alone`);
        continue;
      }
      for (const [metric, value] of Object.entries(row.values)) {
        const own = other.values[metric]!;
        if (value.status === 'SUPPRESSED') continue;
        const comparisons = Object.fromEntries(
          Object.entries(own.comparisons).map(([name, each]) => {
            const told = value.comparisons[name]!;
            const nothing = { value: null, exact: null, change: null, changePercent: null, better: null };
            return [name, told.value === null ? { ...each, ...nothing } : each];
          }),
        );
        const expected = { ...own, comparisons, share: value.share === null ? null : own.share };
        if (JSON.stringify(value) !== JSON.stringify(expected))
          found.push(`${nameOf(row)} ${metric}: ${JSON.stringify(value)} in place of ${JSON.stringify(expected)}`);
      }
    }
  }
  return found;
}

/** Values that rest on a few by the naive evaluator, which is asked of each customer, and are told all the same. */
function fewUnderneath(
  question: NaiveQuestion,
  kept: MetricsResult,
  { company, settings, held }: Omit<Holding, 'context'>,
): readonly string[] {
  const by = [...(question.by ?? []), 'CUSTOMER'];
  const nothing = { compare: [], having: [], orderBy: [], totals: 'NONE', fill: false };
  const { rows } = evaluate(company, settings, { ...question, ...nothing, by });
  const counts = new Map<string, number>();
  const placeOf = (start: string, keys: readonly (string | null)[], metric: string): string =>
    JSON.stringify([start, keys, metric]);
  for (const { start, keys, values } of rows) {
    if (keys.at(-1) === null) continue;
    for (const [metric, { behind }] of Object.entries(values)) {
      if (behind === 0) continue;
      const place = placeOf(start, keys.slice(0, -1), metric);
      counts.set(place, (counts.get(place) ?? 0) + 1);
    }
  }
  return kept.rows.flatMap(({ period, keys, values }) =>
    Object.entries(values).flatMap(([metric, value]) => {
      const place = placeOf(
        period.start,
        keys.map((key) => key.value),
        metric,
      );
      const count = counts.get(place) ?? 0;
      if (count === 0 || count >= fewest) return [];
      held.resting += 1;
      return value.status === 'SUPPRESSED' ? [] : [`${place} rests on ${count}: ${JSON.stringify(value)}`];
    }),
  );
}

type Ask = (question: NaiveQuestion, fewest: number | null) => Promise<MetricsResult | readonly string[]>;

/** Values that are kept back and follow from what is told: totals are what their parts add up to. */
async function following(question: NaiveQuestion, ask: Ask, held: Held): Promise<readonly string[]> {
  const metrics = question.metrics.filter((name) => findMetric(name)!.additivity === 'ADDITIVE');
  const addsUp = !(question.by ?? []).includes('TAG') && question.top?.other !== false;
  if (metrics.length === 0 || !addsUp) return [];
  const asked: NaiveQuestion = { ...question, metrics, having: [], orderBy: [] };
  const kept = await ask(asked, fewest);
  const plain = await ask(asked, null);
  if (!('rows' in kept) || !('rows' in plain)) return [];
  // What everything comes to in each period, another question tells; periods and their whole it may tell in one alone.
  const isOfPeriods = question.grain != null && !['NONE', null, undefined].includes(question.totals);
  const undivided = isOfPeriods ? [] : await ask({ ...asked, by: [], top: null, totals: 'NONE' }, fewest);
  const totals = 'rows' in undivided ? undivided.rows : [];
  return metrics.flatMap((metric) => followingOf(metric, kept, { plain, totals, held }));
}

/** A slice in a period, and the number of its unknown; null: it is told. */
type Cell = { readonly kept: number; readonly keys: readonly string[]; readonly time: string; unknown: number | null };

/** `plain`: the answer without suppression; `totals`: told by another answer. */
type Beside = { readonly plain: MetricsResult; readonly totals: readonly MetricRow[]; readonly held: Held };

function followingOf(metric: string, answered: MetricsResult, { plain, totals, held }: Beside): readonly string[] {
  const cells = new Map<string, Cell>();
  const positions = new Set<string>();
  const wholes = new Set<string>();
  const found: string[] = [];
  let unknowns = 0;
  const add = (keys: readonly string[], time: string, isTold: boolean): void => {
    const name = JSON.stringify([time, keys]);
    const known = cells.get(name);
    if (known === undefined) cells.set(name, { kept: keys.length, keys, time, unknown: isTold ? null : unknowns++ });
    else if ((known.unknown === null) !== isTold)
      found.push(`${metric} ${name} is told in one place and not in another`);
  };
  for (const { level, period, keys: own, periodRolledUp, values } of [
    ...answered.rows,
    ...answered.totals,
    ...totals,
  ]) {
    const value = values[metric];
    if (value === undefined) continue;
    const keys = namesOf(own, level);
    const time = timeOf(period);
    (periodRolledUp ? wholes : positions).add(time);
    add(keys, time, value.status !== 'SUPPRESSED');
    for (const other of Object.values(value.comparisons)) add(keys, timeOf(other.period), other.value !== null);
  }
  if (unknowns === 0 || unknowns > 400) return found;
  held.closed += unknowns;
  const equations = equationsOf([...cells.values()], positions, wholes);
  const names = [...cells].flatMap(([name, { unknown }]) => (unknown === null ? [] : [name]));
  // Of what is kept back for its other periods, that there is nothing may be seen.
  const nothing = new Set(
    [...plain.rows, ...plain.totals].flatMap(({ keys, period, level, values }) => {
      const of = namesOf(keys, level);
      const { value, comparisons } = values[metric]!;
      const told = [{ period, value }, ...Object.values(comparisons)];
      return told.flatMap((each) => (each.value === 0 ? [JSON.stringify([timeOf(each.period), of])] : []));
    }),
  );
  return [
    ...found,
    ...determined(equations, unknowns).flatMap((unknown) =>
      nothing.has(names[unknown]!) ? [] : [`${metric} ${names[unknown]} follows`],
    ),
  ];
}

const namesOf = (keys: MetricRow['keys'], level: MetricRow['level']): readonly string[] =>
  keys.map((key, index) => (level === 'OTHER' && index === 0 ? 'other' : JSON.stringify(key.value)));

const timeOf = ({ start, end }: MetricRow['period']): string => `${start}..${end}`;

function equationsOf(
  cells: readonly Cell[],
  positions: ReadonlySet<string>,
  wholes: ReadonlySet<string>,
): readonly Equation[] {
  const equations: Map<number, number>[] = [];
  const isWithin = (part: Cell, of: readonly string[]): boolean => of.every((key, index) => part.keys[index] === key);
  const sumOf = (total: Cell, parts: readonly Cell[]): void => {
    const equation = new Map<number, number>();
    const count = ({ unknown }: Cell, by: number): void => {
      if (unknown !== null) equation.set(unknown, (equation.get(unknown) ?? 0) + by);
    };
    count(total, -1);
    for (const part of parts) count(part, 1);
    equations.push(equation);
  };
  const depths = (of: readonly Cell[]): readonly number[] => [...new Set(of.map(({ kept }) => kept))];
  for (const time of new Set(cells.map((cell) => cell.time))) {
    const here = cells.filter((cell) => cell.time === time);
    for (const depth of depths(here)) {
      const parts = here.filter(({ kept }) => kept === depth);
      for (const total of here.filter(({ kept }) => kept < depth))
        sumOf(
          total,
          parts.filter((part) => isWithin(part, total.keys)),
        );
    }
  }
  const inPeriods = cells.filter(({ time }) => positions.has(time));
  for (const total of cells.filter(({ time }) => wholes.has(time)))
    for (const depth of depths(inPeriods).filter((each) => each >= total.kept))
      sumOf(
        total,
        inPeriods.filter((part) => part.kept === depth && isWithin(part, total.keys)),
      );
  return equations;
}
