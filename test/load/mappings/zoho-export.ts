// An invented Zoho CRM data backup with every quirk such backups have, and what happened in the company that it is of.
import { type Happened, nothingHappened } from './invented-figures';
import { type Cells, choices, type InventedFile, inventedFile } from './invented-files';

const day = 86_400_000;
/** The clock of the organisation, India, is so much before UTC. */
const ahead = 5.5 * 3_600_000;
const start = Date.parse('2025-01-01T00:00:00+05:30');
/** The instant of the backup; what lies after it has not happened. */
const now = Date.parse('2026-07-01T00:00:00+05:30');

const written = (at: number): string => new Date(at + ahead).toISOString().slice(0, 19).replace('T', ' ');
const writtenDay = (at: number): string => written(at).slice(0, 10);
const midnight = (at: number): number => at - ((at + ahead) % day);
const bare = (module: number, number: number): string => `48768760000003${module}${String(number).padStart(4, '0')}`;
const idOf = (module: number, number: number): string => `zcrm_${bare(module, number)}`;

const sources = ['Web Download', 'Cold Call', 'Trade Show', 'Partner'];
const openStages: readonly (readonly [name: string, meaning: string, probability: string])[] = [
  ['Qualification', 'qualified', '10'],
  ['Needs Analysis', 'qualified', '20'],
  ['Negotiation/Review', 'quoted', '90'],
  ['🔍 Prüfung', 'qualified', '74'],
  ['🤝 Handschlag', 'quoted', '75'],
];

export type InventedBackup = {
  readonly files: readonly InventedFile[];
  readonly happened: Happened;
  /** Where the rows begin that are broken on purpose. */
  readonly broken: readonly string[];
};

const columns = {
  Leads:
    'Record Id,Lead Owner.id,Lead Owner,Company,First Name,Last Name,Email,Phone,Lead Source,Lead Status,Industry,No. of Employees,Created Time,Modified Time,Converted Account.id,Converted Account,Converted Contact.id,Converted Contact,Converted Deal.id,Is Converted,City,Country,Tag',
  Deals:
    'Record Id,Deal Owner.id,Deal Owner,Amount,Deal Name,Closing Date,Account Name.id,Account Name,Stage,Type,Probability (%),Lead Source,Campaign Source.id,Campaign Source,Created Time,Modified Time,Contact Name.id,Contact Name,Currency,Exchange Rate,Stage Modified Time',
  Accounts:
    'Record Id,Account Owner.id,Account Owner,Account Name,Industry,Employees,Phone,Billing Address - City,Billing Address - Country,Created Time,Tag',
  Contacts:
    'Record Id,Contact Owner.id,Contact Owner,Lead Source,First Name,Last Name,Account Name.id,Account Name,Email,Date of Birth,Created Time',
  Users: 'id,First Name,Last Name,Email,Role,Status',
  Cases:
    'Record Id,Case Owner.id,Case Owner,Subject,Status,Type,Case Origin,Case Reason,Account Name.id,Deal Name.id,Created Time,Modified Time',
  Calls:
    'Record Id,Call Type,Contact Name.id,Subject,Call Start Time,Call Duration (in seconds),Related To.id,Call Owner.id,Description,Created Time',
  Tasks: 'Record Id,Subject,Status,Due Date,Related To.id,Related To Module,Task Owner.id,Closed Time,Created Time',
  Events: 'Record Id,Subject,Start DateTime,End DateTime,Related To.id,Contact Name.id,Event Owner.id,Created Time',
  Campaigns: 'Record Id,Campaign Name,Type,Status,Start Date,End Date,Actual Cost,Currency,Exchange Rate,Created Time',
} as const;

