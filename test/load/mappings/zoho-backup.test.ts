// The ready mapping of the Zoho CRM data backup on an export one can count by hand.
import { type LoadedExport, loadExport, sampleExport } from './loaded-export';

const folder = sampleExport('zoho');
const settings = {
  mapping: 'zoho-backup',
  asOf: '2026-07-01T00:00:00+05:30',
  timeZone: 'Asia/Kolkata',
  currency: 'INR',
};
const half = 'period: { from: "2026-01-01", to: "2026-06-30" }';

(folder === null ? describe.skip : describe)('the sample of two files', () => {
  let loaded: LoadedExport;
  beforeAll(async () => {
    loaded = await loadExport({ ...settings, folder: folder! });
  });
  afterAll(() => loaded?.close());

  test('debug', async () => {
    console.log(loaded.quarantine, loaded.report.counts);
    console.log(
      await loaded.rows(
        'select interaction_id, kind, stage, occurred_at, customer_no from fact_interaction order by 1',
      ),
    );
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
