// A statement as steps of plain data, written last: a step's words, its name, its columns and where its rows come from. What
// is written is indented, one column a line, with the words of a step above it.
//
//   { words: 'revenue of every region', columns: [{ name: 'region', value }, { name: 'sum_revenue', value }], from, groupBy: 1 }
//
//   -- revenue of every region
//   SELECT
//     version.region,
//     sum(fact.revenue) AS sum_revenue
//   FROM fact_transaction AS fact
//   GROUP BY 1
import { comment, empty, type Fragment, indent, join, name, positions, sql } from './fragment';

export type Column = { readonly name: string; readonly value: Fragment };

export type Select = {
  readonly distinct?: true;
  readonly columns: readonly Column[];
  /** A relation with its alias; none for a row of lists. */
  readonly from?: Fragment;
  /** Whole joins, in order. */
  readonly joins?: readonly Fragment[];
  /** All of them hold. */
  readonly where?: readonly Fragment[];
  /** How many of the first columns the rows are grouped by. */
  readonly groupBy?: number;
  readonly orderBy?: readonly Fragment[];
  readonly limit?: Fragment;
  readonly offset?: Fragment;
};

/** A step of WITH: the rows of its selects, one after the other. */
export type Step = {
  readonly words: string;
  readonly name: string;
  readonly of: readonly [Select, ...Select[]];
  /** Worked out once, however often its columns are used. */
  readonly materialized?: true;
};

export type Statement = { readonly steps: readonly Step[]; readonly words: string; readonly last: Select };

/** A column that keeps its name needs no alias; `*` stands for all of them. */
function columnText({ name: as, value }: Column): Fragment {
  if (as === '*') return value;
  const alias = name(as).texts[0]!;
  const [text, ...others] = value.texts;
  const keepsName = others.length === 0 && (text === alias || text!.endsWith(`.${alias}`)) && /^[\w.]+$/.test(text!);
  return keepsName ? value : sql`${indent(value, 2)} AS ${name(as)}`;
}

export function writeSelect(select: Select): Fragment {
  const { distinct, columns, from, joins = [], where = [], groupBy, orderBy = [], limit, offset } = select;
  const list = columns.map(columnText);
  const lines = [
    list.length === 1
      ? sql`${distinct ? sql`SELECT DISTINCT ` : sql`SELECT `}${list[0]!}`
      : sql`${distinct ? sql`SELECT DISTINCT\n  ` : sql`SELECT\n  `}${join(list, ',\n  ')}`,
    ...(from === undefined ? [] : [sql`FROM ${from}`]),
    ...joins,
    ...(where.length === 0
      ? []
      : [
          sql`WHERE ${join(
            where.map((each) => indent(each, 2)),
            '\n  AND ',
          )}`,
        ]),
    ...(groupBy === undefined || groupBy === 0 ? [] : [sql`GROUP BY ${positions(groupBy)}`]),
    ...(orderBy.length === 0 ? [] : [sql`ORDER BY ${join(orderBy, ', ')}`]),
    ...(limit === undefined ? [] : [sql`LIMIT ${limit}`]),
    ...(offset === undefined ? [] : [sql`OFFSET ${offset}`]),
  ];
  return join(lines, '\n');
}

/** The rows of several selects, one after the other. */
export const unionAll = (selects: readonly Select[]): Fragment => join(selects.map(writeSelect), '\nUNION ALL\n');

/** In brackets, to stand where a relation stands. */
export const nested = (query: Fragment): Fragment => sql`(\n  ${indent(query, 2)}\n)`;

const writeStep = ({ words, name: as, of, materialized }: Step): Fragment =>
  sql`${comment(words)}${name(as)} AS ${materialized ? sql`MATERIALIZED ` : sql``}${nested(unionAll(of))}`;

export function writeStatement({ steps, words, last }: Statement): Fragment {
  const before = steps.length === 0 ? empty : sql`WITH\n${join(steps.map(writeStep), ',\n')}\n`;
  return sql`${before}${comment(words)}${writeSelect(last)}`;
}
