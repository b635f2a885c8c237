// Writes the load folder of a simulated company. The bytes are decided by the arguments alone: the same on every machine, at any
// time. Customers are made one after the other and forgotten, so memory does not grow with their number.
import { UserError } from '../errors';
import { isDate } from '../load/format/timestamp-text';
import { employment } from './agents';
import { channels } from './channels';
import { type Company, createCompany } from './company';
import { guestCount, simulateGuestOrder, simulateStranger, strangerCount } from './guests';
import { createLoadFolder, type LoadFolder } from './load-folder';
import { products } from './products';
import type { Records, SampleFile } from './records';
import { simulateCustomer } from './simulate-customer';
import { simulateSpend } from './spend';
import { countRevenue, createRevenueByMonth, type RevenueByMonth, simulateTargets } from './targets';

export type SampleOptions = {
  /** People and businesses on file; somewhat more than half of them buy. */
  readonly customers: number;
  /** Length of the history, which ends with the day `until` (YYYY-MM-DD). */
  readonly months: number;
  readonly until: string;
  readonly seed: number;
  /** The folder to write into; it is made if it does not exist. */
  readonly out: string;
  readonly progress?: (customersDone: number) => void;
};

export type SampleSummary = {
  readonly out: string;
  readonly from: string;
  readonly until: string;
  readonly rows: Readonly<Record<SampleFile, number>>;
};

const customersPerFlush = 50;

export async function writeSample(options: SampleOptions): Promise<SampleSummary> {
  checkOptions(options);
  const company = createCompany(options);
  const folder = await createLoadFolder(options.out);
  try {
    const revenue = createRevenueByMonth(company);
    await writeSubjects(company, options, folder, revenue);
    writeCompany(company, folder, revenue);
    const rows = Object.fromEntries(await folder.close()) as Record<SampleFile, number>;
    return { out: options.out, from: company.calendar.from, until: company.calendar.until, rows };
  } catch (error) {
    await folder.abandon().catch(() => undefined);
    throw error;
  }
}

/** What the command prints: that the company is made up, its history, and the rows of each file. */
export function describeSample({ out, from, until, rows }: SampleSummary): string {
  const lines = Object.entries(rows).map(
    ([file, count]) => `  ${`${file}.csv`.padEnd(17)}${String(count).padStart(10)} rows`,
  );
  return [`A simulated company (nobody in it is real), ${from} to ${until}, written to ${out}`, ...lines].join('\n');
}

async function writeSubjects(
  company: Company,
  { customers, months, progress }: SampleOptions,
  folder: LoadFolder,
  revenue: RevenueByMonth,
): Promise<void> {
  const write = ({ customers: versions, interactions, transactions }: Records) => {
    for (const row of versions) folder.add('customers', row);
    for (const row of interactions) folder.add('interactions', row);
    for (const row of transactions) {
      folder.add('transactions', row);
      countRevenue(company, revenue, row);
    }
  };
  for (let number = 0; number < customers; number += 1) {
    write(simulateCustomer(company, number));
    if ((number + 1) % customersPerFlush > 0) continue;
    await folder.flush();
    progress?.(number + 1);
  }
  const guests = guestCount(customers, months);
  for (let number = 0; number < guests; number += 1) {
    write(simulateGuestOrder(company, number, guests));
    if (number % 1000 === 0) await folder.flush();
  }
  const strangers = strangerCount(customers, months);
  for (let number = 0; number < strangers; number += 1) {
    write(simulateStranger(company, number, strangers));
    if (number % 1000 === 0) await folder.flush();
  }
  progress?.(customers);
}

function writeCompany(company: Company, folder: LoadFolder, revenue: RevenueByMonth): void {
  for (const { id, name, category } of channels) folder.add('channels', { channel_id: id, name, category });
  for (const { id, name, category, tier } of products)
    folder.add('products', { product_id: id, name, category, price_tier: tier });
  for (const agent of company.agents.all) {
    const { id, name, team, department, role } = agent;
    folder.add('agents', { agent_id: id, name, team, department, role, ...employment(company.calendar, agent) });
  }
  for (const row of simulateSpend(company)) folder.add('spend', row);
  for (const row of simulateTargets(company, revenue)) folder.add('targets', row);
}

function checkOptions({ customers, months, until, seed }: SampleOptions): void {
  const wholeNumber = (argument: string, value: number, least: number, most: number) => {
    if (Number.isInteger(value) && value >= least && value <= most) return;
    throw new UserError('INVALID_ARGUMENT', {
      argument,
      problem: `${value} is not a whole number from ${least} to ${most}`,
      hint: 'The defaults are 2000 customers, 36 months and seed 7.',
    });
  };
  wholeNumber('customers', customers, 1, 10_000_000);
  wholeNumber('months', months, 1, 240);
  wholeNumber('seed', seed, 0, Number.MAX_SAFE_INTEGER);
  // Terms that end after the history must still fall on days that the warehouse knows, up to 2099.
  if (!isDate(until) || until < '2000-01-01' || until > '2097-12-31') {
    throw new UserError('INVALID_ARGUMENT', {
      argument: 'until',
      problem: `${until} is not a date from 2000-01-01 to 2097-12-31`,
      hint: 'Write the last day of the history as YYYY-MM-DD.',
    });
  }
}
