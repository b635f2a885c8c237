// Date patterns: what each reads, what it refuses, and that what a pattern prints it reads back.
import * as fc from 'fast-check';
import { dateReader } from '../../../../src/load/mapping/steps/date-pattern';

const read = (pattern: string, text: string, pivot?: number): string | null => {
  const reader = dateReader(pattern, pivot);
  if (typeof reader === 'string') throw new Error(reader);
  return reader(text);
};

test.each<readonly [pattern: string, text: string, expected: string | null]>([
  ['YYYY-MM-DD', '2026-03-31', '2026-03-31'],
  ['YYYYMMDDHHmmss', '20260331182007', '2026-03-31T18:20:07'],
  ['DD.MM.YYYY HH:mm', '31.03.2026 18:20', '2026-03-31T18:20:00'],
  ['D/M/YYYY', '3/4/2026', '2026-04-03'],
  ['M/D/YYYY', '3/4/2026', '2026-03-04'],
  ['M/D/YYYY', '31/3/2026', null],
  ['YYYY年M月D日', '2026年5月9日', '2026-05-09'],
  ['DD.MM.YYYY', '31.3.2026', null],
  ['YYYY-MM-DD', '2026-02-29', null],
  ['YYYY-MM-DD', '2024-02-29', '2024-02-29'],
  ['YYYY-MM-DD', '2000-02-29', '2000-02-29'],
  ['YYYY-MM-DD', '1900-02-29', null],
  ['YYYY-MM-DD', '0000-01-01', null],
  ['YYYY-MM-DD', '2026-03-31 ', null],
  ['YYYY-MM-DD HH:mm', '2026-03-31 24:00', null],
  // Half days.
  ['M/D/YYYY h:mm A', '3/31/2026 6:20 PM', '2026-03-31T18:20:00'],
  ['M/D/YYYY h:mm A', '3/31/2026 6:20 am', '2026-03-31T06:20:00'],
  ['M/D/YYYY h:mm A', '3/31/2026 12:00 AM', '2026-03-31T00:00:00'],
  ['M/D/YYYY h:mm A', '3/31/2026 12:00 PM', '2026-03-31T12:00:00'],
  ['M/D/YYYY h:mm A', '3/31/2026 6:20\u202fPM', '2026-03-31T18:20:00'],
  ['M/D/YYYY h:mm A', '3/31/2026 6:20 p.m.', '2026-03-31T18:20:00'],
  ['M/D/YYYY h:mm A', '3/31/2026 18:20 PM', null],
  ['M/D/YYYY h:mm A', '3/31/2026 0:20 AM', null],
  ['M/D/YYYY h:mm A', '3/31/2026 6:20', null],
  ['MM/DD/YYYY hh:mm:ss A', '02/23/2026 08:55:09 PM', '2026-02-23T20:55:09'],
  // Names of months.
  ['D-MMM-YYYY', '31-Mar-2026', '2026-03-31'],
  ['D-MMM-YYYY', '1-SEPT-2026', '2026-09-01'],
  ['D-MMM-YYYY', '1-sep-2026', '2026-09-01'],
  ['D-MMM-YYYY', '1-September-2026', null],
  ['D-MMM-YYYY', '31-Mär-2026', null],
  ['DMMMYYYY', '9May2026', '2026-05-09'],
  ['MMM D, YYYY h:mm A', 'Oct 7, 2025 6:55 PM', '2025-10-07T18:55:00'],
  ['D MMMM YYYY', '9 August 2026', '2026-08-09'],
  ['D MMMM YYYY', '9 Aug 2026', null],
  // Letters that stand for themselves.
  ['YYYY-MM-DD[T]HH:mm', '2026-03-31T18:20', '2026-03-31T18:20:00'],
  ['DD.MM.YYYY HH[h]mm [Uhr]', '31.03.2026 18h20 Uhr', '2026-03-31T18:20:00'],
])('%s reads %s as %s', (pattern, text, expected) => {
  expect(read(pattern, text)).toBe(expected);
});

