// What metrics come to for each customer: the metric's own definition, asked by customer, so that one definition serves both.
// Metrics of the same days and the same facts that share a scan are measured by one.
import type { Temporal } from 'temporal-polyfill';
import type { MetricDefinition } from '../../metrics/metric';
import { bucketsOf } from '../../model/buckets';
import { customerNumber } from '../../model/dimensions';
import type { Filter } from '../../model/filters';
import type { Period } from '../../model/periods';
import { isImmature } from '../assemble/immature';
import { metricValue } from '../assemble/value';
import { compileStatement } from '../compile/statement';
import { type Ran, type RanColumns, runColumns, type View } from '../measure/measure';
import { type Cells, cellsToFill, type FilledCells, noCells } from '../measure/slices';
import { statementsOf } from '../plan/plan';
import type { Level } from '../plan/query-plan';
import type { Scope } from '../question/scope';
import type { Customers, CustomerValues } from './customers-meant';

/** The facts that a condition looks at: its days, and its own filter, judged. */
export type FactsMeant = {
  readonly period: Period;
  readonly now: Temporal.Instant;
  readonly filter: Filter | null;
  /** By customer, the days as one bucket. */
  readonly level: Level;
};

export const factsMeant = (period: Period, now: Temporal.Instant, filter: Filter | null): FactsMeant => ({
  period,
  now,
  filter,
  level: {
    name: 'condition',
    by: [customerNumber],
    buckets: bucketsOf(period, null, now),
    roles: [{ series: null, position: 'whole' }],
    top: null,
  },
});

/** Metrics that are measured together. */
export type Scan = { readonly facts: FactsMeant; readonly metrics: readonly MetricDefinition[] };

const nobody = 0;

/** A customer a group: as many as there are. */
const everyCustomer = 100_000_000;

/** Puts a metric into the scan that measures it along with others, if there is one. */
export function withMetric(scans: readonly Scan[], facts: FactsMeant, metric: MetricDefinition): readonly Scan[] {
  const ofFacts = scans.filter((scan) => scan.facts === facts);
  if (ofFacts.some(({ metrics }) => metrics.includes(metric))) return scans;
  const statements = (metrics: readonly MetricDefinition[]): number => statementsOf(facts.level, metrics).length;
  const shared = ofFacts.find(
    ({ metrics }) => statements([...metrics, metric]) < statements(metrics) + statements([metric]),
  );
  if (shared === undefined) return [...scans, { facts, metrics: [metric] }];
  return scans.map((scan) => (scan === shared ? { facts, metrics: [...scan.metrics, metric] } : scan));
}

/** What a metric comes to for a customer without any facts. */
export const valueOfNothing = (metric: MetricDefinition, facts: FactsMeant): number | null =>
  valuing(metric, facts)(noCells);

export type ValuesMeasured = {
  readonly trail: readonly Ran[];
  readonly values: ReadonlyMap<MetricDefinition, CustomerValues>;
};

/** `among`: whose values are wanted; null is everyone's. The values of all others are those of nothing. */
export async function measureValues(
  { facts, metrics }: Scan,
  among: Customers | null,
  { session, scope }: View,
): Promise<ValuesMeasured> {
  const { period, now, filter, level } = facts;
  const own: Scope = { ...scope, period, now, filter: both(filter, among), attributes: 'AT_EVENT' };
  const { dialect } = session;
  const statements = statementsOf(level, metrics).map((statement) =>
    compileStatement(statement, { scope: own, dialect }),
  );
  const measured = await runColumns(statements, session, everyCustomer);
  const cells = cellsOfCustomers(measured);
  const values = metrics.map((metric): [MetricDefinition, CustomerValues] => {
    const valueFor = valuing(metric, facts);
    return [metric, { ofNothing: valueFor(noCells), customers: cells.customers, values: cells.map(valueFor) }];
  });
  return { trail: measured, values: new Map(values) };
}

/** Customers by their numbers, and in the same places what is made of the cells of each. */
type CellsOfCustomers = {
  readonly customers: readonly number[];
  readonly map: <Value>(make: (cells: Cells) => Value) => readonly Value[];
};

/** Rows of the one bucket by the one key: there may be as many as customers. Those of one statement need no look-up. */
function cellsOfCustomers(measured: readonly RanColumns[]): CellsOfCustomers {
  const measures = [...new Set(measured.flatMap(({ compiled }) => compiled.columns.measures))];
  const places = new Map(measures.map((measure, place) => [measure, place]));
  if (measured.length === 1) {
    const { rowCount, keys, measures: columns } = measured[0]!.columns;
    const numbers = (keys[0] ?? []).map(Number);
    const rows = Array.from({ length: rowCount }, (_, row) => row).filter((row) => numbers[row] !== nobody);
    return {
      customers: rows.map((row) => numbers[row]!),
      map: (make) => rows.map((row) => make({ places, values: columns.map((column) => column[row]!) })),
    };
  }
  const merged = new Map<number, FilledCells>();
  for (const { compiled, columns } of measured) {
    const filled = compiled.columns.measures.map((measure) => places.get(measure)!);
    for (let row = 0; row < columns.rowCount; row += 1) {
      const customer = Number(columns.keys[0]![row]);
      let cells = merged.get(customer);
      if (cells === undefined) {
        cells = cellsToFill(places);
        merged.set(customer, cells);
      }
      for (const [index, place] of filled.entries()) cells.values[place] = columns.measures[index]![row]!;
    }
  }
  merged.delete(nobody);
  return { customers: [...merged.keys()], map: (make) => [...merged.values()].map(make) };
}

const both = (filter: Filter | null, among: Customers | null): Filter | null =>
  filter === null || among === null ? (filter ?? among) : { kind: 'all', of: [filter, among] };

/** How the cells of one customer become the metric's value. */
function valuing(metric: MetricDefinition, { level, now }: FactsMeant): (cells: Cells) => number | null {
  const bucket = level.buckets[0]!;
  const context = { days: bucket.days, immature: isImmature(metric, bucket, now) };
  return (cells) => metricValue(metric, cells, context).value;
}
