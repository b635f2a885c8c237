// The load format of DATA.md as a check of rows, written from its text and not from the loader or the generator.
// Every finding is a sentence; a valid folder has none.
import type { Row, Sample } from './read-sample';

const required: Readonly<Record<string, readonly string[]>> = {
  customers: ['customer_id'],
  channels: ['channel_id'],
  products: ['product_id'],
  agents: ['agent_id'],
  interactions: ['interaction_id', 'occurred_at', 'kind'],
  transactions: ['transaction_id', 'order_id', 'occurred_at', 'kind', 'revenue'],
  spend: ['spend_id', 'date', 'purpose', 'amount'],
  targets: ['metric', 'from', 'to', 'value'],
};

const optional: Readonly<Record<string, readonly string[]>> = {
  customers:
    'name email phone gender birth_date country region city industry company_size acquired_channel acquired_campaign referred_by first_contact_at churned_at churn_reason tags valid_from'.split(
      ' ',
    ),
  channels: ['name', 'category'],
  products: ['name', 'category', 'price_tier'],
  agents: 'name team department role active_from active_to'.split(' '),
  interactions:
    'customer_id channel_id agent_id campaign topic opportunity_id stage amount product_id question score scale_max response_seconds resolution_seconds duration_seconds outcome'.split(
      ' ',
    ),
  transactions: 'customer_id cost quantity product_id channel_id agent_id campaign opportunity_id term_end'.split(' '),
  spend: ['channel_id', 'campaign'],
  targets: ['dimension', 'member'],
};

const keys: Readonly<Record<string, readonly string[]>> = {
  customers: ['customer_id', 'valid_from'],
  channels: ['channel_id'],
  products: ['product_id'],
  agents: ['agent_id'],
  interactions: ['interaction_id'],
  transactions: ['transaction_id'],
  spend: ['spend_id'],
  targets: ['metric', 'from', 'to', 'dimension', 'member'],
};

export const kinds =
  'lead touch inquiry ticket complaint survey login visit content_view event click impression referral retention_offer stage'.split(
    ' ',
  );
export const stages = 'lead contacted qualified trial quoted won lost'.split(' ');
export const purposes = ['marketing', 'sales', 'retention', 'service'];
/** The default scale of each question, lowest to highest. */
export const scales: Readonly<Record<string, readonly [number, number]>> = {
  nps: [0, 10],
  csat: [1, 5],
  ces: [1, 7],
  csi_product: [1, 5],
  csi_service: [1, 5],
  csi_support: [1, 5],
  cli_repurchase: [1, 10],
  cli_recommend: [1, 10],
  cli_overall: [1, 10],
};

const timestamps: Readonly<Record<string, readonly string[]>> = {
  customers: ['first_contact_at', 'churned_at', 'valid_from'],
  interactions: ['occurred_at'],
  transactions: ['occurred_at'],
};
const dates: Readonly<Record<string, readonly string[]>> = {
  customers: ['birth_date'],
  agents: ['active_from', 'active_to'],
  spend: ['date'],
  targets: ['from', 'to'],
};

