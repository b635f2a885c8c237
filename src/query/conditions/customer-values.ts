// What metrics come to for each customer: the metric's own definition, asked by customer, so that one definition serves both.
// Metrics of the same days and the same facts that share a scan are measured by one.
import type { Temporal } from 'temporal-polyfill';
import type { MetricDefinition } from '../../metrics/metric';
import { type Bucket, bucketsOf } from '../../model/buckets';
import { customerNumber } from '../../model/dimensions';
import type { Filter } from '../../model/filters';
import type { Period } from '../../model/periods';
import { isImmature } from '../assemble/immature';
import { metricValue } from '../assemble/value';
import { type Measured, measure, type Ran, type View } from '../measure/measure';
import { type Cells, noCells } from '../measure/slices';
import { statementsOf } from '../plan/plan';
import type { Level } from '../plan/query-plan';
import type { Scope } from '../question/scope';
import type { Customers, CustomerValues } from './customers-meant';

/** The facts that a condition looks at: its days, and its own filter, judged. */
export type FactsMeant = { readonly period: Period; readonly now: Temporal.Instant; readonly filter: Filter | null };

/** Metrics that are measured together. */
export type Scan = { readonly facts: FactsMeant; readonly metrics: readonly MetricDefinition[] };

const nobody = 0;

/** A customer a group: as many as there are. */
const everyCustomer = 100_000_000;

/** Puts a metric into the scan that measures it along with others, if there is one. */
export function withMetric(scans: readonly Scan[], facts: FactsMeant, metric: MetricDefinition): readonly Scan[] {
  const level = levelOf(bucketOf(facts));
  const statements = (metrics: readonly MetricDefinition[]): number => statementsOf(level, metrics).length;
  const shared = scans.find(
    (scan) =>
      scan.facts === facts && statements([...scan.metrics, metric]) < statements(scan.metrics) + statements([metric]),
  );
  if (shared === undefined) return [...scans, { facts, metrics: [metric] }];
  return scans.map((scan) => (scan === shared ? { facts, metrics: [...scan.metrics, metric] } : scan));
}

/** What a metric comes to for a customer without any facts. */
export const valueOfNothing = (metric: MetricDefinition, facts: FactsMeant): number | null =>
  valueFor(metric, noCells, bucketOf(facts), facts);

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
  const { period, now, filter } = facts;
  const bucket = bucketOf(facts);
  const level = levelOf(bucket);
  const own: Scope = { ...scope, period, now, filter: both(filter, among), attributes: 'AT_EVENT' };
  const measured = await measure(statementsOf(level, metrics), { session, scope: own }, everyCustomer);
  const customers = cellsOfCustomers(measured);
  const values = metrics.map((metric): [MetricDefinition, CustomerValues] => {
    const of = [...customers].map(([customer, cells]) => ({ customer, value: valueFor(metric, cells, bucket, facts) }));
    return [metric, { ofNothing: valueFor(metric, noCells, bucket, facts), of }];
  });
  return { trail: measured, values: new Map(values) };
}

/** Slices of the one bucket by the one key: there may be as many as customers. */
function cellsOfCustomers(measured: readonly Measured[]): ReadonlyMap<number, Cells> {
  const measures = [...new Set(measured.flatMap(({ compiled }) => compiled.columns.measures))];
  const places = new Map(measures.map((measure, place) => [measure, place]));
  const customers = new Map<number, Cells>();
  for (const { compiled, rows } of measured) {
    const columns = compiled.columns.measures.map((measure) => places.get(measure)!);
    for (const row of rows) {
      const customer = Number(row.keys[0]);
      let cells = customers.get(customer);
      if (cells === undefined) {
        cells = { places, values: measures.map(() => undefined) };
        customers.set(customer, cells);
      }
      for (const [index, place] of columns.entries()) cells.values[place] = row.measures[index];
    }
  }
  customers.delete(nobody);
  return customers;
}

const both = (filter: Filter | null, among: Customers | null): Filter | null =>
  filter === null || among === null ? (filter ?? among) : { kind: 'all', of: [filter, among] };

const bucketOf = ({ period, now }: FactsMeant): Bucket => bucketsOf(period, null, now)[0]!;

const levelOf = (bucket: Bucket): Level => ({
  name: 'condition',
  by: [customerNumber],
  buckets: [bucket],
  roles: [{ series: null, position: 'whole' }],
  top: null,
});

const valueFor = (metric: MetricDefinition, cells: Cells, bucket: Bucket, { now }: FactsMeant): number | null =>
  metricValue(metric, cells, { days: bucket.days, immature: isImmature(metric, bucket, now) }).value;
