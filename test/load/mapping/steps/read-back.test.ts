// What a notation prints it reads back, and what calculates agrees with exact decimals: the printers and the arithmetic here share
// nothing with the steps. And no list of patterns that is taken reads a date in two ways.
import { Decimal } from 'decimal.js';
import * as fc from 'fast-check';
import { type DateStep, dateProblems } from '../../../../src/load/mapping/steps/date-step';
import { type MappingStep, stepMaker } from '../../../../src/load/mapping/steps/step';

const made = (step: MappingStep, text: string) => stepMaker(step, { maps: {} })(text);
const runs = { numRuns: 500, seed: 20_260_509 };
const Exact = Decimal.clone({ precision: 200, rounding: Decimal.ROUND_HALF_UP });

/** Any number with up to 22 digits before its point and 12 after, as programs write it. */
const number = fc
  .tuple(fc.boolean(), fc.bigInt(0n, 10n ** 22n), fc.integer({ min: 0, max: 12 }), fc.nat(999_999_999), fc.nat(40))
  .map(([negative, whole, places, tail, small]) => {
    const fraction = String(tail)
      .padStart(12, '0')
      .slice(12 - places);
    const shown = small < 30 ? whole % 10n ** BigInt(small % 8) : whole;
    return `${negative ? '-' : ''}${shown}${fraction === '' ? '' : `.${fraction}`}`;
  });

const plain = (exact: Decimal): string => (exact.isZero() ? '0' : exact.toFixed());

test('times, divideBy, round and absolute are exact', () => {
  fc.assert(
    fc.property(number, number, fc.integer({ min: 0, max: 6 }), (text, constant, places) => {
      const exact = new Exact(text);
      expect(made({ times: constant }, text)).toBe(plain(exact.times(constant)));
      expect(made({ round: places }, text)).toBe(plain(exact.toDecimalPlaces(places)));
      expect(made({ absolute: true }, text)).toBe(plain(exact.abs()));
      if (new Exact(constant).isZero()) return;
      const digits = Math.max(20, text.replace(/\D/g, '').replace(/^0+/, '').length);
      expect(made({ divideBy: constant }, text)).toBe(plain(exact.div(constant).toSignificantDigits(digits)));
    }),
    runs,
  );
});

test('a power of ten only moves the point', () => {
  fc.assert(
    fc.property(number, fc.integer({ min: -6, max: 6 }), fc.constantFrom('', '-'), (text, power, sign) => {
      const constant = sign + new Exact(10).pow(power).toFixed();
      expect(made({ times: constant }, text)).toBe(plain(new Exact(text).times(constant)));
      expect(made({ divideBy: constant }, text)).toBe(plain(new Exact(text).div(constant)));
    }),
    runs,
  );
});

test('percent signs and Indian groups are read back', () => {
  fc.assert(
    fc.property(number, fc.constantFrom(' %', '%', '％'), (text, sign) => {
      expect(made({ number: { percent: true } }, `${text}${sign}`)).toBe(plain(new Exact(text).div(100)));
      const [whole, fraction] = text.replace('-', '').split('.');
      // Node's own digits grouped as in India.
      const grouped = new Intl.NumberFormat('en-IN').format(BigInt(whole!));
      const printed = `${text.startsWith('-') ? '-' : ''}${grouped}${fraction === undefined ? '' : `.${fraction}`}`;
      const read = made({ number: { thousands: ',', grouping: 'indian' } }, printed);
      expect(plain(new Exact(read as string))).toBe(plain(new Exact(text)));
    }),
    runs,
  );
});

const two = (value: number): string => String(value).padStart(2, '0');
const shortMonths = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const longDays = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

/** Milliseconds of a moment between 1900 and 2099, on the clock it is written by. */
const moment = fc.integer({ min: Date.UTC(1900, 0, 1), max: Date.UTC(2100, 0, 1) - 1 });
const offsets = [
  ['Z', 'Z'],
  ['+02:00', '+02:00'],
  ['-0530', '-05:30'],
  ['+11', '+11:00'],
] as const;

test('a moment is read back with its weekday, its parts of a second and its offset', () => {
  fc.assert(
    fc.property(moment, fc.constantFrom(...offsets), (instant, [written, read]) => {
      const at = new Date(instant);
      const [year, month, day] = [at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate()];
      const [hour, minute, second] = [at.getUTCHours(), two(at.getUTCMinutes()), two(at.getUTCSeconds())];
      const thousandths = String(at.getUTCMilliseconds()).padStart(3, '0');
      const wall = at.toISOString().slice(0, 19);
      const weekday = longDays[at.getUTCDay()]!;
      const half = `${hour < 12 ? '上午' : '下午'}${hour % 12 === 0 ? 12 : hour % 12}`;
      const chinese = `${year}年${month}月${day}日 星期${'日一二三四五六'[at.getUTCDay()]} ${half}:${minute}:${second}`;
      const english = `${weekday.slice(0, 3)}, ${two(day)} ${shortMonths[month - 1]} ${year} ${hour}:${minute}:${second}`;
      expect(made({ date: 'YYYY年M月D日 dddd Ah:mm:ss' }, chinese)).toBe(wall);
      expect(made({ date: 'ddd, DD MMM YYYY H:mm:ss.SSSZ' }, `${english}.${thousandths}${written}`)).toBe(
        `${wall}.${thousandths}${read}`,
      );
      const next = longDays[(at.getUTCDay() + 1) % 7]!;
      expect(
        made({ date: 'ddd, DD MMM YYYY H:mm:ss' }, english.replace(weekday.slice(0, 3), next.slice(0, 3))),
      ).toEqual(expect.objectContaining({ code: 'INVALID_DATE' }));
      const exact = at.toISOString().replace(/\.?0*Z$/, 'Z');
      expect(made({ date: { epoch: 'milliseconds' } }, String(instant))).toBe(exact);
      expect(made({ date: { epoch: 'seconds' } }, new Exact(instant).div(1000).toFixed())).toBe(exact);
      expect(made({ datePart: true }, `${wall}${read}`)).toBe(wall.slice(0, 10));
    }),
    runs,
  );
});

