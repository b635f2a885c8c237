// The customers of a saved segment as a table, by id: who they are and what they were judged to be. They are read page by page,
// each when it is wanted, on one view of the data.
import type { CsvCell } from '../../csv-text';
import { type AnswerContext, arrive, read } from '../../query/reading';
import { stageOf } from '../portrait/stage';
import { type Found, findPage, placeOf } from './search';
import { parseSearch } from './search-question';

export const segmentColumns = [
  'customer_id', 'name', 'email', 'phone', 'gender', 'birth_date', 'country', 'region', 'city', 'industry',
  'company_size', 'acquisition_channel', 'tags', 'first_contact_at', 'first_purchase_at', 'stage', 'tier', 'nps_group',
  'lead_score', 'preferred_channel', 'rfm_recency', 'rfm_frequency', 'rfm_monetary', 'clv_historic', 'clv_predicted',
  'churn_risk', 'expected_purchases', 'health_score', 'health_band',
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
    context.engine.read((session) => findPage({ ...query, after }, null, { scope, dialect: session.dialect }, session));
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
const rowOf = (found: Found): readonly CsvCell[] => [
  found.id, found.name, found.email, found.phone, found.gender, found.birthDate, found.country, found.region, found.city,
  found.industry, found.companySize, found.acquisitionChannel, found.tags.join(';'), found.firstContactAt,
  found.firstPurchaseAt, stageOf(found, found), found.tier, found.npsGroup, found.leadScore, found.preferredChannel,
  found.rfmRecency, found.rfmFrequency, found.rfmMonetary, found.historicValue, found.predictedValue, found.churnRisk,
  found.expectedPurchases, found.healthScore, found.healthBand,
]; // biome-ignore format: the columns in their order