test.each<readonly [pivot: number, text: string, year: string]>([
  [1970, '69', '2069'],
  [1970, '70', '1970'],
  [1970, '26', '2026'],
  [1926, '25', '2025'],
  [1926, '26', '1926'],
  [2000, '00', '2000'],
  [2000, '99', '2099'],
])('YY from %d on: %s is %s', (pivot, text, year) => {
  expect(read('DD.MM.YY', `31.03.${text}`, pivot)).toBe(`${year}-03-31`);
});

const allowed =
  'YYYY YY MMMM MMM MM M DD D dddd ddd HH H hh h mm ss S SS SSS SSSSSS A Z; letters in [brackets] stand for themselves';

test.each<readonly [pattern: string, pivot: number | undefined, problem: string]>([
  ['YYYY-MM-DD HH:mm:ss.SSSS', undefined, `the letters SSSS stand for nothing (allowed: ${allowed})`],
  ['YYYY-MM-DDTHH:mm', undefined, `the letter T stands for nothing (allowed: ${allowed})`],
  ['yyyy-MM-dd', undefined, `the letters yyyy, dd stand for nothing (allowed: ${allowed})`],
  ['YYY-MM-DD', undefined, `the letters YYY stand for nothing (allowed: ${allowed})`],
  ['M/YYYY', undefined, 'the date pattern "M/YYYY" lacks D or DD'],
  ['D/M', undefined, 'the date pattern "D/M" lacks YYYY or YY'],
  ['D.YYYY', undefined, 'the date pattern "D.YYYY" lacks M, MM, MMM or MMMM'],
  ['D/M/YYYY MM', undefined, 'the date pattern "D/M/YYYY MM" has a part twice'],
  ['D/M/YYYY mm', undefined, 'the date pattern "D/M/YYYY mm" has minutes but no hours'],
  ['D/M/YYYY HH ss', undefined, 'the date pattern "D/M/YYYY HH ss" has seconds but no minutes'],
  ['D/M/YYYY h:mm', undefined, 'has h without A (AM or PM); H counts to 23'],
  ['D/M/YYYY H:mm A', undefined, 'has A (AM or PM) without h or hh'],
  ['DD.MM.YY', undefined, 'has YY, which needs a pivot: the first year it can mean, such as 1970'],
  ['DD.MM.YYYY', 1970, 'a pivot goes with YY, which "DD.MM.YYYY" does not have'],
  ['DMYYYY', undefined, 'nothing stands between D and M: it is not clear where one ends'],
  ['YYYYMDD H', undefined, ''],
])('%s is refused: %s %s', (pattern, pivot, problem) => {
  const reader = dateReader(pattern, pivot);
  if (problem === '') expect(typeof reader).toBe('function');
  else expect(reader).toContain(problem);
});

const shortMonths = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

test('a day and time printed by a pattern is read back', () => {
  const minute = fc.integer({ min: Date.UTC(1970, 0, 1) / 1000, max: Date.UTC(2069, 11, 31) / 1000 });
  const patterns = ['D/M/YYYY H:mm:ss', 'MMM D, YYYY hh:mm:ss A', 'DD.MM.YY HH:mm:ss', 'YYYYMMDDHHmmss'] as const;
  fc.assert(
    fc.property(minute, fc.constantFrom(...patterns), (seconds, pattern) => {
      const iso = new Date(seconds * 1000).toISOString();
      const [year, month, day, hour, minutes, second] = iso.match(/\d+/g)!;
      const half = `${String(Number(hour) % 12 || 12).padStart(2, '0')}:${minutes}:${second} ${Number(hour) < 12 ? 'AM' : 'PM'}`;
      const texts: Readonly<Record<(typeof patterns)[number], string>> = {
        'D/M/YYYY H:mm:ss': `${Number(day)}/${Number(month)}/${year} ${Number(hour)}:${minutes}:${second}`,
        'MMM D, YYYY hh:mm:ss A': `${shortMonths[Number(month) - 1]} ${Number(day)}, ${year} ${half}`,
        'DD.MM.YY HH:mm:ss': `${day}.${month}.${year!.slice(2)} ${hour}:${minutes}:${second}`,
        YYYYMMDDHHmmss: `${year}${month}${day}${hour}${minutes}${second}`,
      };
      const pivot = pattern.includes('YYYY') ? undefined : 1970;
      expect(read(pattern, texts[pattern], pivot)).toBe(iso.slice(0, 19));
    }),
    { numRuns: 2000 },
  );
});
