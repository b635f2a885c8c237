// An invented Salesforce Data Export with every quirk such exports have, and what happened in the company that it is of.

import { type Happened, nothingHappened } from './invented-figures';
import { type Cells, choices, type InventedFile, inventedFile } from './invented-files';

const day = 86_400_000;
const utc = (text: string): number => Date.parse(`${text}Z`);
const start = utc('2025-01-01T00:00:00');
/** The instant of the export; what lies after it has not happened. */
const now = utc('2026-07-01T00:00:00');

/** A time as the export writes it: UTC, without saying so. */
const written = (at: number): string => new Date(at).toISOString().slice(0, 19).replace('T', ' ');
const writtenDay = (at: number): string => `${written(at).slice(0, 10)} 00:00:00`;
const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** Ids of 18 characters, of which two may differ in the case of a letter alone. */
const idOf = (prefix: string, number: number): string => {
  const tail = [digits[Math.floor(number / 3844) % 62], digits[Math.floor(number / 62) % 62], digits[number % 62]];
  return `${prefix}5e0000QzR${tail.join('')}${number % 2 === 0 ? 'EAF' : 'AAV'}`;
};

const sources = ['Web', 'Phone Inquiry', 'Partner Referral', 'Trade Show', 'Word of mouth'];
/** Stages with what they mean; the last two are the organisation's own. */
const openStages: readonly (readonly [name: string, meaning: string, probability: number])[] = [
  ['Prospecting', 'lead', 10],
  ['Needs Analysis', 'qualified', 20],
  ['🔍 Discovery, "deep"', 'qualified', 74.9],
  ['Proposal/Price Quote', 'quoted', 75],
  ['🤝 Verbal yes', 'quoted', 80],
];
/** Units of a currency for one euro, as ten-thousandths of a euro in a hundredth of a unit. */
const currencies: Readonly<Record<string, { readonly rate: string; readonly worth: number }>> = {
  EUR: { rate: '1', worth: 100 },
  USD: { rate: '1.25', worth: 80 },
  INR: { rate: '80', worth: 1.25 },
};
const nothing = '000000000000000AAA';

const leadColumns =
  'Id,IsDeleted,LastName,FirstName,Company,City,State,Country,Phone,Email,LeadSource,Status,Industry,NumberOfEmployees,OwnerId,IsConverted,ConvertedAccountId,ConvertedOpportunityId,CreatedDate,Description';
const dealColumns =
  'Id,IsDeleted,AccountId,Name,StageName,Amount,Probability,CloseDate,Type,LeadSource,IsClosed,IsWon,ForecastCategory,CurrencyIsoCode,CampaignId,HasOpportunityLineItem,OwnerId,CreatedDate,LastStageChangeDate';
const historyColumns =
  'Id,OpportunityId,CreatedDate,StageName,Amount,Probability,FromForecastCategory,ForecastCategory,CurrencyIsoCode,IsDeleted';

export type InventedExport = {
  readonly files: readonly InventedFile[];
  readonly happened: Happened;
  /** Where the rows begin that are broken on purpose. */
  readonly broken: readonly string[];
};

