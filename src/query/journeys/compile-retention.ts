// Retention as one statement: customers by the unit of the fact that enters them, what each did in every unit after it, and what
// that comes to by offset. Facts of the units are read once; who was first active when takes the history before them too.
import { purchaseKinds } from '../../model/families';
import type { CompiledQuery } from '../../sql/compiled-query';
import { bind, type Fragment, join, name, sql, textConstant } from '../../sql/fragment';
import { type Column, nested, type Select, type Step, unionAll, writeSelect } from '../../sql/select';
import type { Compilation } from '../compile/compilation';
import { nowOf } from '../compile/customer-attributes';
import { factMembers, factWithVersion } from '../compile/fact-members';
import { compile, measureName } from '../compile/output';
import { relation } from '../compile/relation';
import { keyName } from '../compile/slice-keys';
import { cohortSteps, customerInitiated } from './cohort-steps';
import type { RetentionQuery } from './retention-question';
import { type UnitsOfDays, unitsOfDays } from './units-of-days';

/** Measures of a cohort (its unit as bucket, and its keys): an offset, the customers who came back then, and the revenue. Offsets in which nothing happened have no row. */
export function compileRetention(query: RetentionQuery, compilation: Compilation): CompiledQuery {
  const keys = compilation.scope.by.map(keyName);
  const days = unitsOfDays(query.units, compilation);
  const grain = ['bucket', ...keys].map((column) => ({ name: column, value: name(column) }));
  return compile({
    statement: {
      steps: [...cohortSteps(query, days, compilation), followed(keys, query, days, compilation)],
      words: 'cohorts through the units from their own on',
      last: {
        columns: [
          ...grain,
          { name: measureName(0), value: sql`unit_offset` },
          { name: measureName(1), value: sql`count(*) FILTER (WHERE facts > 0)` },
          { name: measureName(2), value: sql`sum(revenue)` },
        ],
        from: sql`followed`,
        groupBy: grain.length + 1,
      },
    },
    columns: { keys: keys.length, measures: ['offset', 'customers', 'revenue'] },
  });
}

/** Rows of a table that follow customers: which of them say that a customer came back, and what each brought. */
type Followed = {
  readonly table: string;
  readonly columns: readonly string[];
  readonly where: readonly Fragment[];
  readonly counts: Fragment;
  readonly revenue: Fragment;
};

const transactions: Followed = {
  table: 'fact_transaction',
  columns: ['kind', 'revenue'],
  where: [],
  counts: sql`happened.kind IN (${join(purchaseKinds.map(textConstant), ', ')})`,
  revenue: sql`happened.revenue`,
};

const interactions: Followed = {
  table: 'fact_interaction',
  columns: [],
  where: [customerInitiated],
  counts: sql`TRUE`,
  revenue: sql`NULL`,
};

const followedBy: Readonly<Record<RetentionQuery['activity'], readonly Followed[]>> = {
  PURCHASE: [transactions],
  ACTIVE: [interactions, transactions],
};

/** Each table meets the cohorts by itself, so that a customer's rows are looked up, on whatever server they are. */
function followed(
  keys: readonly string[],
  { activity, offsets }: RetentionQuery,
  days: UnitsOfDays,
  compilation: Compilation,
): Step {
  const grain = ['bucket', ...keys, 'customer_no'];
  const rows = followedBy[activity].map(
    (each): Select => ({
      columns: [
        ...grain.map((column): Column => ({ name: column, value: name('cohort', column) })),
        { name: 'unit_offset', value: sql`happened.unit_index - cohort.bucket` },
        { name: 'counts', value: each.counts },
        { name: 'revenue', value: each.revenue },
      ],
      from: sql`cohort`,
      joins: [sql`JOIN ${unitRows(each, days, compilation)} AS happened ON happened.customer_no = cohort.customer_no`],
      where: [sql`happened.unit_index BETWEEN cohort.bucket AND cohort.bucket + ${bind(offsets, 'integer')}`],
    }),
  );
  return {
    words: 'what each customer did in every unit',
    name: 'followed',
    of: [
      {
        columns: [
          ...[...grain, 'unit_offset'].map((column): Column => ({ name: column, value: name('happened', column) })),
          { name: 'facts', value: sql`count(*) FILTER (WHERE happened.counts)` },
          { name: 'revenue', value: sql`sum(happened.revenue)` },
        ],
        from: sql`${nested(unionAll(rows))} AS happened`,
        groupBy: grain.length + 1,
      },
    ],
  };
}

/** With the unit of each row. */
function unitRows(
  { table, columns, where }: Followed,
  { unitOf, within }: UnitsOfDays,
  compilation: Compilation,
): Fragment {
  const day = factMembers(factWithVersion(compilation, name('fact', 'occurred_at'))).localDate();
  return nested(
    writeSelect({
      columns: [
        ...['customer_no', ...columns].map((column) => ({ name: column, value: name('fact', column) })),
        { name: 'unit_index', value: unitOf(day) },
      ],
      from: sql`${relation(table, compilation)} AS fact`,
      where: [...where, ...within(day), sql`fact.occurred_at <= ${nowOf(compilation.scope)}`],
    }),
  );
}
