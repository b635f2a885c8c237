// ServiceNow incidents: 24,918 tickets of one company's help desk, 2016-02-29 to 2017-02-16.
import { describePublished, figuresOf } from './published-data';

const dataSet = {
  folder: 'itsm_incidents',
  mapping: 'itsm-incidents',
  asOf: '2017-03-01T00:00:00Z',
  timeZone: 'UTC',
  currency: 'EUR',
} as const;
const whole = 'period: { from: "2016-02-29", to: "2017-02-28" }';

const ticketsBy = (dimension: string): string => `{ metrics(${whole}, by: [${dimension}]) {
  rows { key(dimension: ${dimension}) { value } interactionsPerCustomer { numerator } } } }`;

type Row = { key: { value: string | null }; interactionsPerCustomer: { numerator: number } };

const counts = (rows: readonly Row[]): readonly unknown[] =>
  rows.map(({ key, interactionsPerCustomer }) => [key.value, interactionsPerCustomer.numerator]);

// Tickets are the only interactions here, so interactions are incidents.
describePublished('ITSM incidents', dataSet, (ask) => {
  test('incidents', async () => {
    const { interactionsPerCustomer } = await figuresOf(ask, whole, 'interactionsPerCustomer { numerator }');
    expect(interactionsPerCustomer).toEqual({ numerator: 24918 });
    const { dataStatus } = await ask('{ dataStatus { interactions transactions quarantined } }');
    expect(dataStatus).toEqual({ interactions: 24918, transactions: 0, quarantined: 0 });
  });

  test('tickets by channel', async () => {
    const { metrics } = await ask(ticketsBy('CHANNEL'));
    expect(counts(metrics.rows)).toEqual([
      ['Direct opening', 4],
      ['Email', 59],
      ['IVR', 9],
      ['Phone', 24688],
      ['Self service', 158],
    ]);
  });

  test('channels by their tickets', async () => {
    const { dimensionValues } = await ask('{ dimensionValues(dimension: CHANNEL) { nodes { value count } } }');
    expect(dimensionValues.nodes).toEqual([
      { value: 'Phone', count: 24688 },
      { value: 'Self service', count: 158 },
      { value: 'Email', count: 59 },
      { value: 'IVR', count: 9 },
      { value: 'Direct opening', count: 4 },
    ]);
  });

  // Resolved are the incidents with a time of resolution.
  test('incidents with a time of resolution, and without', async () => {
    const { metrics } = await ask(ticketsBy('OUTCOME'));
    expect(counts(metrics.rows)).toEqual([
      ['resolved', 23362],
      ['unresolved', 24918 - 23362],
    ]);
  });
});
