// The mapping files of the project on the published data sets they are for: every row is read, and the figures others
// published come out of the mapped rows. Runs where ../shared/data is; elsewhere it says that it was left out.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Decimal } from 'decimal.js';
import { openLoad } from '../../../src/load/open-files';
import { type NamedRow, named } from '../read/read-load';

const data = join(__dirname, '../../../../shared/data');
const present = existsSync(data);
if (!present) process.stdout.write('Left out: the mappings of real data (../shared/data is not here).\n');

async function read(mapping: string, folder: string) {
  const opened = await openLoad(join(data, folder), join(__dirname, `../../../src/load/mappings/${mapping}.json`));
  const counts: Record<string, number> = {};
  const rows: NamedRow[] = [];
  for (const file of opened) {
    for await (const batch of file.batches) {
      for (const row of batch.rows) {
        counts[`${row.table} ${row.kind}`] = (counts[`${row.table} ${row.kind}`] ?? 0) + 1;
        if (row.kind === 'row') rows.push(named(row, file.sources));
      }
    }
  }
  const table = (name: string) => rows.filter((row) => row.table === name);
  return { counts, table };
}

type Values = NamedRow['values'];
const values = (rows: readonly NamedRow[]): readonly Values[] => rows.map((row) => row.values);
const sum = (rows: readonly Values[], column: string) =>
  rows.reduce((total, row) => total.plus(row[column] ?? 0), new Decimal(0));
const distinct = (rows: readonly Values[], column: string) => new Set(rows.map((row) => row[column])).size;

function groups(rows: readonly Values[], key: (row: Values) => string | null): Map<string | null, Values[]> {
  const found = new Map<string | null, Values[]>();
  for (const row of rows) {
    const group = found.get(key(row));
    if (group === undefined) found.set(key(row), [row]);
    else group.push(row);
  }
  return found;
}

/** How many groups have two or more different values of a column. */
const repeating = (rows: readonly Values[], key: string, column: string) =>
  [...groups(rows, (row) => row[key]!).values()].filter((group) => distinct(group, column) >= 2).length;

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const half = sorted.length / 2;
  return half % 1 === 0 ? (sorted[half - 1]! + sorted[half]!) / 2 : sorted[Math.floor(half)]!;
}

const whenPresent = present ? describe : describe.skip;

whenPresent('CDNOW', () => {
  test('the master file', async () => {
    const { counts, table } = await read('cdnow', 'cdnow');
    expect(counts).toEqual({ 'transactions row': 69659, 'customers row': 23570, 'customers filtered': 46089 });
    const lines = values(table('transactions'));
    expect(distinct(lines, 'transaction_id')).toBe(69659);
    expect(distinct(lines, 'order_id')).toBe(67591);
    expect(sum(lines, 'revenue').toFixed(2)).toBe('2500315.63');
    expect(sum(lines, 'quantity').toFixed()).toBe('167881');
    expect(repeating(lines, 'customer_id', 'order_id')).toBe(11516);
    const months = groups(lines, (row) => row.occurred_at!.slice(0, 7));
    expect(
      ['1997-01', '1997-02', '1997-03', '1998-06'].map((month) => sum(months.get(month)!, 'revenue').toFixed(2)),
    ).toEqual(['299060.17', '379590.03', '393155.27', '76109.30']);
  });

  test('the 1/10 sample', async () => {
    const { counts, table } = await read('cdnow-sample', 'cdnow');
    expect(counts).toEqual({ 'transactions row': 6919, 'customers row': 2357, 'customers filtered': 4562 });
    const lines = values(table('transactions'));
    expect(distinct(lines, 'order_id')).toBe(6696);
    expect(sum(lines, 'revenue').toFixed(2)).toBe('244091.94');
    expect(repeating(lines, 'customer_id', 'order_id')).toBe(1139);
  });
});

