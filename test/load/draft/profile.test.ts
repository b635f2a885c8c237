// What the values of a column can be read as: the one notation that reads all of them, both where two do, and none otherwise.
import { meaningsOf, plainName } from '../../../src/load/draft/guess/column-name';
import { meaningNames, meanings } from '../../../src/load/draft/guess/column-words';
import { columnProfile } from '../../../src/load/draft/profile/column-profile';
import { dateFinding, dateOfNumbers, durationFinding } from '../../../src/load/draft/profile/date-finding';
import { emptyTextsIn } from '../../../src/load/draft/profile/empty-texts';
import { knownDates } from '../../../src/load/draft/profile/known-dates';
import { numberFinding } from '../../../src/load/draft/profile/number-finding';
import { dateProblems } from '../../../src/load/mapping/steps/date-step';
import { notationProblems } from '../../../src/load/mapping/steps/number-notation';

describe('numbers', () => {
  test.each<[string, readonly string[], object | undefined]>([
    ['as programs write them', ['12', '-3.50', '.5', '1e5'], undefined],
    [
      'points between groups, a comma before decimals',
      ['1.234,56', '7', '12.000.000,5'],
      { decimal: ',', thousands: '.' },
    ],
    ['commas between groups', ['1,234.56', '7'], { thousands: ',' }],
    ['a comma before decimals alone', ['12,5', '1234,25', '0,125'], { decimal: ',' }],
    ['blanks between groups', ['1 234,50', '12 000,00'], { decimal: ',', thousands: ' ' }],
    ['Indian groups', ['12,34,567', '1,00,000.50'], { thousands: ',', grouping: 'indian' }],
    ['Swiss groups', ["1'234.50", '12'], { thousands: "'" }],
    ['a currency', ['EUR 48,000.00', 'EUR 15,500.50'], { thousands: ',', drop: ['EUR'] }],
    ['signs of one currency, and none', ['¥38000', '120,000.00', '5元'], { thousands: ',', drop: ['¥', '元'] }],
    ['brackets for a minus', ['(120.50)', '3'], { minus: 'brackets' }],
    ['a minus behind', ['120.50-', '3'], { minus: 'after' }],
    ['percent', ['12.5 %', '3%'], { percent: true }],
  ])('%s', (_, values, notation) => {
    const found = numberFinding(values)!;
    expect(found.notation).toEqual(notation);
    expect(found.open).toBeUndefined();
  });

  test.each([
    [['SJ2026030001']],
    [['12', 'n/a']],
    [['12 %', '3']],
    [['2026-03-01']],
    [['5 pcs']],
    [['1,2,3']],
    [['1.234,5', '1,234.5']],
    [['3万']],
  ])('%j are none', (values) => {
    expect(numberFinding(values)).toBeNull();
  });

  test('1,234 alone is two numbers, and what is drafted of it is refused', () => {
    const found = numberFinding(['1,234', '12', '999,000'])!;
    expect(found.notation).toEqual({ decimal: ',', thousands: ',' });
    expect(found.open).toEqual([
      { text: '1,234', read: '1.234', as: '"decimal": ","' },
      { text: '1,234', read: '1234', as: '"thousands": ","' },
    ]);
    expect(notationProblems(found.notation!)).toEqual(['decimal and thousands are both ","']);
  });

  test('1.234 alone is two numbers as well; one text that is no group decides', () => {
    expect(numberFinding(['1.234', '12.500'])!.open).toHaveLength(2);
    expect(numberFinding(['1.234', '12.50'])!.notation).toBeUndefined();
    expect(numberFinding(['0.125', '1.234'])!.open).toBeUndefined();
    expect(numberFinding(['1,234', '1,234.5'])!.notation).toEqual({ thousands: ',' });
  });

  test('several currencies are no one sum', () => {
    expect(numberFinding(['EUR 5', 'USD 6'])!.currencies).toEqual(['EUR', 'USD']);
    expect(numberFinding(['$5', 'USD 6'])!.currencies).toBeUndefined();
  });

  test('says whether there is a negative one, and how many decimals', () => {
    expect(numberFinding(['5', '-0.125'])).toMatchObject({ negative: true, decimals: 3 });
    expect(numberFinding(['(5)'])).toMatchObject({ negative: true });
    expect(numberFinding(['5'])).toMatchObject({ negative: false, decimals: 0 });
  });
});