test('a duration is read back in seconds', () => {
  fc.assert(
    fc.property(fc.nat(3_000_000_000), fc.nat(999), (seconds, thousandths) => {
      const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
      const fraction = String(thousandths).padStart(3, '0');
      expect(made({ duration: 'HH:mm:ss' }, `${two(hours)}:${two(minutes)}:${two(rest)}`)).toBe(String(seconds));
      expect(made({ duration: 'H[h] m[min] s.SSS[s]' }, `${hours}h ${minutes}min ${rest}.${fraction}s`)).toBe(
        `${seconds}.${fraction}`,
      );
      expect(made({ duration: 'm:ss' }, `${Math.floor(seconds / 60)}:${two(rest)}`)).toBe(String(seconds));
      const days = `${Math.floor(hours / 24)}d ${hours % 24}:${two(minutes)}:${two(rest)}`;
      expect(made({ duration: 'D[d] H:mm:ss' }, days)).toBe(String(seconds));
    }),
    runs,
  );
});

/** Patterns with how each is printed; the last are written the same with other meanings. */
const printed: Readonly<Record<string, (at: Date) => string>> = {
  'D/M/YYYY': (at) => `${at.getUTCDate()}/${at.getUTCMonth() + 1}/${at.getUTCFullYear()}`,
  'M/D/YYYY': (at) => `${at.getUTCMonth() + 1}/${at.getUTCDate()}/${at.getUTCFullYear()}`,
  'DD/MM/YYYY': (at) => `${two(at.getUTCDate())}/${two(at.getUTCMonth() + 1)}/${at.getUTCFullYear()}`,
  'MM/D/YYYY': (at) => `${two(at.getUTCMonth() + 1)}/${at.getUTCDate()}/${at.getUTCFullYear()}`,
  'YYYY/M/D': (at) => `${at.getUTCFullYear()}/${at.getUTCMonth() + 1}/${at.getUTCDate()}`,
  'YYYY/D/M': (at) => `${at.getUTCFullYear()}/${at.getUTCDate()}/${at.getUTCMonth() + 1}`,
  'YYYY-MM-DD': (at) => at.toISOString().slice(0, 10),
  YYYYMMDD: (at) => at.toISOString().slice(0, 10).replaceAll('-', ''),
  DDMMYYYY: (at) => `${two(at.getUTCDate())}${two(at.getUTCMonth() + 1)}${at.getUTCFullYear()}`,
  YYYYMDD: (at) => `${at.getUTCFullYear()}${at.getUTCMonth() + 1}${two(at.getUTCDate())}`,
  'D/M/YYYY H:mm': (at) => `${printed['D/M/YYYY']!(at)} ${at.getUTCHours()}:${two(at.getUTCMinutes())}`,
  'M/D/YYYY H:mm': (at) => `${printed['M/D/YYYY']!(at)} ${at.getUTCHours()}:${two(at.getUTCMinutes())}`,
  'D MMM YYYY': (at) => `${at.getUTCDate()} ${shortMonths[at.getUTCMonth()]} ${at.getUTCFullYear()}`,
};
const patterns = Object.keys(printed);

test('of two patterns each reads what the other prints as the same date, or not at all, or they are refused', () => {
  const readers = new Map(patterns.map((pattern) => [pattern, stepMaker({ date: pattern }, { maps: {} })]));
  const refusedPairs: string[] = [];
  const disagreeing: string[] = [];
  for (const [index, one] of patterns.entries()) {
    for (const other of patterns.slice(index + 1)) {
      const list: DateStep = [one, other];
      if (dateProblems(list).length > 0) refusedPairs.push(list.join(' | '));
      const agree = fc.property(moment, (instant) => {
        for (const printer of list) {
          const text = printed[printer as string]!(new Date(instant));
          const [read, otherwise] = [readers.get(one)!(text), readers.get(other)!(text)];
          if (typeof read === 'string' && typeof otherwise === 'string' && read !== otherwise) return false;
        }
        return true;
      });
      if (fc.check(agree, { ...runs, numRuns: 100 }).failed) disagreeing.push(list.join(' | '));
    }
  }
  const alike = [
    ['D/M/YYYY', 'M/D/YYYY'],
    ['D/M/YYYY', 'MM/D/YYYY'],
    ['M/D/YYYY', 'DD/MM/YYYY'],
    ['DD/MM/YYYY', 'MM/D/YYYY'],
    ['YYYY/M/D', 'YYYY/D/M'],
    ['YYYYMMDD', 'DDMMYYYY'],
    ['DDMMYYYY', 'YYYYMDD'],
    ['D/M/YYYY H:mm', 'M/D/YYYY H:mm'],
  ];
  expect(refusedPairs).toEqual(alike.map((pair) => pair.join(' | ')));
  expect(refusedPairs).toEqual(expect.arrayContaining(disagreeing));
  expect(disagreeing.length).toBeGreaterThan(5);
});
