// A small company with one person to be erased, whose texts nobody else has and who stands in every table that can hold it.
import { Temporal } from 'temporal-polyfill';
import { postgresEngine } from '../../../src/engine/postgres-engine';
import { load } from '../../../src/load/load';
import { setTarget } from '../../../src/load/set-target';
import { metricEnumValues } from '../../../src/metrics/catalog';
import { answer } from '../../../src/query/answer';
import { readSegments, saveSegment } from '../../../src/query/segments/segments';
import { servicesOf } from '../../../src/services/services';
import type { TestWarehouse } from '../../support/test-warehouse';
import { loadFolder } from '../support/load-folder';

/** The person, under three ids: of tables with one row there are no statistics that hold it. `words` are told of nobody else. */
export const person = {
  id: 'zx-7741-quail',
  alias: 'zx-9902-heron',
  silent: 'zx-9950-egret',
  words: [
    'zx-7741-quail',
    'zx-9902-heron',
    'zx-9950-egret',
    'Quenby Vantongeren',
    'Q. Vantongeren-Oyelaran',
    'quenby@oyelaran.example',
    '+49 5550 417263',
  ],
} as const;

const lines = (...text: string[]) => `${text.join('\n')}\n`;
export const loadText = async (warehouse: TestWarehouse, files: Readonly<Record<string, string>>) =>
  load(warehouse, { path: await loadFolder(files) });

/** The person, once in the north and then in the south, recommended by ben and recommending cleo; six others beside. */
export const company: Readonly<Record<string, string>> = {
  'customers.csv': lines(
    'customer_id,name,email,phone,gender,region,city,referred_by,acquired_channel,first_contact_at,churned_at,churn_reason,tags,valid_from',
    'ben,Ben Ash,ben@ash.example,1,M,North,Kiel,,web,2024-11-01,,,vip,',
    `${person.id},Quenby Vantongeren,quenby@oyelaran.example,+49 5550 417263,F,North,Husum,ben,web,2024-12-01,2025-03-20,moved,vip;press,`,
    `${person.id},Q. Vantongeren-Oyelaran,quenby@oyelaran.example,+49 5550 417263,F,South,Ulm,ben,web,,,,vip,2025-02-01`,
    `cleo,Cleo Ash,cleo@ash.example,2,F,South,Ulm,${person.id},shop,2025-01-10,,,,`,
    `${person.alias},Quenby V.,,,F,East,Jena,,shop,,,,,`,
    `${person.silent},Quenby V.,,,F,East,Jena,,shop,,,,,`,
    ...['dora', 'emil', 'fynn', 'gesa'].map((id) => `${id},${id},${id}@ash.example,3,F,East,Jena,,web,2025-01-01,,,,`),
  ),
  'customer_aliases.csv': lines(
    'alias_id,customer_id',
    `${person.alias},${person.id}`,
    `${person.silent},${person.id}`,
  ),
  'transactions.csv': lines(
    'transaction_id,order_id,occurred_at,kind,customer_id,revenue,cost,product_id,channel_id',
    't1,o1,2025-01-05,order,ben,100,60,lamp,web',
    `t2,o2,2025-01-06,order,${person.id},40,20,lamp,web`,
    `t3,o3,2025-02-20,order,${person.id},60,20,desk,shop`,
    `t4,o4,2025-03-01,order,${person.alias},7,2,lamp,shop`,
    't5,o5,2025-01-20,order,cleo,5,1,lamp,web',
    't6,o6,2025-03-05,order,dora,9,3,desk,web',
  ),
  'interactions.csv': lines(
    'interaction_id,occurred_at,kind,customer_id,topic,question,score,opportunity_id,stage',
    `i1,2025-01-02,lead,${person.id},,,,,`,
    `i2,2025-01-03,stage,${person.id},,,,deal-1,quoted`,
    `i3,2025-01-06,stage,${person.id},,,,deal-1,won`,
    `i4,2025-02-01,survey,${person.alias},,nps,3,,`,
    `i5,2025-02-02,complaint,${person.id},delivery,,,,`,
    'i6,2025-02-03,survey,ben,,nps,9,,',
    // Two rows for the quarantine: one names the person, one has its address.
    `i7,2025-02-30,complaint,${person.alias},delivery,,,,`,
    'i8,2025-02-03,complaint,dora,"wrote to quenby@oyelaran.example",nps,,,',
    'i9,2025-13-01,complaint,dora,delivery,,,,',
  ),
};

export async function loadCompany(warehouse: TestWarehouse): Promise<void> {
  await loadText(warehouse, company);
  const { answering } = servicesOf(warehouse, warehouse.config);
  const where = {
    any: [
      { dimension: 'CUSTOMER', in: ['ben', person.id] },
      { dimension: 'TAG', in: ['vip'] },
    ],
  };
  await saveSegment(warehouse.pool, { name: 'watched', title: `With ${person.words[2]}`, where }, answering);
  await setTarget(warehouse, {
    metric: 'REVENUE',
    from: '2025-01-01',
    to: '2025-12-31',
    value: '50',
    dimension: 'CUSTOMER',
    member: person.id,
  });
}

/** What every metric says of the first half-year, by month and whole. */
export async function everyMetric(
  warehouse: TestWarehouse,
): Promise<Readonly<Record<string, readonly (number | null)[]>>> {
  const { answering } = servicesOf(warehouse, warehouse.config);
  const context = {
    ...answering,
    engine: postgresEngine(warehouse.pool),
    now: () => Temporal.Instant.from('2025-07-01T00:00:00Z'),
    segments: () => readSegments(warehouse.pool),
  };
  const metrics = metricEnumValues;
  const period = { from: '2025-01-01', to: '2025-06-30' };
  const months = await answer({ metrics, period, grain: 'MONTH' }, context);
  const whole = await answer({ metrics, period }, context);
  const rows = [...months.rows, ...whole.rows];
  return Object.fromEntries(metrics.map((id) => [id, rows.map(({ values }) => values[id]?.value ?? null)]));
}
