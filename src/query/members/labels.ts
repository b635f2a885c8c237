// The names people know for the members of a dimension: from the star's name columns, or from the dimension's own labels.
import { dimensionOf } from '../../model/dimensions';
import { type MemberPlace, memberPlace } from '../../model/member-places';
import { bind, type Fragment, name, render, sql } from '../../sql/fragment';
import type { Compilation } from '../compile/compilation';
import { relation } from '../compile/relation';
import { scopeOfAllTime } from '../question/scope';
import { type AnswerContext, arrive, read } from '../reading';

type Named = NonNullable<MemberPlace['named']>;

/** Where the names of a dimension's members stand, as far as they may be known. */
export function namedFor(dimension: string, { unnamed }: Pick<AnswerContext, 'unnamed'>): Named | null {
  const { named } = memberPlace(dimensionOf(dimension));
  return unnamed === true && named?.table === 'dim_customer' ? null : named;
}

/** Keys beside names; of a customer, the name of today. */
export function namesIn({ table, key }: Named, compilation: Compilation): Fragment {
  const own = name('known', key);
  const current = table === 'dim_customer' ? sql` AND known.is_current` : sql``;
  return sql`SELECT ${own} AS member, known.name FROM ${relation(table, compilation)} AS known WHERE ${own} IS NOT NULL${current}`;
}

/** Member to label; a member without a name of its own is its own label. */
export async function memberLabels(
  context: AnswerContext,
  dimension: string,
  values: readonly string[],
  locale: 'EN' | 'ZH',
): Promise<ReadonlyMap<string, string>> {
  const labels = new Map(values.map((value) => [value, value]));
  const named = namedFor(dimension, context);
  if (named === null) {
    const known = dimensionOf(dimension).memberLabels ?? {};
    for (const value of values) {
      const label = known[value];
      if (label !== undefined) labels.set(value, locale === 'ZH' ? label.zh : label.en);
    }
    return labels;
  }
  const arrival = await arrive({}, context);
  const { segments } = arrival;
  const rows = await read(context, { scope: scopeOfAllTime(arrival), segments }, ({ session, scope }) => {
    const names = namesIn(named, { scope, dialect: session.dialect });
    const asked = sql`known.${name(named.key)} = ANY(${bind([...new Set(values)], 'text[]')})`;
    return session.select(render(sql`${names} AND ${asked}`));
  });
  for (const [value, label] of rows) if (typeof label === 'string') labels.set(String(value), label);
  return labels;
}
