// Files with euros, dollars and foreign dates, loaded as they are: one notation a file, as in real life, and all at once; what
// is written otherwise goes to quarantine with its cell and what would fit.
import type { Value } from '../../../src/load/mapping/schema';
import { readLoad, refusal, removeFolders } from '../read/read-load';

afterAll(removeFolders);

const transactions = (occurredAt: Value, revenue: Value) => ({
  files: [
    {
      file: 'transactions.csv',
      format: { delimiter: ';' },
      tables: [
        {
          table: 'transactions',
          columns: {
            transaction_id: '{ID}',
            order_id: '{ID}',
            occurred_at: occurredAt,
            kind: 'order',
            revenue,
            customer_id: { value: '{Kunde}', trim: true },
          },
        },
      ],
    },
  ],
});

async function loaded(rows: readonly string[], occurredAt: Value, revenue: Value) {
  const csv = ['ID;Datum;Betrag;Kunde', ...rows, ''].join('\n');
  const { good, rejected } = await readLoad({ 'transactions.csv': csv }, transactions(occurredAt, revenue));
  return {
    good: good.map(({ values }) => [values.customer_id, values.occurred_at, values.revenue]),
    rejected: rejected.map(({ line, column, code, message }) => `${line} ${column} ${code}: ${message}`),
  };
}

const date = (notation: object | string): Value => ({ value: '{Datum}', date: notation });
const number = (notation: object): Value => ({ value: '{Betrag}', number: notation });

test('German: decimal comma, thousands point, euro sign', async () => {
  const rows = ['1;31.03.2026 18:20;1.234,56 €;ada', '2;01.04.2026 00:00;-1.000;bo', '3;31.03.2026 18:20;1,234.56;cy'];
  expect(await loaded(rows, date('DD.MM.YYYY HH:mm'), number({ decimal: ',', thousands: '.', drop: ['€'] }))).toEqual({
    good: [
      ['ada', '2026-03-31T18:20:00', '1234.56'],
      ['bo', '2026-04-01T00:00:00', '-1000'],
    ],
    rejected: ['4 revenue INVALID_NUMBER: "1,234.56" is not a number written such as "-1.234,50 €".'],
  });
});

test('American: month first, half days, dollar sign', async () => {
  const rows = ['1;3/31/2026 6:20 PM;$1,200.00;ada', '2;12/1/2026 12:05 AM;-$5;bo', '3;31/3/2026 6:20 PM;$1;cy'];
  expect(await loaded(rows, date('M/D/YYYY h:mm A'), number({ thousands: ',', drop: ['$'] }))).toEqual({
    good: [
      ['ada', '2026-03-31T18:20:00', '1200.00'],
      ['bo', '2026-12-01T00:05:00', '-5'],
    ],
    rejected: ['4 occurred_at INVALID_DATE: "31/3/2026 6:20 PM" is not a date written as M/D/YYYY h:mm A.'],
  });
});

test('names of months, and blanks around what matters', async () => {
  const rows = ['1; 31-Mar-2026;12,5; ed ', '2;1-Sep-2026 ;0;fay', '3;31.03.2026;1;gus'];
  const steps = [{ trim: true as const }, { date: 'D-MMM-YYYY' }];
  expect(await loaded(rows, { value: '{Datum}', steps }, number({ decimal: ',' }))).toEqual({
    good: [
      ['ed', '2026-03-31', '12.5'],
      ['fay', '2026-09-01', '0'],
    ],
    rejected: ['4 occurred_at INVALID_DATE: "31.03.2026" is not a date written as D-MMM-YYYY.'],
  });
});

test('a workbook: days since 1900 with a decimal comma, brackets for minus', async () => {
  const rows = ['1;46112,75;(120,50);di', '2;46112;7;ed', '3;60;1;fay'];
  const steps = [{ number: { decimal: ',' } }, { date: { excel: 1900 as const } }];
  expect(await loaded(rows, { value: '{Datum}', steps }, number({ decimal: ',', minus: 'brackets' }))).toEqual({
    good: [
      ['di', '2026-03-31T18:00:00', '-120.50'],
      ['ed', '2026-03-31', '7'],
    ],
    rejected: ['4 occurred_at INVALID_DATE: "60" is not a date of a workbook (days since 1900).'],
  });
});

test('two digits of a year, read from the pivot on', async () => {
  const rows = ['1;31.03.26;1;ada', '2;31.03.70;2;bo'];
  expect((await loaded(rows, date({ pattern: 'DD.MM.YY', pivot: 1970 }), '{Betrag}')).good).toEqual([
    ['ada', '2026-03-31', '1'],
    ['bo', '1970-03-31', '2'],
  ]);
});

test('five notations in one file, each row by its own', async () => {
  const rows = [
    '1;31.03.2026 18:20;1.234,56 €;ada',
    '2;31.03.26;1.000;bo',
    '3;3/31/2026 6:20 PM;$1,200.00;cy',
    '4;46112,75;(120,50);di',
    '5;31-Mar-2026;12,5;ed ',
  ];
  const german = { decimal: ',', thousands: '.', drop: ['€'] };
  const byRow = (...values: readonly Value[]): Value =>
    values.reduceRight((otherwise, value, index) =>
      // biome-ignore lint/suspicious/noThenProperty: the mapping format reads if, then, else.
      ({ if: { column: 'ID', equals: String(index + 1) }, then: value, else: otherwise }),
    );
  const dates = byRow(
    date('DD.MM.YYYY HH:mm'),
    date({ pattern: 'DD.MM.YY', pivot: 1970 }),
    date('M/D/YYYY h:mm A'),
    { value: '{Datum}', steps: [{ number: { decimal: ',' } }, { date: { excel: 1900 } }] },
    date('D-MMM-YYYY'),
  );
  const numbers = byRow(
    number(german),
    number(german),
    number({ thousands: ',', drop: ['$'] }),
    number({ decimal: ',', minus: 'brackets' }),
    number(german),
  );
  expect(await loaded(rows, dates, numbers)).toEqual({
    good: [
      ['ada', '2026-03-31T18:20:00', '1234.56'],
      ['bo', '2026-03-31', '1000'],
      ['cy', '2026-03-31T18:20:00', '1200.00'],
      ['di', '2026-03-31T18:00:00', '-120.50'],
      ['ed', '2026-03-31', '12.5'],
    ],
    rejected: [],
  });
});

test('numbers and dates of one row are calculated with once they are read', async () => {
  const revenue: Value = { multiply: [{ value: '{Betrag}', number: { decimal: ',' } }, '-1'] };
  expect((await loaded(['1;2026-03-31;12,5;ada'], '{Datum}', revenue)).good).toEqual([['ada', '2026-03-31', '-12.5']]);
});

test('letters that stand for nothing refuse the mapping, not its rows', async () => {
  const csv = 'ID;Datum;Betrag;Kunde\n1;2026-03-31 18:20:00.123;1;ada\n';
  const refused = await refusal({ 'transactions.csv': csv }, transactions(date('YYYY-MM-DD HH:mm:ss.sss'), '{Betrag}'));
  expect(refused).toMatch(/^INVALID_MAPPING: /);
  expect(refused).toContain(
    'files[0].tables[0].columns.occurred_at.date: in the date pattern "YYYY-MM-DD HH:mm:ss.sss" the letters sss stand for nothing (allowed: YYYY YY MMMM MMM MM M DD D dddd ddd HH H hh h mm ss S SS SSS SSSSSS A Z;',
  );
});
