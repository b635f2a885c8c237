// The ready mapping of the Salesforce Data Export on an export one can count by hand.
import { type LoadedExport, loadExport, sampleExport } from './loaded-export';

const folder = sampleExport('salesforce');
const settings = { mapping: 'salesforce-data-export', asOf: '2026-07-01T00:00:00Z', timeZone: 'UTC', currency: 'EUR' };
const half = 'period: { from: "2026-01-01", to: "2026-06-30" }';

(folder === null ? describe.skip : describe)('the sample of three files', () => {
  let loaded: LoadedExport;
  beforeAll(async () => {
    loaded = await loadExport({ ...settings, folder: folder! });
  });
  afterAll(() => loaded?.close());

  test('debug', async () => {
    console.log(loaded.quarantine, loaded.report.counts);
    console.log(
      JSON.stringify(
        await loaded.ask(`{ metrics(${half}) { rows { leads { value } customersOnFile { value } dealsWon { value } revenue { exact }
      leadConversionRate { numerator denominator } winRate { numerator denominator } signingRate { numerator denominator } salesCycleDays { numerator denominator } } }
      dataStatus { customers interactions transactions quarantined }
      funnel(${half}) { rows { steps { stage reached } } } }`),
        null,
        1,
      ),
    );
  });
});