/** What is wrong with a sample by the rules of the load format; nothing outside `from`..`until` may have happened. */
export function findings({ tables, summary }: Sample): readonly string[] {
  const found: string[] = [];
  const report = (table: string, row: Row, problem: string) =>
    found.push(`${table} ${keys[table]!.map((key) => row[key]).join(' ')}: ${problem}`);
  const ids = (table: string, column: string) => new Set(tables[table]!.map((row) => row[column]!));
  const known: Readonly<Record<string, ReadonlySet<string>>> = {
    customer_id: ids('customers', 'customer_id'),
    referred_by: ids('customers', 'customer_id'),
    channel_id: ids('channels', 'channel_id'),
    acquired_channel: ids('channels', 'channel_id'),
    product_id: ids('products', 'product_id'),
    agent_id: ids('agents', 'agent_id'),
  };
  const employed = new Map(tables.agents!.map((row) => [row.agent_id!, row]));

  for (const [table, rows] of Object.entries(tables)) {
    const columns = Object.keys(rows[0]!);
    for (const column of required[table]!) if (!columns.includes(column)) found.push(`${table} lacks ${column}`);
    for (const column of columns) {
      if (![...required[table]!, ...optional[table]!].includes(column))
        found.push(`${table} has the unknown column ${column}`);
    }
    const seen = new Set<string>();
    for (const row of rows) {
      const key = JSON.stringify(keys[table]!.map((column) => row[column]));
      if (seen.has(key)) report(table, row, 'duplicate key');
      seen.add(key);
      for (const column of required[table]!) if (row[column] === '') report(table, row, `${column} is empty`);
      for (const column of timestamps[table] ?? []) {
        const value = row[column]!;
        if (value === '') continue;
        if (!isTimestamp(value)) report(table, row, `${column} ${value} is no timestamp`);
        if (value < summary.from || value > `${summary.until}T23:59:59`)
          report(table, row, `${column} ${value} lies outside the history`);
      }
      for (const column of dates[table] ?? [])
        if (row[column] !== '' && !isDate(row[column]!)) report(table, row, `${column} ${row[column]} is no date`);
      for (const [column, members] of Object.entries(known)) {
        if (row[column] !== undefined && row[column] !== '' && !members.has(row[column]))
          report(table, row, `${column} ${row[column]} is not known`);
      }
      const agent = row.occurred_at === undefined || !row.agent_id ? undefined : employed.get(row.agent_id);
      const day = row.occurred_at?.slice(0, 10) ?? '';
      if (agent !== undefined && (day < agent.active_from! || (agent.active_to !== '' && day > agent.active_to!)))
        report(table, row, `agent ${row.agent_id} was not employed`);
      for (const problem of rules[table]?.(row) ?? []) report(table, row, problem);
    }
  }
  return [
    ...found,
    ...customerFindings(tables.customers!),
    ...refundFindings(tables.transactions!),
    ...opportunityFindings(tables.interactions!),
  ];
}

const rules: Readonly<Record<string, (row: Row) => readonly string[]>> = {
  customers: (row) => [
    ...expect(['', 'F', 'M', 'X'].includes(row.gender!), `gender ${row.gender}`),
    ...expect(row.email === '' || row.email!.endsWith('@example.com'), `mail address ${row.email}`),
    ...expect(row.referred_by !== row.customer_id, 'referred by itself'),
    ...expect((row.churned_at === '') === (row.churn_reason === ''), 'churned_at and churn_reason go together'),
    ...expect(!/^;|;$|;;/.test(row.tags!), `tags ${row.tags}`),
  ],
  products: (row) => expect(/^[1-9]$/.test(row.price_tier!), `price_tier ${row.price_tier}`),
  agents: (row) => [
    ...expect(['sales', 'service'].includes(row.role!), `role ${row.role}`),
    ...expect(row.active_to === '' || row.active_to! >= row.active_from!, 'left before coming'),
  ],
  interactions: (row) => {
    const seconds = ['response_seconds', 'resolution_seconds', 'duration_seconds'].filter(
      (column) => row[column] !== '',
    );
    return [
      ...expect(kinds.includes(row.kind!), `kind ${row.kind}`),
      ...expect((row.kind === 'stage') === (row.stage !== ''), 'stage without its kind or the other way round'),
      ...expect(row.stage === '' || (stages.includes(row.stage!) && row.opportunity_id !== ''), `stage ${row.stage}`),
      ...expect(
        row.stage !== '' || (row.amount === '' && row.product_id === ''),
        'an amount or a product without a stage',
      ),
      ...expect(
        row.amount === '' || (/^\d+\.\d\d$/.test(row.amount!) && Number(row.amount) > 0),
        `amount ${row.amount}`,
      ),
      ...expect((row.kind === 'survey') === (row.question !== ''), 'question without its kind or the other way round'),
      ...(row.kind === 'survey' ? scoreProblems(row) : []),
      ...seconds.flatMap((column) => expect(/^\d+$/.test(row[column]!), `${column} ${row[column]}`)),
    ];
  },
  transactions: (row) => {
    const numbers = ['revenue', 'cost', 'quantity'].map((column) => Number(row[column]));
    const sign = row.kind === 'refund' ? -1 : 1;
    return [
      ...expect(['order', 'renewal', 'refund'].includes(row.kind!), `kind ${row.kind}`),
      ...expect(/^-?\d+\.\d\d$/.test(row.revenue!) && /^-?\d+\.\d\d$/.test(row.cost!), 'amounts have two decimals'),
      ...expect(
        numbers.every((number) => number * sign > 0),
        `the sign of ${numbers} on ${row.kind}`,
      ),
      ...expect(
        row.term_end === '' || (isTimestamp(row.term_end!) && row.term_end! > row.occurred_at!),
        `term_end ${row.term_end}`,
      ),
      ...expect(row.kind !== 'renewal' || row.term_end !== '', 'a renewal without a term'),
    ];
  },
  spend: (row) => [
    ...expect(purposes.includes(row.purpose!), `purpose ${row.purpose}`),
    ...expect(/^\d+\.\d\d$/.test(row.amount!) && Number(row.amount) > 0, `amount ${row.amount}`),
  ],
  targets: (row) => [
    ...expect(row.from! <= row.to!, 'ends before it begins'),
    ...expect((row.dimension === '') === (row.member === ''), 'dimension and member go together'),
    ...expect(row.value !== '' && Number.isFinite(Number(row.value)), `value ${row.value}`),
  ],
};

