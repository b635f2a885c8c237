import { parseValue } from 'graphql';
import { UserError } from '../../../src/errors';
import { DateScalar, DecimalScalar } from '../../../src/graphql/common/scalars';
import { checkTargetValue } from '../../../src/model/target';

describe('Date', () => {
  test.each(['2025-01-31', '2024-02-29', '2000-02-29', '1970-01-01', '2099-12-31'])('takes %s', (day) => {
    expect(DateScalar.parseValue(day)).toBe(day);
    expect(DateScalar.parseLiteral(parseValue(`"${day}"`), {})).toBe(day);
  });

  test.each([
    '2025-02-30',
    '2023-02-29',
    '1900-02-29',
    '2025-13-01',
    '2025-00-10',
    '2025-1-1',
    '25-01-01',
    '',
    'today',
    '2025-01-01T00:00:00Z',
    ' 2025-01-01',
    '２０２５-01-01',
  ])('refuses %j, saying what would be right', (text) => {
    expect(() => DateScalar.parseValue(text)).toThrow(UserError);
    expect(() => DateScalar.parseValue(text)).toThrow(/is not a Date\. Write a day of the calendar as "YYYY-MM-DD"/);
  });

  test.each([20250101, true, null, {}, []])('refuses %j, which is no text', (value) => {
    expect(() => DateScalar.parseValue(value)).toThrow(/is not a Date/);
  });

  test('refuses literals of another kind', () => {
    for (const literal of ['20250101', 'TODAY', '{ day: 1 }', '["2025-01-01"]']) {
      expect(() => DateScalar.parseLiteral(parseValue(literal), {})).toThrow(UserError);
    }
  });
});

describe('Decimal', () => {
  test.each([
    ['1234.5000', '1234.5000'],
    ['-0.1', '-0.1'],
    [12, '12'],
    [0.1, '0.1'],
    [1e21, '1000000000000000000000'],
  ])('takes %j', (given, decimal) => {
    expect(DecimalScalar.parseValue(given)).toBe(decimal);
  });

  test('takes number literals to the last digit', () => {
    expect(DecimalScalar.parseLiteral(parseValue('90071992547409933.25'), {})).toBe('90071992547409933.25');
  });

  test.each(['', '1,5', '1e5', 'NaN', 'Infinity', '0x10', '1 000'])('passes the text %j on', (given) => {
    expect(DecimalScalar.parseValue(given)).toBe(given);
  });

  test('of numbers that are none passes on what they are called', () => {
    expect(DecimalScalar.parseValue(Number.NaN)).toBe('NaN');
    expect(DecimalScalar.parseValue(JSON.parse('1e999'))).toBe('Infinity');
    expect(DecimalScalar.parseLiteral(parseValue('NaN'), {})).toBe('NaN');
  });

  test.each([true, null, [1], {}])('refuses %j', (given) => {
    expect(() => DecimalScalar.parseValue(given)).toThrow(UserError);
  });

  test('what is no number is refused where a bound or a target is understood', async () => {
    expect(() => checkTargetValue('NaN')).toThrow('"NaN" is not a number');
  });
});