whenPresent('Online Retail', () => {
  test('every row', async () => {
    const { counts, table } = await read('online-retail', 'online_retail');
    expect(counts).toEqual({
      'transactions row': 541909,
      'products row': 3922,
      'products filtered': 541909 - 3922,
      'customers row': 4372,
      'customers filtered': 541909 - 4372,
    });
    const lines = values(table('transactions'));
    expect(distinct(lines, 'transaction_id')).toBe(541909);
    expect(distinct(lines, 'order_id')).toBe(25900);
    expect(distinct(lines, 'product_id')).toBe(4070);
    expect(sum(lines, 'revenue').toFixed(2)).toBe('9747747.93');
    expect(lines.filter((row) => row.customer_id === null).length).toBe(135080);
    const refunds = lines.filter((row) => row.kind === 'refund');
    // Cancellations, stock corrections, write-offs of bad debt.
    expect(refunds.length).toBe(9288 + 1336 + 2);
    expect(refunds.filter((row) => Number(row.revenue) > 0 || Number(row.quantity ?? -1) > 0)).toEqual([]);
    expect(
      lines.filter((row) => row.kind === 'order' && (Number(row.revenue) < 0 || Number(row.quantity) <= 0)),
    ).toEqual([]);
    const months = groups(
      lines.filter((row) => row.customer_id !== null),
      (row) => row.occurred_at!.slice(0, 7),
    );
    expect([...months].map(([month, rows]) => [month, sum(rows, 'revenue').toFixed(3)])).toEqual([
      ['2010-12', '554604.020'],
      ['2011-01', '475074.380'],
      ['2011-02', '436546.150'],
      ['2011-03', '579964.610'],
      ['2011-04', '426047.851'],
      ['2011-05', '648251.080'],
      ['2011-06', '608013.160'],
      ['2011-07', '574238.481'],
      ['2011-08', '616368.000'],
      ['2011-09', '931440.372'],
      ['2011-10', '974603.590'],
      ['2011-11', '1132407.740'],
      ['2011-12', '342506.380'],
    ]);
  });

  test('paid purchases of known customers', async () => {
    const { counts, table } = await read('online-retail-purchases', 'online_retail');
    expect(counts).toEqual({
      'transactions row': 397884,
      'transactions filtered': 541909 - 397884,
      'products row': 3665,
      'products filtered': 541909 - 3665,
      'customers row': 4338,
      'customers filtered': 541909 - 4338,
    });
    const lines = values(table('transactions'));
    expect(distinct(lines, 'order_id')).toBe(18532);
    expect(sum(lines, 'revenue').toFixed(2)).toBe('8911407.90');
    expect(sum(lines, 'revenue').div(18532).toFixed(4)).toBe('480.8660');
    expect(repeating(lines, 'customer_id', 'order_id')).toBe(2845);
    const british = new Set(
      values(table('customers'))
        .filter((row) => row.country === 'United Kingdom')
        .map((row) => row.customer_id),
    );
    expect(
      sum(
        lines.filter((row) => british.has(row.customer_id!)),
        'revenue',
      ).toFixed(2),
    ).toBe('7308391.55');
  });
});

whenPresent('the Olist funnel', () => {
  test('leads, wins and how long they took', async () => {
    const { counts, table } = await read('olist-funnel', 'olist_funnel');
    expect(counts).toEqual({
      'interactions row': 16842,
      'customers row': 8000,
      'channels row': 10,
      'channels filtered': 7990,
      'transactions row': 842,
      'agents row': 22,
      'agents filtered': 820,
    });
    const interactions = values(table('interactions'));
    const leads = interactions.filter((row) => row.kind === 'lead');
    const wins = interactions.filter((row) => row.stage === 'won');
    const deals = values(table('transactions'));
    expect([leads.length, wins.length, deals.length]).toEqual([8000, 842, 842]);
    const lead = new Map(leads.map((row) => [row.customer_id, row]));
    const channels = groups(leads, (row) => row.channel_id!);
    const wonBy = groups(wins, (row) => lead.get(row.customer_id!)!.channel_id!);
    expect(
      [...channels].map(([channel, rows]) => `${channel} ${rows.length} ${wonBy.get(channel)!.length}`).sort(),
    ).toEqual([
      'direct_traffic 499 56',
      'display 118 6',
      'email 493 15',
      'null 60 14',
      'organic_search 2296 271',
      'other 150 4',
      'other_publicities 65 3',
      'paid_search 1586 195',
      'referral 284 24',
      'social 1350 75',
      'unknown 1099 179',
    ]);
    // One deal was won two days before its first contact.
    expect(deals.filter((row) => row.occurred_at! >= lead.get(row.customer_id!)!.occurred_at!).length).toBe(841);
    const days = deals.map(
      (row) => (Date.parse(`${row.occurred_at}Z`) - Date.parse(lead.get(row.customer_id!)!.occurred_at!)) / 86_400_000,
    );
    expect(median(days).toFixed(6)).toBe('14.650729');
    const months = groups(wins, (row) => row.occurred_at!.slice(0, 7));
    expect([...months.keys()].sort().map((month) => months.get(month)!.length)).toEqual([
      3, 73, 113, 147, 207, 122, 57, 37, 33, 23, 21, 6,
    ]);
  });
});

whenPresent('the ITSM incidents', () => {
  test('one ticket an incident, with the values of its last event', async () => {
    const { counts, table } = await read('itsm-incidents', 'itsm_incidents');
    expect(counts).toEqual({
      'interactions row': 24918,
      'interactions filtered': 141712 - 24918,
      'channels row': 5,
      'channels filtered': 141712 - 5,
      'agents row': 216,
      'agents filtered': 141712 - 216,
    });
    const tickets = values(table('interactions'));
    expect(distinct(tickets, 'interaction_id')).toBe(24918);
    const resolved = tickets.filter((row) => row.resolution_seconds !== null);
    expect(resolved.length).toBe(23362);
    expect(tickets.filter((row) => row.outcome === 'resolved').length).toBe(23362);
    expect(sum(resolved, 'resolution_seconds').div(23362).div(3600).toFixed(4)).toBe('178.1716');
    expect(median(resolved.map((row) => Number(row.resolution_seconds) / 3600))).toBe(22.1);
    const channels = [...groups(tickets, (row) => row.channel_id!)].map(
      ([channel, rows]) => `${channel} ${rows.length}`,
    );
    expect(channels.sort()).toEqual(['Direct opening 4', 'Email 59', 'IVR 9', 'Phone 24688', 'Self service 158']);
  });
});
