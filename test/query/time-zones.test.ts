// Every zone of the calendar is the same zone to both engines; what a database would read otherwise is refused.
import { UserError } from '../../src/errors';
import { answer } from '../../src/query/answer';
import { openSmallCompany, type SmallCompany } from './small-company';

let company: SmallCompany;
beforeAll(async () => {
  company = await openSmallCompany();
});
afterAll(() => company.close());

/** The hours of March's orders in the zone, or the sentence with which it is refused, on PostgreSQL and on DuckDB. */
const hoursIn = (timezone: string): Promise<readonly string[]> =>
  Promise.all(
    company.contexts.map((context) =>
      answer({ metrics: ['ORDERS'], period: { year: 2025, month: 3, timezone }, by: ['HOUR'] }, context).then(
        ({ rows }) => rows.map(({ keys, values }) => `${keys[0]!.value}: ${values.ORDERS!.value}`).join(', '),
        (error: unknown) => {
          if (error instanceof UserError) return error.sentence;
          throw error;
        },
      ),
    ),
  );

// Of 5, 15, 20 March at 10:00 and 31 March at 23:30 in Shanghai; the last is in April where the day began before.
it.each([
  ['Asia/Shanghai', '10: 3, 23: 1'],
  ['UTC', '2: 3, 15: 1'],
  ['utc', '2: 3, 15: 1'],
  ['Europe/Brussels', '3: 3, 17: 1'], // summer time since 30 March
  ['america/new_york', '11: 1, 21: 1, 22: 2'], // summer time since 9 March
  ['Asia/Kolkata', '7: 3, 21: 1'],
  ['Asia/Kathmandu', '7: 3, 21: 1'],
  ['Etc/GMT+12', '3: 1, 14: 3'], // twelve hours behind
  ['Pacific/Kiritimati', '16: 3'],
  ['America/Argentina/Buenos_Aires', '12: 1, 23: 3'],
])('%s', async (zone, expected) => {
  expect(await hoursIn(zone)).toEqual([expected, expected]);
});

it('all of them', async () => {
  const zones = Intl.supportedValuesOf('timeZone').filter((zone) => zone.includes('/'));
  expect(zones.length).toBeGreaterThan(400);
  for (const zone of zones) {
    const [postgres, duckdb] = await hoursIn(zone);
    expect(postgres).toMatch(/^\d+: \d/);
    expect(`${zone} ${duckdb}`).toBe(`${zone} ${postgres}`);
  }
});

it.each([
  'CET', 'EET', 'MET', 'WET', // abbreviations to PostgreSQL: no summer time
  'PST', 'CST', 'IST', // one to JavaScript, several to people
  '+08:00', '-0500', 'UTC+8', 'GMT-3', // POSIX counts them westwards
  'US/Pacific-New', 'SystemV/PST8PDT', 'Asia/Atlantis', 'Asia/Shanghai ', '', '/', 'localtime', `Asia/Shanghai'; --`,
])('%p is refused', async (zone) => {
  const refusal = `There is no time zone ${zone}.`;
  expect(await hoursIn(zone)).toEqual([refusal, refusal]);
}); // biome-ignore format: grouped by reason