function scoreProblems(row: Row): readonly string[] {
  const scale = scales[row.question!];
  if (scale === undefined) return [`question ${row.question}`];
  const highest = row.scale_max === '' ? scale[1] : Number(row.scale_max);
  return expect(
    row.score !== '' && Number(row.score) >= scale[0] && Number(row.score) <= highest,
    `score ${row.score} of ${highest}`,
  );
}

/** Exactly one row of each customer is the first version, and what is not versioned is the same on all. */
function customerFindings(rows: readonly Row[]): readonly string[] {
  const found: string[] = [];
  for (const [id, versions] of grouped(rows, 'customer_id')) {
    if (versions.filter((row) => row.valid_from === '').length !== 1)
      found.push(`customer ${id} has no or several first versions`);
    for (const column of ['first_contact_at', 'churned_at', 'churn_reason']) {
      if (new Set(versions.map((row) => row[column])).size > 1) found.push(`customer ${id} has several ${column}`);
    }
  }
  return found;
}

/** A refund follows a purchase of the same order, customer and product. */
function refundFindings(rows: readonly Row[]): readonly string[] {
  const orders = grouped(rows, 'order_id');
  return rows.flatMap((refund) => {
    if (refund.kind !== 'refund') return [];
    const bought = orders
      .get(refund.order_id!)!
      .some(
        (row) =>
          row.kind !== 'refund' &&
          row.occurred_at! < refund.occurred_at! &&
          row.product_id === refund.product_id &&
          row.customer_id === refund.customer_id,
      );
    return expect(bought, `refund ${refund.transaction_id} gives back what was not bought`);
  });
}

/** An opportunity is one customer's, its stages follow in time, and it closes once. */
function opportunityFindings(rows: readonly Row[]): readonly string[] {
  const found: string[] = [];
  for (const [id, steps] of grouped(
    rows.filter((row) => row.kind === 'stage'),
    'opportunity_id',
  )) {
    if (new Set(steps.map((row) => row.customer_id)).size !== 1) found.push(`opportunity ${id} has several customers`);
    const inTime = [...steps]
      .sort((a, b) => (a.occurred_at! < b.occurred_at! ? -1 : 1))
      .map((row) => stages.indexOf(row.stage!));
    if (inTime.some((stage, index) => index > 0 && stage <= inTime[index - 1]!))
      found.push(`opportunity ${id} goes backward`);
    if (inTime.includes(stages.indexOf('won')) && inTime.includes(stages.indexOf('lost')))
      found.push(`opportunity ${id} is won and lost`);
  }
  return found;
}

export function grouped(rows: readonly Row[], column: string): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row[column]!);
    if (group === undefined) groups.set(row[column]!, [row]);
    else group.push(row);
  }
  return groups;
}

const expect = (holds: boolean, problem: string): readonly string[] => (holds ? [] : [problem]);

const isDate = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);

const isTimestamp = (text: string): boolean =>
  /T([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(text) && isDate(text.slice(0, 10));
