// A dimension of what is known of a customer from one instant to another is one entry: its members, counts, refusals and its
// one join follow. This one is made up: grades, of which Anna changes hers on 15 March.
import type { DimensionDefinition } from '../../src/model/dimensions';
import { memberPlace } from '../../src/model/member-places';
import { measure } from '../../src/query/measure/measure';
import { slicesOf } from '../../src/query/measure/slices';
import { countMembers } from '../../src/query/members/members';
import { planQuery } from '../../src/query/plan/plan';
import { parseQuestion } from '../../src/query/question/metric-query';
import type { MetricQuestion } from '../../src/query/question/metric-question';
import { around } from './around';
import { openSmallCompany, type SmallCompany } from './small-company';

const grade: DimensionDefinition = {
  id: 'GRADE',
  label: { en: 'Grade', zh: '等级' },
  description: { en: 'Grade of the customer.', zh: '客户等级。' },
  source: { kind: 'interval', table: 'customer_grade', column: 'grade' },
  order: 'text',
};

const grades = `
CREATE TABLE customer_grade (customer_no integer, valid_from timestamptz, valid_to timestamptz, grade text);
INSERT INTO customer_grade VALUES
  (1, '-infinity', '2025-03-15T00:00+08', 'gold'), (1, '2025-03-15T00:00+08', 'infinity', 'silver'),
  (2, '2025-03-31T00:00+08', 'infinity', 'silver')`;

let company: SmallCompany;
beforeAll(async () => {
  company = await openSmallCompany(
    async (pool) => {
      await pool.query(grades);
    },
    ['customer_grade'],
  );
});
afterAll(() => company.close());

/** The first measure of a metric by grade, on each engine. */
async function byGrade(question: Omit<MetricQuestion, 'metrics'>, metric: string): Promise<unknown[]> {
  const asked = parseQuestion({ ...question, metrics: [metric] }, around);
  const scope = { ...asked.scope, by: [grade] };
  const { levels, statements } = planQuery({ ...asked, scope });
  return Promise.all(
    company.engines.map((engine) =>
      engine.read(async (session) => {
        const measured = await measure(statements, { session, scope });
        return slicesOf(levels[0]!, measured)
          .map(({ keys, cells }) => [keys[0], Number(cells.get(0)!.values[0])])
          .sort();
      }),
    ),
  );
}

const march = { period: { year: 2025, month: 3 } };
const onBoth = (expected: unknown) => [expected, expected];

it('places a fact by the grade of its instant', async () => {
  // Anna: 50 on the 5th as gold; 30 and a refund of 10 after the 15th as silver. Bo: 20 on the 31st as silver. A guest has none.
  expect(await byGrade(march, 'REVENUE')).toEqual(
    onBoth([
      [null, 7],
      ['gold', 50],
      ['silver', 40],
    ]),
  );
});

it("places a fact by today's grade, where that is asked", async () => {
  expect(await byGrade({ ...march, attributes: 'CURRENT' }, 'REVENUE')).toEqual(
    onBoth([
      [null, 7],
      ['silver', 90],
    ]),
  );
});

it('places customers in a state by the grade of that instant', async () => {
  // At the start of March Anna alone is a customer; Chen is lost.
  expect(await byGrade(march, 'CUSTOMERS_AT_START')).toEqual(onBoth([['gold', 1]]));
  expect(await byGrade(march, 'CUSTOMERS_AT_END')).toEqual(onBoth([['silver', 2]]));
});

it('says where its members stand', async () => {
  expect(memberPlace(grade)).toEqual({
    of: 'customer',
    known: [{ table: 'customer_grade', column: 'grade' }],
    today: [{ table: 'customer_grade', column: 'grade' }],
    named: null,
    onFile: null,
  });
  for (const context of company.contexts) expect(await countMembers(context, grade)).toBe(2);
});
