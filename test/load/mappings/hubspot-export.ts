// An export of HubSpot's index pages made by chance, with what makes such exports hard, and the figures that it means, counted from
// the invented records themselves.
import { randomSource } from '../../support/random-source';
import { type Funnel, type StageName, type Story, storyFigures } from './story';

export type HubspotExport = {
  readonly files: Readonly<Record<string, string>>;
  readonly expected: Funnel & {
    readonly dealsWon: number;
    readonly dealsLost: number;
    readonly revenue: number;
    /** What open deals are worth in the end. */
    readonly pipeline: number;
    readonly customers: number;
    readonly tickets: number;
    readonly complaints: number;
    /** How many rows are broken on purpose, by table and code. */
    readonly broken: Readonly<Record<string, number>>;
  };
};

const minute = 60_000;
const day = 24 * 60 * minute;
/** The clock of the export, nine hours before UTC. */
const stamp = (instant: number): string =>
  new Date(instant + 9 * 60 * minute).toISOString().slice(0, 16).replace('T', ' ');
const now = Date.UTC(2026, 6, 1);

type Pipeline = {
  readonly name: string;
  readonly open: readonly string[];
  readonly won: string;
  readonly lost: string;
};
const pipelines: readonly Pipeline[] = [
  {
    name: 'Sales Pipeline',
    open: ['Appointment Scheduled', 'Qualified To Buy', 'Mystery', 'On Hold', 'Contract Sent'],
    won: 'Closed Won',
    lost: 'Closed Lost',
  },
  { name: 'Partner Pipeline', open: ['Intro 👋', 'Offer (first)'], won: 'Signed 🎉', lost: 'Dropped (other)' },
];
/** What the customer writes into the map of stages; "Mystery" is forgotten. */
export const ownStages: Readonly<Record<string, StageName | null>> = {
  'Intro 👋': 'contacted',
  'Offer (first) (Partner Pipeline)': 'quoted',
  'Signed 🎉': 'won',
  'Dropped (other) (Partner Pipeline)': 'lost',
  'On Hold': null,
};
const meaning: Readonly<Record<string, StageName | null>> = {
  'Appointment Scheduled': 'contacted',
  'Qualified To Buy': 'qualified',
  'Contract Sent': 'quoted',
  'Intro 👋': 'contacted',
  'Offer (first)': 'quoted',
  'On Hold': null,
};
/** The stages whose columns were ticked; that of "Signed 🎉" was not. */
const ticked = pipelines.flatMap(({ name, open, won, lost }) =>
  [...open, won, lost]
    .filter((stage) => stage !== 'Signed 🎉')
    .map((stage) => ({ stage, header: `Date entered "${stage} (${name})"` })),
);

type Row = Record<string, string>;
const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const csv = (columns: readonly string[], rows: readonly Row[], lineEnd: string): string =>
  `\uFEFF${[columns, ...rows.map((row) => columns.map((name) => row[name] ?? ''))].map((cells) => cells.map(cell).join(',')).join(lineEnd)}${lineEnd}`;

const dealColumns = [
  'Record ID',
  'Deal Name',
  'Deal Stage',
  'Pipeline',
  'Amount',
  'Amount in company currency',
  'Currency',
  'Close Date',
  'Create Date',
  'Deal owner',
  'Deal Type',
  'Original Traffic Source',
  ...ticked.map(({ header }) => header),
  'Associated Company IDs (Primary)',
  'Associated Company (Primary)',
  'Associated Contact IDs',
  // Two properties of the account have one label.
  'Region',
  'Region',
];
const names = ['Harbour "Mills"', 'Line\nbreak, Ltd', '合同续签 ✅', 'Orchard & Sons; partners', '=cmd'];

