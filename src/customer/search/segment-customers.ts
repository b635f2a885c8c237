// The customers of a saved segment as a table, by id: who they are and what they were judged to be. They are read page by page,
// each when it is wanted, on one view of the data.
import type { CsvCell } from '../../csv-text';
import { relation } from '../../query/compile/relation';
import { type AnswerContext, arrive, read } from '../../query/reading';
import { name, sql } from '../../sql/fragment';
import type { Column } from '../../sql/select';
import { stageOf } from '../portrait/stage';
import { type Found, findPage, placeOf } from './search';
import { parseSearch } from './search-question';

export const segmentColumns = [
  'customer_id', 'name', 'email', 'phone', 'gender', 'birth_date', 'country', 'region', 'city', 'industry',
  'company_size', 'acquisition_channel', 'tags', 'first_contact_at', 'first_purchase_at', 'stage', 'tier', 'nps_group',
  'lead_score', 'preferred_channel', 'rfm_recency', 'rfm_frequency', 'rfm_monetary', 'clv_historic', 'clv_predicted',
  'churn_risk', 'expected_purchases', 'health_score', 'health_band',
] as const; // biome-ignore format: one list

const judged = [
  'lifecycle_stage', 'tier', 'nps_group', 'lead_score', 'rfm_recency', 'rfm_frequency', 'rfm_monetary', 'historic_value',
  'predicted_value', 'churn_risk', 'expected_purchases', 'health_score', 'health_band',
] as const; // biome-ignore format: one list

const pageOf = 1_000;

export type SegmentCustomers = AsyncGenerator<readonly (readonly CsvCell[])[], void>;

/**
 * Pages of rows; there is at least one, which may be empty. The context's engine holds one view for as long as they are read.
 * Throws UNKNOWN_SEGMENT, INVALID_PERIOD for the day, and what else a search for them is refused for.
 */
export async function segmentCustomers(
  segment: string,
  asOf: string | null,
  context: AnswerContext,
): Promise<SegmentCustomers> {
  const question = { where: { segment }, orderBy: 'ID_ASC', first: pageOf, asOf };
  const arrival = await arrive(question, context);
  const query = parseSearch(question, arrival);
  const asked = { scope: query.standing.scope, segments: arrival.segments };
  // Conditions on metrics are judged once, not once a page.
  const scope = await read(context, asked, async (reading) => reading.scope);
  const page = (after: typeof query.after): Promise<readonly Found[]> =>
    context.engine.read((session) => {
      const compilation = { scope, dialect: session.dialect };
      const preferred = sql`(SELECT channel.channel_id FROM ${relation('dim_channel', compilation)} AS channel WHERE channel.channel_no = speaking.preferred_channel_no)`;
      const more: readonly Column[] = [
        ...judged.map((column) => ({ name: column, value: name('speaking', column) })),
        { name: 'preferred_channel', value: preferred },
      ];
      return findPage({ ...query, after }, compilation, session, more);
    });
  const first = await page(null);
  return (async function* (): SegmentCustomers {
    let found = first;
    for (;;) {
      yield found.map(rowOf);
      if (found.length < pageOf) return;
      found = await page(placeOf(query, found.at(-1)!));
    }
  })();
}

/** In the order of the columns. */
function rowOf(found: Found): readonly CsvCell[] {
  const stage = stageOf(found, { lifecycleStage: found.lifecycle_stage as string | null });
  return [
    found.id, found.name, found.email, found.phone, found.gender, found.birthDate, found.country, found.region, found.city,
    found.industry, found.companySize, found.acquisitionChannel, found.tags.join(';'), found.firstContactAt,
    found.firstPurchaseAt, stage, found.tier!, found.nps_group!, found.lead_score!, found.preferred_channel!,
    found.rfm_recency!, found.rfm_frequency!, found.rfm_monetary!, found.historic_value!, found.predicted_value!,
    found.churn_risk!, found.expected_purchases!, found.health_score!, found.health_band!,
  ]; // biome-ignore format: the columns in their order
}
