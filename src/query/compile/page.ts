// The rows of one page and how many there are of all: facts are grouped by the numbers of their members, then named, ordered as
// they are shown, and cut. The order is that of assemble/assemble.ts to the last row, so that pages put together are the whole.
import { measureKey } from '../../metrics/measure';
import type { Dialect } from '../../sql/dialect';
import { bind, constant, type Fragment, name, sql } from '../../sql/fragment';
import type { Column, Select } from '../../sql/select';
import type { PagePlanned } from '../plan/query-plan';
import { anyOf, compileAggregate } from './aggregate';
import type { Compilation } from './compilation';
import { factRows } from './fact-rows';
import { grainOf, type MeasureStatement, measureName } from './output';
import { type PageKey, pageKeys } from './page-keys';

export function pageStatement(planned: PagePlanned, compilation: Compilation): MeasureStatement {
  const { level, measures } = planned;
  const rows = factRows(measures[0], { ...compilation, buckets: level.buckets });
  const keys = pageKeys(level.by, rows.member, compilation);
  const grouped = grainOf(
    rows.bucket,
    keys.map((key) => key.grouped),
  );
  const values = measures.map(({ aggregate, where }, place) => ({
    name: measureName(place),
    value: compileAggregate(aggregate, where, rows.columns),
  }));
  const counted = anyOf(measures.map(({ where }) => ({ where, columns: rows.columns })));
  const everyRow: Select = {
    ...rows.select([...rows.filter(), ...counted]),
    columns: [...grouped, ...values],
    groupBy: grouped.length,
  };
  const shown = ['bucket', ...keys.map((key) => key.name), ...values.map((value) => value.name)];
  return {
    statement: {
      steps: [
        ...rows.steps(),
        {
          words: 'measures of every period and slice, by the numbers of its members',
          name: 'every_row',
          of: [everyRow],
          materialized: true,
        },
        {
          words: 'those of the page, named',
          name: 'page',
          of: [cut(planned, keys, compilation.dialect)],
        },
      ],
      words: 'how many there are of all beside each, or alone beside an empty page',
      last: {
        columns: [
          ...shown.map((column) => ({
            name: column,
            value: column === 'bucket' ? sql`coalesce(page.bucket, ${constant(-1)})` : name('page', column),
          })),
          { name: 'row_count', value: sql`counted.row_count` },
        ],
        from: sql`(SELECT count(*) AS row_count FROM every_row) AS counted`,
        joins: [sql`LEFT JOIN page ON TRUE`],
      },
    },
    columns: { keys: keys.length, measures: measures.map(measureKey), counted: true },
  };
}

function cut({ measures, page }: PagePlanned, keys: readonly PageKey[], dialect: Dialect): Select {
  const every = (column: string): Column => ({ name: column, value: name('every_row', column) });
  const asked = page.order.map((order) =>
    order.kind === 'measure'
      ? ordered(numberOf(every(measureName(order.place)).value), order.descending)
      : ordered(orderOf(keys[order.position]!, dialect), order.descending),
  );
  const usual = [every('bucket').value, ...keys.map((key) => orderOf(key, dialect))];
  return {
    columns: [every('bucket'), ...keys, ...measures.map((_, place) => every(measureName(place)))],
    from: sql`every_row`,
    joins: keys.flatMap(({ joins }) => joins),
    orderBy: [...asked, ...usual.map((value) => ordered(value, false))],
    limit: bind(page.first, 'integer'),
    offset: bind(page.offset, 'integer'),
  };
}

/** What has no value comes last either way. */
const ordered = (value: Fragment, descending: boolean): Fragment =>
  sql`${value}${descending ? sql` DESC` : sql``} NULLS LAST`;

/** As numbers are compared when rows are assembled: the sum of nothing is 0. */
const numberOf = (measure: Fragment): Fragment => sql`coalesce(CAST(${measure} AS double precision), 0)`;

const orderOf = ({ value, byNumber }: PageKey, dialect: Dialect): Fragment =>
  byNumber ? sql`CAST(${value} AS integer)` : dialect.byCodePoint(value);
