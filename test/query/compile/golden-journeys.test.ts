// Golden SQL of cohorts: one statement each, and the rows it measures on the small company, worked out by hand. The texts and
// parameters stand in __snapshots__, as those of metrics do (golden-sql.test.ts), written by
//
//   npx jest -u test/query/compile/golden-journeys
import { retention } from '../../../src/query/journeys/retention';
import type { RetentionQuestion } from '../../../src/query/journeys/retention-question';
import { openSmallCompany, type SmallCompany } from '../small-company';
import { type Row, textsOf } from './golden-statements';

let company: SmallCompany;
beforeAll(async () => {
  company = await openSmallCompany();
});
afterAll(() => company.close());

/** Bucket, keys, offset, customers and revenue. */
const golden = (title: string, question: Partial<RetentionQuestion>, rows: readonly Row[]): void =>
  it(title, async () => {
    const period = { from: '2025-02-01', to: '2025-03-31' };
    const ask = (context: Parameters<typeof retention>[1]) => retention({ period, offsets: 2, ...question }, context);
    expect(await textsOf(ask, company, [rows])).toMatchSnapshot();
  });

describe('cohorts', () => {
  // anna bought in February and March; bo bought on the last day of March, in the shop.
  golden('of first purchases, by channel', { by: ['CHANNEL'] }, [
    [0, 'web', 0, 1, 100],
    [0, 'web', 1, 1, 70],
    [1, 'shop', 0, 1, 20],
  ]);

  // bo asked on 2 March; his lead of the day before is no active fact.
  golden('of first active facts', { activity: 'ACTIVE' }, [
    [0, 0, 1, 100],
    [0, 1, 1, 70],
    [1, 0, 1, 20],
  ]);

  const where = { dimension: 'COUNTRY', in: ['CN'] };
  golden('of first active facts, by channel and filtered', { activity: 'ACTIVE', by: ['CHANNEL'], where }, [
    [0, 'web', 0, 1, 100],
    [0, 'web', 1, 1, 70],
    [1, 'web', 0, 1, 20],
  ]);
});
