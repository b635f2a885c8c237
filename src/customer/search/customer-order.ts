// The orders in which customers are listed, as data: by which values, from which end; what has no value comes last, and ties go
// by id. A page goes on after the values and the id of the last customer of the page before.
import { bind, constant, type Fragment, join, name, type ParameterType, sql } from '../../sql/fragment';

export const customerOrders = ['CLV_DESC', 'CHURN_RISK_DESC', 'HEALTH_ASC', 'LAST_PURCHASE_DESC', 'ID_ASC'] as const;
export type CustomerOrder = (typeof customerOrders)[number];

export type OrderKey = {
  readonly column: 'id' | `by_${string}`;
  readonly value: Fragment;
  readonly type: ParameterType;
  readonly direction: 'ASC' | 'DESC';
};

const id: OrderKey = { column: 'id', value: sql`version.customer_id`, type: 'text', direction: 'ASC' };

const judged = (
  column: string,
  direction: OrderKey['direction'],
  type: ParameterType = 'double precision',
): OrderKey => ({
  column: `by_${column}`,
  value: name('speaking', column),
  type,
  direction,
});

/** The last of each is the id. `speaking` (the judgement) and `purchase` stand for what the values are read from. */
export const orderKeys: Readonly<Record<CustomerOrder, readonly OrderKey[]>> = {
  CLV_DESC: [judged('predicted_value', 'DESC'), judged('historic_value', 'DESC', 'numeric(18,4)'), id],
  CHURN_RISK_DESC: [judged('churn_risk', 'DESC'), id],
  HEALTH_ASC: [judged('health_score', 'ASC'), id],
  LAST_PURCHASE_DESC: [
    { column: 'by_last_purchase', value: sql`purchase.last_at`, type: 'timestamptz', direction: 'DESC' },
    id,
  ],
  ID_ASC: [id],
};

export const orderBy = (keys: readonly OrderKey[]): readonly Fragment[] =>
  keys.map(({ value, direction }) => (direction === 'DESC' ? sql`${value} DESC NULLS LAST` : sql`${value} NULLS LAST`));

export type OrderValue = string | number | null;

/** The customers that come after one with these values. */
export function after(keys: readonly OrderKey[], values: readonly OrderValue[]): Fragment {
  const [key, ...others] = keys;
  const [value, ...otherValues] = values;
  if (key === undefined) return constant('FALSE');
  const isEqual = value == null ? sql`${key.value} IS NULL` : sql`${key.value} = ${bind(value, key.type)}`;
  const ties = sql`${isEqual} AND ${after(others, otherValues)}`;
  if (value == null) return sql`(${ties})`;
  const compared = key.direction === 'DESC' ? sql`<` : sql`>`;
  const beyond = [sql`${key.value} ${compared} ${bind(value, key.type)}`];
  // An id is never missing.
  if (others.length > 0) beyond.push(sql`${key.value} IS NULL`);
  return sql`(${join([...beyond, ...(others.length > 0 ? [ties] : [])], ' OR ')})`;
}