describe('dates', () => {
  test.each<[readonly string[], unknown]>([
    [['2026-03-04', '2026-03-04T10:00:00Z', '2010-12-01 08:26:00'], undefined],
    [['29/2/2016 01:16', '5/3/2016 12:00'], 'D/M/YYYY H:mm'],
    [['2/29/2016', '3/5/2016'], 'M/D/YYYY'],
    [['31.12.2025', '1.2.2026'], 'D.M.YYYY'],
    [['2026/7/1', '2026/12/31'], 'YYYY/M/D'],
    [['20260509', '20260510'], 'YYYYMMDD'],
    [['May 9, 2026 3:05 PM', 'June 10, 2026 11:00 AM'], 'MMMM D, YYYY h:mm A'],
    [['09-May-2026'], 'D-MMM-YYYY'],
    [['2026年5月9日'], 'YYYY年M月D日'],
    [['2026年5月9日 下午3:05'], 'YYYY年M月D日 Ah:mm'],
    [['31/12/25', '5/1/25'], { pattern: 'D/M/YY', pivot: 1970 }],
    [
      ['2026-05-31', '2026/7/1', '2026年5月9日'],
      [{ iso: true }, 'YYYY/M/D', 'YYYY年M月D日'],
    ],
  ])('%j', (values, date) => {
    const found = dateFinding(values)!;
    expect(found.date).toEqual(date);
    expect(found.open).toBeUndefined();
  });

  test.each([[['12']], [['soon']], [['2026-02-30']], [['99999999']], [['2026-03-04', 'later']], [['31/31/2026']]])(
    '%j are none',
    (values) => {
      expect(dateFinding(values)).toBeNull();
    },
  );

  test('03/04/2026 alone is two days: both patterns are drafted, which the step refuses', () => {
    const found = dateFinding(['03/03/2026', '03/04/2026'])!;
    expect(found.date).toEqual(['D/M/YYYY', 'M/D/YYYY']);
    expect(found.open).toEqual([
      { text: '03/04/2026', read: '2026-04-03', as: 'D/M/YYYY' },
      { text: '03/04/2026', read: '2026-03-04', as: 'M/D/YYYY' },
    ]);
    expect(dateProblems(found.date!)).toHaveLength(1);
    expect(dateFinding(['03/04/2026', '13/04/2026'])!.open).toBeUndefined();
    expect(dateFinding(['31/12/25'])!.open!.map(({ read }) => read)).toEqual(['2025-12-31', '2031-12-25']);
  });

  test('among several patterns one with two readings stays open', () => {
    const found = dateFinding(['2026-05-31', '03/04/2026'])!;
    expect(found.open).toHaveLength(2);
    expect(dateProblems(found.date!)).toHaveLength(1);
  });

  test('numbers are dates only between plausible bounds', () => {
    expect(dateOfNumbers(['46112', '46112.75'])!.date).toEqual({ excel: 1900 });
    expect(dateOfNumbers(['1778328000'])!.date).toEqual({ epoch: 'seconds' });
    expect(dateOfNumbers(['1778328000123'])!.date).toEqual({ epoch: 'milliseconds' });
    expect(dateOfNumbers(['12', '46112'])).toBeNull();
  });

  test('every known pattern is one that mappings take', () => {
    expect(knownDates.length).toBeGreaterThan(500);
    expect(knownDates.filter((date) => dateProblems(date).length > 0)).toEqual([]);
  });
});

test('durations', () => {
  expect(durationFinding(['1:02:03', '110:00:00'])).toEqual({ duration: 'H:mm:ss' });
  expect(durationFinding(['90:30', '1:02'])!.open).toEqual([
    { text: '90:30', read: '325800 seconds', as: 'H:mm' },
    { text: '90:30', read: '5430 seconds', as: 'm:ss' },
  ]);
  expect(durationFinding(['12'])).toBeNull();
});

test('texts that stand for nothing', () => {
  expect(emptyTextsIn(['a', '-', 'N/A', 'NULL', '-None-', '\\N', '', 'none of these'])).toEqual([
    '-',
    'N/A',
    'NULL',
    '-None-',
    '\\N',
  ]);
  expect(emptyTextsIn(['NA', 'Berlin'])).toEqual(['NA']);
  expect(emptyTextsIn(['NA', 'DE', 'CN'])).toEqual([]);
});

describe('the profile of a column', () => {
  test('what is empty, different and unique', () => {
    expect(columnProfile('a', ['x', null, '-', 'x', ' '], new Set(['-']))).toMatchObject({
      rows: 5,
      empty: 3,
      distinct: ['x'],
      isUnique: false,
      cleaning: [],
    });
    expect(columnProfile('a', ['x', 'y'], new Set()).isUnique).toBe(true);
    expect(columnProfile('a', ['x', 'y', null], new Set()).isUnique).toBe(false);
    expect(columnProfile('a', [null], new Set())).toMatchObject({ isUnique: false, number: null, date: null });
  });

  test('is of cleaned values', () => {
    const { cleaning, distinct, number } = columnProfile('a', [' ="008" ', '１２'], new Set());
    expect(cleaning).toEqual([{ trim: true }, { unquoteFormula: true }, { normalize: 'NFKC' }]);
    expect(distinct).toEqual(['008', '12']);
    expect(number).not.toBeNull();
    expect(columnProfile('a', ['17850.0', '13.0'], new Set()).wholeWithPoint).toBe(true);
    expect(columnProfile('a', ['17850.0', '13.5'], new Set()).wholeWithPoint).toBe(false);
  });
});

describe('names of columns', () => {
  test.each([
    ['InvoiceNo', 'invoice_number'],
    ['Customer ID', 'customer_id'],
    ['客户编号', '客户 ID'],
    ['手机号', '手机号码'],
    ['Probability (%)', 'probability'],
    ['ＩＤ', 'id'],
  ])('%s and %s are one', (one, other) => {
    expect(plainName(one)).toBe(plainName(other));
  });

  test.each([
    ['Client No.', 'customerId'],
    ['下单时间', 'orderedAt'],
    ['销售额', 'revenue'],
    ['订单编号', 'orderId'],
    ['SKU', 'productId'],
    ['城市', 'city'],
    ['StageName', 'stage'],
    ['properties.amount', 'revenue'],
    ['Amount (2)', 'revenue'],
  ])('%s means %s first', (name, meaning) => {
    expect(meaningsOf(name).map((each) => each.meaning)).toContain(meaning);
  });

  test('what belongs to something else is not taken for the row itself', () => {
    expect(meaningsOf('creator._id')).toEqual([]);
    expect(meaningsOf('_id').map((each) => each.meaning)).toEqual(['rowId']);
  });

  test('each meaning has names, none of them twice', () => {
    for (const name of meaningNames) {
      const plain = meanings[name].names.map((each) => each.toLowerCase());
      expect(plain.filter((each, index) => plain.indexOf(each) !== index)).toEqual([]);
      expect(plain.length).toBeGreaterThan(0);
    }
  });
});
