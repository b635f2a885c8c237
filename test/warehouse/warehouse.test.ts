import { createTestWarehouse, type TestWarehouse } from '../support/test-warehouse';

describe('a warehouse', () => {
  let warehouse: TestWarehouse;
  beforeAll(async () => {
    warehouse = await createTestWarehouse({ timeZone: 'Asia/Shanghai', lostAfterDays: 30 });
  });
  afterAll(() => warehouse.drop());

  test('has the settings it was made with', () => {
    expect(warehouse.settings).toEqual({
      timeZone: 'Asia/Shanghai',
      currency: 'CNY',
      lostAfterDays: 30,
      dormantAfterDays: 90,
    });
  });

  test('gives values without loss', async () => {
    const { rows } = await warehouse.pool.query(`SELECT 0.1000::numeric AS money, date '2024-02-29' AS day,
      timestamptz '2025-03-31 18:20:00.123456+08' AS instant, '-infinity'::timestamptz AS ever, 9007199254740991 AS number,
      ARRAY[timestamptz '2025-01-01Z', NULL] AS instants, ARRAY[1.10, NULL] AS moneys, ARRAY[date '2025-01-01'] AS days`);
    expect(rows).toEqual([
      {
        money: '0.1000',
        day: '2024-02-29',
        instant: '2025-03-31T10:20:00.123456Z',
        ever: '-infinity',
        number: 9007199254740991,
        instants: ['2025-01-01T00:00:00Z', null],
        moneys: ['1.10', null],
        days: ['2025-01-01'],
      },
    ]);
  });
});