export function hubspotExport(seed: number, deals: number): HubspotExport {
  const chance = randomSource(seed);
  const stories = new Map<string, Story>();
  const storyOf = (id: string): Story => {
    const story = stories.get(id) ?? { leads: [], touches: [], stages: [], orders: [] };
    stories.set(id, story);
    return story;
  };
  const customers = new Set<string>();
  const broken: Record<string, number> = {};
  const breaks = (what: string) => {
    broken[what] = (broken[what] ?? 0) + 1;
  };
  const taken = new Set<number>();
  const at = (from: number, days: number): number => {
    let instant = Math.ceil((from + chance.next() * days * day) / minute) * minute + minute;
    while (taken.has(instant)) instant += minute;
    taken.add(instant);
    return instant;
  };
  const start = Date.UTC(2025, 0, 10);
  const source = () => chance.pick(['Organic Search', 'Paid Search', 'Offline Sources', '(No value)', '']);
  const owner = () => chance.pick(['Owner One', 'Owner Two (Deactivated User)', '']);

  const companies = Array.from({ length: Math.ceil(deals / 4) }, (_, index) => String(18_020_000_000 + index));
  const companyRows: Row[] = [];
  for (const id of companies) {
    // Some companies are not in the view that was exported: a deal that names one tells its name.
    if (chance.chance(0.05)) continue;
    customers.add(id);
    companyRows.push({
      'Record ID': id,
      'Company name': chance.pick(names),
      City: 'Bergen',
      'Country/Region': chance.pick(['Norway', '']),
      Industry: 'RETAIL',
      'Number of Employees': '12',
      'Create Date': stamp(at(start - 30 * day, 20)),
    });
  }

  const contactCompany = new Map<string, string | null>();
  const contactRows: Row[] = [];
  for (let index = 0; index < deals / 2; index++) {
    const id = String(401 + index);
    const company = chance.chance(0.6) ? chance.pick(companies) : null;
    contactCompany.set(id, company);
    const subscriber = chance.chance(0.2);
    const created = at(start, 300);
    const becameLead = !subscriber && chance.chance(0.7) ? at(created, 30) : null;
    const who = company ?? `contact:${id}`;
    customers.add(who);
    if (!subscriber) storyOf(who).leads.push(becameLead ?? created);
    contactRows.push({
      'Record ID': id,
      'First Name': chance.pick(['Ada', '']),
      'Last Name': 'Lund',
      'Lifecycle Stage': subscriber ? 'Subscriber' : 'Lead',
      'Create Date': stamp(created),
      'Became a Lead Date': becameLead === null ? '' : stamp(becameLead),
      'Original Traffic Source': source(),
      'Contact owner': owner(),
      'Associated Company IDs (Primary)':
        company === null ? '' : chance.chance(0.1) ? `${company};${companies[0]}` : company,
    });
  }
  const contacts = [...contactCompany.keys()];

  let [dealsWon, dealsLost, revenue, pipelineValue] = [0, 0, 0, 0];
  const dealRows: Row[] = [];
  for (let index = 0; index < deals; index++) {
    const created = at(start, 330);
    const pipeline = chance.weighted([
      [3, pipelines[0]!],
      [1, pipelines[1]!],
    ] as const);
    const [company, contact] = [
      chance.chance(0.8) ? chance.pick(companies) : null,
      chance.chance(0.8) ? chance.pick(contacts) : null,
    ];
    const who = company ?? (contact === null ? null : (contactCompany.get(contact) ?? `contact:${contact}`));
    // A deal of nobody has a story that no customer has.
    const story: Story = who === null ? { leads: [], touches: [], stages: [], orders: [] } : storyOf(who);
    if (who !== null) customers.add(who);
    const row: Row = {
      'Record ID': String(29_010_000_000 + index),
      'Deal Name': chance.pick(names),
      Pipeline: pipeline.name,
      Currency: chance.pick(['EUR', 'USD']),
      'Create Date': stamp(created),
      'Deal owner': owner(),
      'Deal Type': chance.pick(['New Business', 'Existing Business', '']),
      'Original Traffic Source': source(),
      'Associated Company IDs (Primary)':
        company === null ? '' : chance.chance(0.1) ? `${company};${companies[1]}` : company,
      'Associated Company (Primary)': company === null ? '' : 'Named in the deal',
      'Associated Contact IDs': contact === null ? '' : chance.chance(0.2) ? `${contact};${contacts[0]}` : contact,
    };
    const enter = (stage: string, instant: number) => {
      row[`Date entered "${stage} (${pipeline.name})"`] = stamp(instant);
    };
    let clock = created;
    let current = pipeline.open[0]!;
    for (const stage of pipeline.open) {
      if (chance.chance(0.45)) continue;
      clock = at(clock, 15);
      current = stage;
      enter(stage, clock);
      const means = meaning[stage];
      if (means === undefined) breaks('interactions UNMAPPED_VALUE');
      else if (means !== null) story.stages.push({ stage: means, at: clock });
    }
    const fate = chance.weighted([
      [40, 'won'],
      [25, 'lost'],
      [10, 'reopened'],
      [25, 'open'],
    ] as const);
    const amount = chance.chance(0.1) ? null : chance.integer(1, 400) * 50;
    const badAmount = fate === 'won' && chance.chance(0.02);
    if (badAmount) breaks('interactions INVALID_NUMBER');
    else story.stages.push({ stage: 'lead', at: created });
    let isOpen = true;
    row.Amount = amount === null ? '' : `${amount * 2}.0`;
    row['Amount in company currency'] = badAmount ? '12,400.00' : amount === null ? '' : String(amount);
    row['Close Date'] = chance.chance(0.5) ? '' : stamp(now + 40 * day);
    if (fate === 'won' || fate === 'lost') {
      // Once lost and won later, or won by mistake: only the last stage counts.
      if (chance.chance(0.1)) enter(fate === 'won' ? pipeline.lost : pipeline.won, at(clock, 3));
      const closed = at(clock, 30);
      current = fate === 'won' ? pipeline.won : pipeline.lost;
      const without = current === 'Signed 🎉' || chance.chance(0.05);
      if (!without) enter(current, closed);
      const closing = chance.weighted([
        [85, closed],
        [10, closed - (closed % day) - 9 * 60 * minute],
        [5, now + 30 * day],
      ] as const);
      row['Close Date'] = stamp(closing);
      const when = without ? closing : closed;
      if (when > now) {
        breaks('interactions REQUIRED');
        if (fate === 'won') breaks(badAmount ? 'transactions INVALID_NUMBER' : 'transactions REQUIRED');
      } else {
        isOpen = false;
        story.stages.push({ stage: fate, at: when });
        if (fate === 'lost') dealsLost += 1;
        else dealsWon += 1;
        if (badAmount) breaks('transactions INVALID_NUMBER');
        else if (fate === 'won') {
          story.orders.push(when);
          revenue += amount ?? 0;
        }
      }
    } else if (fate === 'reopened') {
      enter(pipeline.won, at(clock, 5));
    }
    if (isOpen && !badAmount) pipelineValue += amount ?? 0;
    if (current === 'Mystery') {
      // Whether such a deal is won is not known, of its stage and of its purchase.
      breaks('interactions UNMAPPED_VALUE');
      breaks('transactions UNMAPPED_VALUE');
    }
    // What was not ticked is not in the file.
    dealRows.push({ ...row, 'Deal Stage': current });
  }

  let complaints = 0;
  const ticketRows: Row[] = Array.from({ length: 200 }, (_, index) => {
    const created = at(start, 400);
    const complaint = chance.chance(0.2);
    if (complaint) complaints += 1;
    const company = chance.pick(companies);
    customers.add(company);
    const closed = chance.pick([null, created + 90 * minute, created - 60 * minute]);
    return {
      'Record ID': String(7000 + index),
      'Create date': stamp(created),
      'Close date': closed === null ? '' : stamp(closed),
      Category: complaint ? 'Complaint' : chance.pick(['Billing issue', '']),
      Source: chance.pick(['Email', 'Chat']),
      'Time to first agent response': chance.pick(['', '00:30:00']),
      'Associated Company IDs (Primary)': company,
    };
  });

  const half = Math.floor(dealRows.length / 2);
  const columnsOf = (rows: readonly Row[]) => [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return {
    files: {
      'hubspot-crm-exports-all-deals-2026-07-01-1.csv': csv(dealColumns, dealRows.slice(0, half), '\n'),
      'hubspot-crm-exports-all-deals-2026-07-01-2.csv': csv(dealColumns, dealRows.slice(half), '\r\n'),
      'hubspot-crm-exports-all-companies-2026-07-01.csv': csv(columnsOf(companyRows), companyRows, '\n'),
      'hubspot-crm-exports-all-contacts-2026-07-01.csv': csv(columnsOf(contactRows), contactRows, '\n'),
      'hubspot-crm-exports-all-tickets-2026-07-01.csv': csv(columnsOf(ticketRows), ticketRows, '\n'),
    },
    expected: {
      ...storyFigures([...stories.values()]),
      dealsWon,
      dealsLost,
      revenue,
      pipeline: pipelineValue,
      customers: customers.size,
      tickets: ticketRows.length - complaints,
      complaints,
      broken,
    },
  };
}