export function salesforceExport(seed: number, { leads = 1500, deals = 1200, accounts = 500 } = {}): InventedExport {
  const { chance, below, oneOf } = choices(seed);
  const happened = nothingHappened();
  const broken: string[] = [];
  const files = new Map<string, InventedFile>();
  const file = (name: string, columns: string) => {
    const made = inventedFile(`${name}.csv`, columns.split(','), { quoted: true });
    files.set(name, made);
    return made;
  };
  const users = [1, 2, 3, 4].map((number) => idOf('005', number));
  const service = idOf('005', 5);
  const owner = () => (chance(0.05) ? idOf('00G', 1) : oneOf(users));
  const moment = (from = start, to = now) => from + 1000 * below((to - from) / 1000);
  const flag = (value: boolean) => (value ? '1' : '0');

  const user = file('User', 'Id,Username,LastName,FirstName,Department,UserRoleId,IsActive');
  for (const [index, id] of [...users, service, idOf('005', 6)].entries())
    user.add({
      Id: id,
      Username: `u${index}@x.example`,
      LastName: `User${index}`,
      FirstName: index === 3 ? '' : 'Ada',
      Department: 'Field',
      UserRoleId: index === 0 ? idOf('00E', 1) : nothing,
      IsActive: flag(index !== 5),
    });
  file('UserRole', 'Id,Name').add({ Id: idOf('00E', 1), Name: 'Region North' });
  const currencyType = file('CurrencyType', 'Id,IsoCode,ConversionRate,IsActive,IsCorporate');
  for (const [code, { rate }] of Object.entries(currencies))
    currencyType.add({ IsoCode: code, ConversionRate: rate, IsActive: '1' });

  const account = file(
    'Account',
    'Id,IsDeleted,Name,BillingCity,BillingState,BillingCountry,Phone,Industry,NumberOfEmployees,OwnerId,CreatedDate,AccountSource',
  );
  const contact = file('Contact', 'Id,IsDeleted,AccountId,LastName,FirstName,Email,CreatedDate');
  /** Accounts that leads and deals name; those from `accounts` on are not in the export. */
  const named = Array.from({ length: accounts + 10 }, (_, number) => idOf('001', number));
  for (const [number, id] of named.slice(0, accounts).entries()) {
    const isDeleted = number % 50 === 49;
    account.add({
      Id: id,
      IsDeleted: flag(isDeleted),
      Name: `Acme "${number}"\nHolding, Ltd`,
      BillingCountry: 'Norway',
      NumberOfEmployees: number,
      OwnerId: owner(),
      CreatedDate: written(moment()),
      AccountSource: oneOf(['', nothing, 'Web']),
    });
    contact.add({
      Id: idOf('003', number),
      IsDeleted: '0',
      AccountId: id,
      LastName: `C${number}`,
      CreatedDate: written(now - day),
    });
    if (!isDeleted) happened.known.add(id);
  }
  contact.add({
    Id: idOf('003', accounts),
    IsDeleted: '0',
    AccountId: nothing,
    LastName: 'Nobody',
    CreatedDate: written(now - day),
  });

  const lead = file('Lead', leadColumns);
  const customerOfLead = new Map<string, string>();
  for (let number = 0; number < leads; number++) {
    const id = idOf('00Q', number);
    const converted = chance(0.3) ? oneOf(named) : null;
    const isDeleted = chance(0.03);
    const at = moment();
    const channel = oneOf([...sources, '']);
    const customer = converted ?? `lead:${id}`;
    const isBroken = number % 500 === 250 && converted === null;
    const place = lead.add({
      Id: id,
      IsDeleted: flag(isDeleted),
      LastName: `L${number}`,
      Company: chance(0.2) ? '' : `Lead & Co "${number}"`,
      City: 'Oslo',
      LeadSource: channel,
      Status: chance(0.1) ? 'Closed - Converted' : 'Open - Not Contacted',
      OwnerId: owner(),
      IsConverted: flag(converted !== null),
      ConvertedAccountId: converted ?? oneOf(['', nothing]),
      ConvertedOpportunityId: nothing,
      CreatedDate: isBroken ? 'yesterday' : written(at),
      Description: chance(0.2) ? 'one\ntwo, "three"' : '',
    });
    if (isDeleted) continue;
    if (isBroken) {
      broken.push(place);
      continue;
    }
    customerOfLead.set(id, customer);
    happened.leads.push({ customer, at, channel: channel === '' ? null : channel });
  }

  file('Campaign', 'Id,IsDeleted,Name,Type,StartDate,ActualCost,CurrencyIsoCode,CreatedDate');
  const campaign = files.get('Campaign')!;
  const spent: readonly (readonly [name: string, start: string, cost: string, currency: string, money: number])[] = [
    ['Spring', '2025-03-01 00:00:00', '1000.0', 'EUR', 10_000_000],
    ['Fair', '2026-02-01 00:00:00', '500.5', 'USD', 4_004_000],
    ['No start', '', '20.0', 'EUR', 200_000],
    ['Next year', '2027-01-01 00:00:00', '70.0', 'EUR', 0],
    ['Free', '2026-01-01 00:00:00', '0.0', 'EUR', 0],
    ['Unknown', '2026-01-01 00:00:00', '', 'EUR', 0],
  ];
  for (const [number, [name, StartDate, ActualCost, CurrencyIsoCode, money]] of spent.entries()) {
    campaign.add({
      Id: idOf('701', number),
      IsDeleted: '0',
      Name: name,
      StartDate,
      ActualCost,
      CurrencyIsoCode,
      CreatedDate: '2026-01-05 10:00:00',
    });
    if (money > 0) happened.spend.push({ money });
  }
  campaign.add({
    Id: idOf('701', 90),
    IsDeleted: '1',
    Name: 'Gone',
    StartDate: '2026-01-01 00:00:00',
    ActualCost: '9.0',
  });
  broken.push(
    campaign.add({
      Id: idOf('701', 91),
      IsDeleted: '0',
      Name: 'Dear',
      StartDate: '2026-01-01 00:00:00',
      ActualCost: 'much',
    }),
  );

  const product = file('Product2', 'Id,IsDeleted,Name,Family,IsActive');
  for (const number of [0, 1])
    product.add({ Id: idOf('01t', number), IsDeleted: '0', Name: `P${number}`, Family: oneOf(['Sensors', '']) });
  const deal = file('Opportunity', dealColumns);
  const history = file('OpportunityHistory', historyColumns);
  const line = file(
    'OpportunityLineItem',
    'Id,IsDeleted,OpportunityId,Product2Id,Quantity,UnitPrice,TotalPrice,CurrencyIsoCode',
  );
  let entries = 0;
  let lines = 0;
  let withLines = '';

  for (let number = 0; number < deals; number++) {
    const id = idOf('006', number);
    const customer = chance(0.06) ? null : oneOf(named);
    const isDeleted = chance(0.03);
    const created = moment();
    const entry = (at: number, name: string, category: string, probability: number, worthThen: number | null) =>
      history.add({
        Id: idOf('008', entries++),
        OpportunityId: id,
        CreatedDate: written(at),
        StageName: name,
        Amount: worthThen === null ? '' : (worthThen / 100).toFixed(2),
        CurrencyIsoCode: isForeign ? 'XTS' : currency,
        Probability: probability.toFixed(1),
        ForecastCategory: category,
        IsDeleted: flag(isDeleted),
      });
    /** Without history: a deal of before there was one. */
    const hasHistory = !chance(0.08);
    const knowsChange = !chance(0.12);
    const isMade = chance(0.05) ? 'closed' : 'open';
    const path: {
      readonly at: number;
      readonly name: string;
      readonly meaning: string;
      readonly probability: number;
    }[] = [];
    let at = created;
    if (isMade === 'open') {
      for (const [name, meaning, probability] of openStages) {
        if (path.length > 0 && chance(0.4)) continue;
        if (path.length > 0) at += 3_600_000 + 1000 * below(20 * 86_400);
        if (at >= now) break;
        path.push({ at, name, meaning, probability });
      }
    }
    let outcome = isMade === 'closed' || chance(0.6) ? oneOf(['won', 'won', 'lost'] as const) : null;
    let closed = isMade === 'closed' ? created : at + 1000 * (60 + below(15 * 86_400));
    if (closed >= now) outcome = null;
    const currency = oneOf(['EUR', 'EUR', 'USD', 'INR']);
    const cents = chance(0.1) && number % 100 !== 7 ? null : 8 * below(1_000_000);
    const isBroken = !isDeleted && outcome === 'won' && number % 100 === 7;
    const amount = isBroken && number % 200 === 7 ? 'n/a' : cents === null ? '' : (cents / 100).toFixed(2);
    const isForeign = isBroken && number % 200 === 107;
    const isUnreadable = isBroken && !isForeign;
    /** Before its last stage a deal is said to be worth half. */
    const half = cents === null ? null : cents / 2;
    const inEuros = (of: number | null) => (of === null || isForeign ? null : of * currencies[currency]!.worth);
    const closedName = (of: string) => (of === 'won' ? 'Closed Won' : 'Closed Lost');
    const category = (of: string) => (of === 'won' ? 'Closed' : 'Omitted');
    let edited: number | null = null;
    const stagesMade = path.length;
    for (const [place, { at: when, name, probability }] of path.entries()) {
      if (!hasHistory) break;
      entry(when, name, 'Pipeline', probability, place === path.length - 1 ? cents : half);
      // An edit of the amount repeats the stage, just before the next one.
      if (place === 0 && chance(0.2) && when + 60_000 < now) {
        entry(when + 60_000, name, 'Pipeline', probability, cents);
        edited = when + 60_000;
      }
    }
    const last = path.at(-1);
    let changed = last !== undefined && path.length > 1 ? last.at : null;
    if (outcome !== null) {
      // Won by mistake for four minutes, open again, and only then closed.
      if (hasHistory && last !== undefined && chance(0.1) && closed + 3_600_000 < now) {
        entry(closed, 'Closed Won', 'Closed', 100, cents);
        entry(closed + 240_000, last.name, 'Pipeline', last.probability, cents);
        path.push({ ...last, at: closed + 240_000 });
        closed += 3_600_000;
      }
      changed = closed;
      if (hasHistory) entry(closed, closedName(outcome), category(outcome), outcome === 'won' ? 100 : 0, cents);
      if (hasHistory && chance(0.1))
        entry(closed + 60_000, closedName(outcome), category(outcome), outcome === 'won' ? 100 : 0, cents);
    }
    const closeDay = outcome === null ? now + day * below(200) : closed - (closed % day) + (chance(0.1) ? 90 * day : 0);
    const hasChange = knowsChange && changed !== null && isMade !== 'closed';
    // Neither a change of stage nor history: the noon of the close date, where that lies between the making and now.
    const noon = closeDay + day / 2;
    const known = hasChange || hasHistory ? closed : noon > created && noon < now ? noon : created;

    const lineCents =
      outcome === 'won' && !isBroken && chance(0.4)
        ? [100, 250, 4].slice(0, 1 + below(3)).map((each) => each * 4 * (1 + below(500)))
        : [];
    const type = oneOf(['New Customer', 'Existing Customer - Upgrade', '']);
    const place = deal.add({
      Id: id,
      IsDeleted: flag(isDeleted),
      AccountId: customer ?? oneOf(['', nothing]),
      Name: `Deal "${number}",\nphase 2`,
      StageName: outcome === null ? (last?.name ?? 'Prospecting') : closedName(outcome),
      Amount: amount,
      Probability: outcome === null ? (last?.probability ?? 10) : '100.0',
      CloseDate: writtenDay(closeDay),
      Type: type,
      LeadSource: oneOf([...sources, '']),
      IsClosed: flag(outcome !== null),
      IsWon: flag(outcome === 'won'),
      CurrencyIsoCode: isForeign ? 'XTS' : currency,
      CampaignId: oneOf([nothing, '', idOf('701', 0)]),
      HasOpportunityLineItem: flag(lineCents.length > 0),
      OwnerId: owner(),
      CreatedDate: written(created),
      LastStageChangeDate: hasChange ? written(changed!) : '',
    });
    if (isBroken && (amount === 'n/a' || isForeign)) broken.push(place);
    const isDead = isDeleted ? '1' : '0';
    if (lineCents.length > 0 && !isDeleted) withLines = id;
    for (const each of lineCents)
      line.add({
        Id: idOf('00k', lines++),
        IsDeleted: isDead,
        OpportunityId: id,
        Product2Id: idOf('01t', lines % 2),
        Quantity: '2.0',
        UnitPrice: '1.0',
        TotalPrice: (each / 100).toFixed(2),
        CurrencyIsoCode: currency,
      });
    // Lines that count for nothing: of a deal that is not won, and one that was deleted.
    if (outcome !== 'won' || chance(0.05))
      line.add({
        Id: idOf('00k', lines++),
        IsDeleted: flag(outcome === 'won'),
        OpportunityId: id,
        Quantity: '1.0',
        TotalPrice: '7777.0',
        CurrencyIsoCode: currency,
      });
    if (isDeleted) continue;

    const stage = (name: string, when: number, money: number | null) =>
      happened.stages.push({ deal: id, customer, stage: name, at: when, money });
    const isAlone = !hasHistory && outcome === null && !hasChange;
    stage('lead', created, isAlone ? inEuros(cents) : null);
    if (hasHistory) {
      for (const [step, { at: when, meaning }] of path.entries())
        stage(meaning, when, inEuros(step >= stagesMade - 1 ? cents : half));
      if (edited !== null) stage(path[0]!.meaning, edited, inEuros(cents));
    } else if (outcome === null && hasChange) stage(last!.meaning, last!.at, inEuros(cents));
    // An amount that is no number leaves the whole row in quarantine.
    if (outcome !== null && !isUnreadable) stage(outcome, known, inEuros(cents));
    if (outcome !== 'won' || isBroken) continue;
    const sold = lineCents.length > 0 ? lineCents : [cents ?? 0];
    for (const each of sold)
      happened.purchases.push({ order: id, customer, at: known, money: each * currencies[currency]!.worth });
  }
  broken.push(
    history.add({
      Id: idOf('008', entries++),
      OpportunityId: idOf('006', 200_000),
      CreatedDate: '2026-01-01 00:00:00',
      StageName: 'Prospecting',
      Probability: '10.0',
      ForecastCategory: 'Pipeline',
      IsDeleted: '0',
    }),
  );
  broken.push(
    line.add({
      Id: idOf('00k', lines++),
      IsDeleted: '0',
      OpportunityId: withLines,
      Quantity: '1.0',
      TotalPrice: 'free',
      CurrencyIsoCode: 'EUR',
    }),
  );

  addActivities();
  addCases();
  return { files: [...files.values()], happened, broken };

  function addActivities(): void {
    const task = file(
      'Task',
      'Id,IsDeleted,WhoId,WhatId,Subject,ActivityDate,Status,OwnerId,AccountId,IsClosed,CallDurationInSeconds,TaskSubtype,CreatedDate,CompletedDateTime',
    );
    const event = file(
      'Event',
      'Id,IsDeleted,IsChild,WhoId,WhatId,Subject,ActivityDate,StartDateTime,DurationInMinutes,OwnerId,AccountId',
    );
    const people = [...customerOfLead];
    const whom = (): { readonly cells: Cells; readonly customer: string | null } => {
      const number = below(accounts);
      const [leadId, customer] = oneOf(people);
      return oneOf([
        { cells: { AccountId: named[number]!, WhoId: nothing }, customer: named[number]! },
        { cells: { AccountId: nothing, WhoId: idOf('003', number) }, customer: named[number]! },
        { cells: { AccountId: '', WhoId: leadId }, customer },
        { cells: { AccountId: '', WhoId: idOf('003', accounts) }, customer: null },
      ]);
    };
    for (let number = 0; number < 800; number++) {
      const { cells, customer } = whom();
      const at = moment();
      const isClosed = chance(0.7);
      const isDeleted = chance(0.05);
      const isTimed = chance(0.7);
      const dueDay = at - (at % day);
      task.add({
        ...cells,
        Id: idOf('00T', number),
        IsDeleted: flag(isDeleted),
        Subject: 'Call, "again"',
        Status: isClosed ? 'Completed' : 'Not Started',
        IsClosed: flag(isClosed),
        OwnerId: owner(),
        TaskSubtype: oneOf(['Call', 'Email', '']),
        CreatedDate: written(at),
        CompletedDateTime: isClosed && isTimed ? written(at) : '',
        ActivityDate: isTimed ? '2027-01-01 00:00:00' : writtenDay(at),
      });
      // Without the time of completion the noon of its day, or where that is not over, its making.
      const when = isTimed ? at : dueDay + day / 2 < now ? dueDay + day / 2 : at;
      if (isClosed && !isDeleted && customer !== null) happened.touches.push({ customer, at: when });
    }
    broken.push(...Array(2).fill(task.addLine('"cut off","0"')));
    for (let number = 0; number < 300; number++) {
      const { cells, customer } = whom();
      const isLater = chance(0.2);
      const isCopy = chance(0.1);
      const at = isLater ? moment(now, now + 60 * day) : moment();
      event.add({
        ...cells,
        Id: idOf('00U', number),
        IsDeleted: '0',
        IsChild: flag(isCopy),
        StartDateTime: written(at),
        ActivityDate: writtenDay(at),
        DurationInMinutes: 30,
        OwnerId: owner(),
      });
      if (!isLater && !isCopy && customer !== null) happened.touches.push({ customer, at });
    }
  }

  function addCases(): void {
    const each = file(
      'Case',
      'Id,IsDeleted,CaseNumber,ContactId,AccountId,Type,Status,Reason,Origin,IsClosed,ClosedDate,OwnerId,CreatedDate',
    );
    for (let number = 0; number < 400; number++) {
      const at = moment();
      const isClosed = chance(0.7);
      const isDeleted = chance(0.04);
      const complaint = chance(0.2) ? oneOf(['Type', 'Reason']) : null;
      // Cases that were moved here from another system may have been closed before they were made.
      const closed = chance(0.1) ? at - day : Math.min(at + 1000 * below(500_000), now);
      const kind: Cells = complaint === null ? { Type: oneOf(['', 'Problem']) } : { [complaint]: 'Complaint' };
      const whose: Cells = chance(0.5)
        ? { ContactId: idOf('003', number), AccountId: nothing }
        : { AccountId: named[number]! };
      const isBroken = number % 150 === 20 && !isDeleted;
      const place = each.add({
        ...whose,
        ...kind,
        Id: idOf('500', number),
        IsDeleted: flag(isDeleted),
        Origin: oneOf(['Phone', 'Email', '']),
        IsClosed: flag(isClosed),
        ClosedDate: isBroken ? 'soon' : isClosed ? written(closed) : '',
        OwnerId: service,
        CreatedDate: written(at),
      });
      if (isBroken) broken.push(place);
      else if (!isDeleted)
        happened.cases.push({ at, kind: complaint === null ? 'ticket' : 'complaint', resolved: isClosed });
    }
  }
}
