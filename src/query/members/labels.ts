// The names people know for the members of a dimension: from the star's name columns, or from the dimension's own labels.
import type { Engine } from '../../engine/engine';
import { dimensionOf } from '../../model/dimensions';

const named: Readonly<Record<string, string>> = {
  CHANNEL: 'SELECT channel_id, name FROM dim_channel WHERE channel_id = ANY(CAST($1 AS text[]))',
  ACQUISITION_CHANNEL: 'SELECT channel_id, name FROM dim_channel WHERE channel_id = ANY(CAST($1 AS text[]))',
  PRODUCT: 'SELECT product_id, name FROM dim_product WHERE product_id = ANY(CAST($1 AS text[]))',
  AGENT: 'SELECT agent_id, name FROM dim_agent WHERE agent_id = ANY(CAST($1 AS text[]))',
  CUSTOMER: 'SELECT customer_id, name FROM dim_customer WHERE is_current AND customer_id = ANY(CAST($1 AS text[]))',
};

/** Member to label; a member without a name of its own is its own label. */
export async function memberLabels(
  engine: Engine,
  dimension: string,
  values: readonly string[],
  locale: 'EN' | 'ZH',
): Promise<ReadonlyMap<string, string>> {
  const labels = new Map(values.map((value) => [value, value]));
  const statement = named[dimension];
  if (statement === undefined) {
    const known = dimensionOf(dimension).memberLabels ?? {};
    for (const value of values) {
      const label = known[value];
      if (label !== undefined) labels.set(value, locale === 'ZH' ? label.zh : label.en);
    }
    return labels;
  }
  const rows = await engine.read((session) => session.select(statement, [[...new Set(values)]]));
  for (const [value, name] of rows) if (typeof name === 'string') labels.set(String(value), name);
  return labels;
}
