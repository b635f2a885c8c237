// Numbers as people write them: what each notation reads, and what it refuses rather than guess.
import { Decimal } from 'decimal.js';
import * as fc from 'fast-check';
import {
  type NumberNotation,
  notationProblems,
  numberExample,
  numberReader,
} from '../../../../src/load/mapping/steps/number-notation';

const german: NumberNotation = { decimal: ',', thousands: '.' };
const american: NumberNotation = { thousands: ',' };

test.each<readonly [notation: NumberNotation, text: string, expected: string | null]>([
  // As programs write them, the notation that names nothing.
  [{}, '1234.56', '1234.56'],
  [{}, '-1234.56', '-1234.56'],
  [{}, '\u22125', '-5'],
  [{}, '+5', '5'],
  [{}, ' 5 ', '5'],
  [{}, '007', '7'],
  [{}, '.5', '0.5'],
  [{}, '5.', '5'],
  [{}, '-0.00', '0.00'],
  [{}, '1.5E+3', '1500'],
  [{}, '12345678901234567890.123456789', '12345678901234567890.123456789'],
  [{}, '1,234', null],
  [{}, '1 234', null],
  [{}, '5-', null],
  [{}, '(5)', null],
  [{}, '--5', null],
  [{}, '5 EUR', null],
  [{}, '', null],
  [{}, '-', null],
  [{}, '.', null],
  [{}, '0x10', null],
  [{}, '1.2.3', null],
  // Separators.
  [german, '1.234,56', '1234.56'],
  [german, '1.234.567,8', '1234567.8'],
  [german, '1234,56', '1234.56'],
  [german, '1.000', '1000'],
  [german, '-1.000', '-1000'],
  [german, ',5', '0.5'],
  [german, '1.5', null],
  [german, '12.34,5', null],
  [german, '1234.567', null],
  [german, '1.234,567.8', null],
  [german, '.234', null],
  [american, '1,234.56', '1234.56'],
  [american, '1,5', null],
  [american, '1,2345', null],
  [{ decimal: ',' }, '12,5', '12.5'],
  [{ decimal: ',' }, '12.5', null],
  [{ decimal: ',', thousands: ' ' }, '1 234,5', '1234.5'],
  [{ decimal: ',', thousands: ' ' }, '1\u00a0234\u202f567,5', '1234567.5'],
  [{ thousands: "'" }, "1'234.50", '1234.50'],
  [{ thousands: "'" }, '1\u2019234.50', '1234.50'],
  // Signs and words.
  [{ ...german, drop: ['€'] }, '1.234,56 €', '1234.56'],
  [{ ...german, drop: ['€'] }, '€1.234,56', '1234.56'],
  [{ ...german, drop: ['€'] }, '1.234,56 $', null],
  [{ ...american, drop: ['$'] }, '$1,200.00', '1200.00'],
  [{ ...american, drop: ['$'] }, '-$1,200.00', '-1200.00'],
  [{ ...american, drop: ['$'] }, '$-1,200.00', '-1200.00'],
  [{ drop: ['US', 'US$'] }, 'US$ 7', '7'],
  [{ drop: ['EUR', 'kr.'] }, 'EUR 48 kr.', '48'],
  [{ drop: ['元'] }, '38000元', '38000'],
  [{ drop: ['EUR'] }, 'EUR', null],
  [{ drop: ['EUR'] }, '4EUR8', null],
  // Minus.
  [{ decimal: ',', minus: 'brackets' }, '(120,50)', '-120.50'],
  [{ decimal: ',', minus: 'brackets' }, '120,50', '120.50'],
  [{ decimal: ',', minus: 'brackets' }, '-120,50', '-120.50'],
  [{ decimal: ',', minus: 'brackets' }, '(-120,50)', null],
  [{ decimal: ',', minus: 'brackets' }, '((1))', null],
  [{ decimal: ',', minus: 'brackets' }, '(1', null],
  [{ minus: 'brackets', drop: ['$'] }, '$(5)', '-5'],
  [{ minus: 'brackets', drop: ['$'] }, '($5)', '-5'],
  [{ minus: 'after' }, '120.50-', '-120.50'],
  [{ minus: 'after' }, '-120.50-', null],
  [{ minus: 'after', drop: ['EUR'] }, '120.50- EUR', '-120.50'],
])('%j reads %j as %j', (notation, text, expected) => {
  expect(numberReader(notation)(text)).toBe(expected);
});

test.each<readonly [NumberNotation, readonly string[]]>([
  [{ decimal: ',' }, []],
  [{ decimal: '.', thousands: '.' }, ['decimal and thousands are both "."']],
  [{ thousands: '.' }, ['decimal and thousands are both "."']],
  [{ decimal: '1' }, ['decimal "1" is no separator']],
  [{ decimal: ' ' }, ['decimal " " is no separator']],
  [{ thousands: '-' }, ['thousands "-" is no separator']],
  [{ thousands: 'e' }, ['thousands "e" is no separator']],
  [{ drop: ['€', '-'] }, ['drop[1] "-" is no sign or word']],
  [
    { drop: ['1x', ' ', '(', '.'] },
    [0, 1, 2, 3].map((at) => `drop[${at}] "${['1x', ' ', '(', '.'][at]}" is no sign or word`),
  ],
])('what is wrong with %j', (notation, problems) => {
  expect(notationProblems(notation)).toEqual(problems);
});

const notations: readonly NumberNotation[] = [
  {},
  german,
  american,
  { decimal: ',', thousands: ' ', drop: ['kr'] },
  { thousands: "'", minus: 'after' },
  { ...german, minus: 'brackets', drop: ['€', 'EUR'] },
  { decimal: '\u066b', thousands: '\u066c' },
];

test('the example of a notation is written in it', () => {
  for (const notation of notations) expect(numberReader(notation)(numberExample(notation))).toBe('-1234.50');
});

test('a number printed in a notation is read back as that number', () => {
  const number = fc.tuple(fc.boolean(), fc.bigInt(0n, 10n ** 20n), fc.integer({ min: 0, max: 6 }), fc.nat(999_999));
  fc.assert(
    fc.property(
      number,
      fc.constantFrom(...notations),
      fc.boolean(),
      ([negative, whole, digits, tail], notation, grouped) => {
        const fraction = String(tail).padStart(6, '0').slice(0, digits);
        const exact = new Decimal(`${negative ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`);
        const groups = String(whole).replace(/\B(?=(\d{3})+$)/g, grouped ? (notation.thousands ?? '') : '');
        const text = `${groups}${fraction === '' ? '' : `${notation.decimal ?? '.'}${fraction}`}`;
        const signed = !negative
          ? text
          : notation.minus === 'brackets'
            ? `(${text})`
            : notation.minus === 'after'
              ? `${text}-`
              : `-${text}`;
        const read = numberReader(notation)(`${signed}${notation.drop === undefined ? '' : ` ${notation.drop[0]}`}`);
        expect(new Decimal(read!).equals(exact)).toBe(true);
      },
    ),
    { numRuns: 2000 },
  );
});
