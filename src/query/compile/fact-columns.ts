// What the expressions of a measure read of a fact's row: its own columns and those of the tables joined to it, the instants of
// its period, and the settings of the question.
import type { Family, FamilyColumn, JoinName } from '../../model/families';
import type { ExpressionScope } from '../../sql/compile-expression';
import { bind, type Fragment, name, sql } from '../../sql/fragment';
import { nowOf, summaryColumn, versionColumn } from './customer-attributes';
import type { FactMembers, FactPlace } from './fact-members';
import type { Placement } from './placement';

/** A fact in a statement, and the join to the row of its opportunity that is known now. */
export type RowPlace = FactPlace & { readonly latest: () => string };

export function columnsOf(
  family: Family,
  place: RowPlace,
  members: FactMembers,
  placement: Placement,
): ExpressionScope {
  const { scope, dialect, joins } = place;
  const bought = (alias: 'category' | 'tier', table: string, others: Fragment): string => {
    members.through.product();
    const rows = place.relation(table);
    return joins.add(
      alias,
      sql`LEFT JOIN ${rows} AS ${name(alias)} ON ${name(alias)}.customer_no = fact.customer_no AND ${name(alias)}.category = product.category${others}`,
    );
  };
  const through: Readonly<Record<JoinName, () => unknown>> = {
    ...members.through,
    summary: () => summaryColumn(place, 'customer_no'),
    version: () => versionColumn(place, 'customer_no'),
    latest: place.latest,
    category: () => bought('category', 'customer_category', sql``),
    tier: () => bought('tier', 'customer_price_tier', sql` AND tier.price_tier = product.price_tier`),
  };
  const read = ({ column, through: table }: FamilyColumn): Fragment => {
    if (table === undefined) return name('fact', column);
    through[table]();
    return name(table, column);
  };
  return {
    dialect,
    column: (id) => {
      if (id === 'local_date') return members.localDate();
      if (id === 'is_previous') return placement.of('is_previous');
      const known = family.columns[id];
      if (known === undefined) throw new Error(`the family ${family.id} has no column ${id}`);
      return read(known);
    },
    compared: (id, operator, parameter) => {
      const known = family.columns[id];
      if (known?.day === undefined || (parameter !== 'periodStart' && parameter !== 'periodEnd')) return null;
      const dated = { instant: read(known), day: read({ ...known, column: known.day }) };
      return placement.beside(dated, operator, parameter === 'periodStart' ? 'starts_at' : 'ends_at');
    },
    parameter: (parameter) => {
      switch (parameter) {
        case 'periodStart':
          return placement.of('starts_at');
        case 'periodEnd':
          return placement.of('ends_at');
        case 'now':
          return nowOf(scope);
        case 'slaSeconds':
          return bind(scope.settings.slaSeconds, 'integer');
        default:
          return parameter satisfies never;
      }
    },
  };
}