export function zohoBackup(
  seed: number,
  { leads = 1200, deals = 1000, accounts = 300, contacts = 400 } = {},
): InventedBackup {
  const { chance, below, oneOf } = choices(seed);
  const happened = nothingHappened();
  const broken: string[] = [];
  const files: InventedFile[] = [];
  /** Modules come in pieces, of which some begin with a byte order mark. */
  const open = (module: keyof typeof columns, piece = 1, start = '') => {
    const file = inventedFile(`${module}_00${piece}.csv`, columns[module].split(','), { start });
    files.push(file);
    return file;
  };
  const moment = (from = start, to = now) => from + 1000 * below((to - from) / 1000);
  const owners = [0, 1, 2, 3];
  const owner = (module: string, of: readonly number[] = owners): Cells => {
    const number = oneOf(of);
    return { [`${module} Owner.id`]: idOf(9, number), [`${module} Owner`]: `Owner ${number}` };
  };

  const user = open('Users');
  for (const number of [0, 1, 2, 5, 6])
    user.add({
      id: bare(9, number),
      'First Name': 'Owner',
      'Last Name': String(number),
      Role: 'Field',
      Status: 'ACTIVE',
    });

  // Accounts beyond those in the file are named by leads and deals alone; contacts belong to accounts or to nobody.
  const account = open('Accounts', 1, '\uFEFF');
  for (let number = 0; number < accounts; number++) {
    account.add({
      'Record Id': idOf(3, number),
      ...owner('Account'),
      'Account Name': `Acme "${number}", Ltd`,
      Industry: '-None-',
      'Billing Address - Country': 'India',
      'Created Time': written(moment()),
      Tag: 'key;depot',
    });
    happened.known.add(idOf(3, number));
  }
  const contact = open('Contacts');
  const accountOfContact = Array.from({ length: contacts }, () => (chance(0.6) ? idOf(3, below(accounts)) : null));
  for (const [number, accountId] of accountOfContact.entries()) {
    contact.add({
      'Record Id': idOf(4, number),
      ...owner('Contact'),
      'Lead Source': '-None-',
      'First Name': chance(0.3) ? '' : 'Ada',
      'Last Name': `C${number}`,
      'Account Name.id': accountId ?? '',
      'Created Time': written(start),
    });
    if (accountId === null) happened.known.add(idOf(4, number));
  }
  const ofContact = (number: number) => accountOfContact[number] ?? idOf(4, number);

  const leadFiles = [open('Leads', 1, '\uFEFF'), open('Leads', 2)];
  const customerOfLead = new Map<string, string>();
  for (let number = 0; number < leads; number++) {
    const id = idOf(1, number);
    const became = chance(0.3) ? oneOf(['account', 'contact'] as const) : null;
    const contactNumber = below(contacts);
    // Mostly the account of the contact, now and then one that the backup does not have.
    const accountId =
      became === 'account'
        ? chance(0.1)
          ? idOf(3, accounts + below(5))
          : (accountOfContact[contactNumber] ?? null)
        : null;
    const converted: Cells =
      became === null
        ? {}
        : {
            'Converted Account.id': accountId ?? '',
            'Converted Contact.id':
              accountId === null || accountOfContact[contactNumber] === accountId ? idOf(4, contactNumber) : '',
          };
    const customer = became === null ? `lead:${id}` : (accountId ?? ofContact(contactNumber));
    const at = moment();
    const channel = oneOf([...sources, '-None-', '']);
    const isBroken = number % 400 === 3 && became === null;
    const place = leadFiles[number % 2]!.add({
      ...converted,
      'Record Id': id,
      ...owner('Lead'),
      Company: chance(0.3) ? '' : `Lead "${number}",\nsecond line`,
      'Last Name': `L${number}`,
      'Lead Source': channel,
      'Lead Status': 'Contacted',
      Industry: '-None-',
      'Created Time': isBroken ? '02-29-2026' : written(at),
      'Is Converted': String(became !== null),
    });
    if (isBroken) {
      broken.push(place);
      continue;
    }
    customerOfLead.set(id, customer);
    happened.leads.push({ customer, at, channel: channel === '' || channel === '-None-' ? null : channel });
  }

  const campaign = open('Campaigns');
  const spent = [
    ['Fair', '2026-02-01', '500.5', '1', 5_005_000],
    ['No start', '', '20', '', 200_000],
    ['Next year', '2027-01-01', '70', '1', 0],
    ['Free', '2026-01-01', '0', '1', 0],
  ] as const;
  for (const [number, [name, day, cost, rate, money]] of spent.entries()) {
    campaign.add({
      'Record Id': idOf(7, number),
      'Campaign Name': name,
      'Start Date': day,
      'Actual Cost': cost,
      Currency: 'INR',
      'Exchange Rate': rate,
      'Created Time': '2026-01-05 10:00:00',
    });
    if (money > 0) happened.spend.push({ money });
  }

  const dealFiles = [open('Deals', 1, '\uFEFF'), open('Deals', 2), open('Deals', 3)];
  const customerOfDeal = new Map<string, string>();
  for (let number = 0; number < deals; number++) {
    const id = idOf(2, number);
    const contactNumber = below(contacts);
    const whose = oneOf(['account', 'account', 'contact', 'both', 'nobody'] as const);
    const accountId =
      whose === 'both' || whose === 'account'
        ? (accountOfContact[contactNumber] ?? idOf(3, below(accounts + 5)))
        : null;
    const customer = accountId ?? (whose === 'contact' ? ofContact(contactNumber) : null);
    const created = moment();
    let outcome = chance(0.5) ? oneOf(['won', 'won', 'lost'] as const) : null;
    const closed = created + 1000 * (60 + below(60 * 86_400));
    if (closed >= now) outcome = null;
    const [openName, meaning, probability] = oneOf(openStages);
    const hasChange = chance(0.8);
    const closeDay =
      outcome === null ? now + day * below(100) : chance(0.05) ? now + day * (1 + below(50)) : midnight(closed);
    const cents = chance(0.1) ? null : below(1_000_000);
    // Three ways to be broken: a stage of one's own that is an end, a rate that nobody knows, an end in the future.
    const way = number % 90 === 5 ? oneOf(['stage', 'rate'] as const) : null;
    const isStrange = way === 'stage';
    const isForeign = way === 'rate' && outcome === 'won' && cents !== null;
    const name = isStrange
      ? '✅ Gewonnen'
      : outcome === 'won'
        ? 'Closed Won'
        : outcome === 'lost'
          ? oneOf(['Closed Lost', 'Closed-Lost to Competition'])
          : openName;
    const isKnown = isStrange || hasChange;
    const place = dealFiles[number % 3]!.add({
      'Record Id': id,
      ...owner('Deal'),
      Amount: cents === null ? '' : (cents / 100).toFixed(2),
      'Deal Name': `Deal "${number}"`,
      'Closing Date': writtenDay(closeDay),
      'Account Name.id': accountId ?? '',
      'Account Name': accountId === null ? '' : `Account ${accountId}`,
      Stage: name,
      Type: oneOf(['-None-', 'New Business', 'Existing Business']),
      'Probability (%)': isStrange ? '100' : outcome === null ? probability : outcome === 'won' ? '100' : '0',
      'Lead Source': oneOf([...sources, '-None-']),
      'Campaign Source.id': chance(0.2) ? idOf(7, 0) : '',
      'Created Time': written(created),
      'Contact Name.id': whose === 'contact' || whose === 'both' ? idOf(4, contactNumber) : '',
      'Contact Name': whose === 'contact' ? `Contact ${contactNumber}` : '',
      Currency: isForeign ? 'USD' : 'INR',
      'Exchange Rate': isForeign ? '0.0119' : oneOf(['1', '1.000000000', '']),
      'Stage Modified Time': isKnown ? written(outcome === null ? Math.min(closed, now - 1000) : closed) : '',
    });
    if (customer !== null) customerOfDeal.set(id, customer);
    const money = cents === null || isForeign ? null : cents * 100;
    const stage = (called: string, when: number, worth: number | null) =>
      happened.stages.push({ deal: id, customer, stage: called, at: when, money: worth });
    stage('lead', created, !isStrange && outcome === null && !hasChange ? money : null);
    if (isStrange) {
      broken.push(place);
      continue;
    }
    if (outcome === null) {
      if (hasChange) stage(meaning, Math.min(closed, now - 1000), money);
      continue;
    }
    const at = hasChange ? closed : closeDay < created ? created : closeDay;
    if (at >= now) {
      broken.push(place);
      continue;
    }
    stage(outcome, at, money);
    if (isForeign) broken.push(place);
    else if (outcome === 'won') happened.purchases.push({ order: id, customer, at, money: (cents ?? 0) * 100 });
  }

  addActivities();
  addCases();
  return { files, happened, broken };

  /** Somebody a record is about, by one of the modules it may name. */
  function whom(): { readonly related: string; readonly contact: string; readonly customer: string | null } {
    const number = below(contacts);
    const [leadId, ofLead] = oneOf([...customerOfLead]);
    const [dealId, ofDeal] = oneOf([...customerOfDeal]);
    return oneOf([
      { related: leadId, contact: '', customer: ofLead },
      { related: dealId, contact: idOf(4, number), customer: ofDeal },
      { related: '', contact: idOf(4, number), customer: ofContact(number) },
      { related: idOf(3, number % accounts), contact: '', customer: idOf(3, number % accounts) },
      { related: idOf(4, number), contact: '', customer: ofContact(number) },
      { related: '', contact: '', customer: null },
    ]);
  }

  function addActivities(): void {
    const call = open('Calls');
    const task = open('Tasks');
    const event = open('Events');
    for (let number = 0; number < 400; number++) {
      const { related, contact: contactId, customer } = whom();
      const isLater = chance(0.1);
      const at = isLater ? moment(now, now + 30 * day) : moment();
      const touched = (counts: boolean) => {
        if (counts && !isLater && customer !== null) happened.touches.push({ customer, at });
      };
      const kind = oneOf(['call', 'task', 'event'] as const);
      if (kind === 'call') {
        const type = oneOf(['Outbound', 'Inbound', 'Missed']);
        call.add({
          'Record Id': idOf(5, number),
          'Call Type': type,
          'Contact Name.id': contactId,
          Subject: 'a, "b"',
          'Call Start Time': written(at),
          'Call Duration (in seconds)': 120,
          'Related To.id': related,
          'Call Owner.id': idOf(9, 0),
        });
        touched(type !== 'Missed');
      } else if (kind === 'task') {
        const isDone = chance(0.7);
        // Tasks name no contact here.
        const own = contactId !== '' && related === '' ? contactId : related;
        task.add({
          'Record Id': idOf(5, number),
          Subject: 'Follow up',
          Status: isDone ? 'Completed' : 'Not Started',
          'Due Date': writtenDay(now),
          'Related To.id': own,
          'Task Owner.id': idOf(9, 1),
          'Closed Time': isDone ? written(at) : '',
        });
        touched(isDone);
      } else {
        event.add({
          'Record Id': idOf(5, number),
          'Start DateTime': written(at),
          'End DateTime': written(at + 3_600_000),
          'Related To.id': related,
          'Contact Name.id': contactId,
          'Event Owner.id': idOf(9, 2),
        });
        touched(true);
      }
    }
    broken.push(task.addLine('cut off,2'));
  }

  function addCases(): void {
    const file = open('Cases');
    for (let number = 0; number < 200; number++) {
      const at = moment();
      const complaint = chance(0.2) ? oneOf(['Type', 'Case Reason']) : null;
      const isClosed = chance(0.6);
      const kind: Cells = complaint === null ? { Type: '-None-' } : { [complaint]: 'Complaint' };
      file.add({
        ...kind,
        'Record Id': idOf(6, number),
        ...owner('Case', [5, 7]),
        Status: isClosed ? 'Closed' : 'New',
        'Case Origin': oneOf(['Phone', 'Web', '-None-']),
        'Account Name.id': number % 2 === 0 ? idOf(3, number) : '',
        'Deal Name.id': number % 4 === 1 ? idOf(2, number) : '',
        'Created Time': written(at),
      });
      happened.cases.push({ at, kind: complaint === null ? 'ticket' : 'complaint', resolved: isClosed });
    }
  }
}
