// What is true of an invented company, counted from what happened in it: plain sums and sets over the events that a generator
// invents beside the rows it writes. Shares no code with the loader, the mappings or the engine.

/** Instants are milliseconds since 1970. A customer of null is nobody known. */
export type Happened = {
  readonly leads: { readonly customer: string; readonly at: number; readonly channel: string | null }[];
  /** Stages of deals; won and lost are what a deal is in the end, once each. */
  readonly stages: {
    readonly deal: string;
    readonly customer: string | null;
    readonly stage: string;
    readonly at: number;
    /** What the deal is worth then, in ten-thousandths; null where that is not known. */
    readonly money: number | null;
  }[];
  /** Money in ten-thousandths. */
  readonly purchases: {
    readonly order: string;
    readonly customer: string | null;
    readonly at: number;
    readonly money: number;
  }[];
  readonly touches: { readonly customer: string; readonly at: number }[];
  readonly cases: { readonly at: number; readonly kind: 'ticket' | 'complaint'; readonly resolved: boolean }[];
  readonly spend: { readonly money: number }[];
  /** Customers who are on file whatever happened to them. */
  readonly known: Set<string>;
};

export const nothingHappened = (): Happened => ({
  leads: [],
  stages: [],
  purchases: [],
  touches: [],
  cases: [],
  spend: [],
  known: new Set(),
});

export type Period = { readonly from: number; readonly to: number };

const isIn = (at: number, { from, to }: Period): boolean => at >= from && at < to;
const earliest = (times: readonly number[]): number => times.reduce((least, at) => Math.min(least, at), Infinity);

/** Groups by a key; what has none is left out. */
function by<Each>(all: readonly Each[], keyOf: (each: Each) => string | null): Map<string, Each[]> {
  const found = new Map<string, Each[]>();
  for (const each of all) {
    const key = keyOf(each);
    if (key === null) continue;
    const group = found.get(key);
    if (group === undefined) found.set(key, [each]);
    else group.push(each);
  }
  return found;
}

const times = (all: readonly { readonly at: number }[] | undefined): number[] => (all ?? []).map(({ at }) => at);

/** Leads of a period who had not bought before, each with the channel of the lead, and which of them bought at all. */
export function leadsOf({ leads, purchases }: Happened, period: Period) {
  const bought = by(purchases, ({ customer }) => customer);
  const counted = [...by(leads, ({ customer }) => customer)].flatMap(([customer, own]) => {
    const first = own.reduce((least, each) => (each.at < least.at ? each : least));
    const firstBought = earliest(times(bought.get(customer)));
    return isIn(first.at, period) && firstBought >= first.at ? [{ ...first, converted: firstBought < Infinity }] : [];
  });
  return { count: counted.length, converted: counted.filter((each) => each.converted).length, counted };
}

export function dealsOf({ stages }: Happened, period: Period) {
  const first = (stage: string) =>
    new Map(
      [...by(stages, ({ deal }) => deal)].map(([deal, own]) => [
        deal,
        earliest(times(own.filter((each) => each.stage === stage))),
      ]),
    );
  const [won, lost, quoted] = [first('won'), first('lost'), first('quoted')];
  const count = (of: Map<string, number>, and: (deal: string, at: number) => boolean = () => true) =>
    [...of].filter(([deal, at]) => isIn(at, period) && and(deal, at)).length;
  return {
    won: count(won),
    closed: count(won) + count(lost),
    quoted: count(quoted),
    signed: count(quoted, (deal, at) => won.get(deal)! >= at && won.get(deal)! < Infinity),
  };
}

/** Deals that are open in the end, and what they are worth, each by the last of its stages that says so; what won deals were worth. */
export function worthOf({ stages }: Happened) {
  const open: { readonly money: number }[] = [];
  const won: { readonly money: number }[] = [];
  let openDeals = 0;
  for (const own of by(stages, ({ deal }) => deal).values()) {
    const end = own.find(({ stage }) => stage === 'won' || stage === 'lost');
    if (end === undefined) openDeals += 1;
    const sorted = own.filter(({ at }) => end === undefined || at <= end.at).sort((one, other) => one.at - other.at);
    const last = end?.money ?? sorted.findLast(({ money }) => money !== null)?.money ?? null;
    if (last === null) continue;
    if (end === undefined) open.push({ money: last });
    else if (end.stage === 'won') won.push({ money: last });
  }
  return { openDeals, pipeline: moneyOf(open), won: Number(moneyOf(won)), wonWithAmount: won.length };
}

export const moneyOf = (all: readonly { readonly money: number }[]): string => {
  const sum = all.reduce((total, { money }) => total + BigInt(money), 0n);
  return `${sum / 10_000n}.${String(sum % 10_000n).padStart(4, '0')}`;
};

/** Sums by month on a clock so many hours before UTC. */
export function moneyByMonth({ purchases }: Happened, hours: number): Record<string, string> {
  const months = by(purchases, ({ at }) => new Date(at + hours * 3_600_000).toISOString().slice(0, 7));
  return Object.fromEntries([...months].sort().map(([month, own]) => [month, moneyOf(own)]));
}

/** How many customers reached each stage, of those whose lead is in the period and before anything they bought. */
export function funnelOf(
  { leads, stages, purchases, touches }: Happened,
  period: Period,
): readonly (readonly [string, number])[] {
  const ofLeads = by(leads, ({ customer }) => customer);
  const ofStages = by(stages, ({ customer }) => customer);
  const ofPurchases = by(purchases, ({ customer }) => customer);
  const ofTouches = by(touches, ({ customer }) => customer);
  const reached = [0, 0, 0, 0, 0, 0];
  for (const customer of new Set([...ofLeads.keys(), ...ofStages.keys()])) {
    const at = (stage: string) => times(ofStages.get(customer)?.filter((each) => each.stage === stage));
    const lead = earliest([...times(ofLeads.get(customer)), ...at('lead')]);
    const bought = times(ofPurchases.get(customer));
    if (!isIn(lead, period) || earliest(bought) < lead) continue;
    const orders = [...by(ofPurchases.get(customer) ?? [], ({ order }) => order).values()].map((own) =>
      earliest(times(own)),
    );
    const after = (all: readonly number[]) => earliest(all.filter((each) => each >= lead));
    const own = [
      lead,
      after([...at('contacted'), ...times(ofTouches.get(customer))]),
      after(at('qualified')),
      after(at('quoted')),
      after([...at('won'), ...bought]),
      orders.sort((one, other) => one - other)[1] ?? Infinity,
    ];
    for (let stage = 0; stage < own.length; stage++) {
      if (own.slice(stage).some((time) => time < Infinity)) reached[stage]! += 1;
    }
  }
  return ['LEAD', 'CONTACTED', 'QUALIFIED', 'QUOTED', 'WON', 'REPURCHASED'].map((name, stage) => [
    name,
    reached[stage]!,
  ]);
}

/** Everybody who is on file. */
export const customersOf = ({ known, leads, stages, purchases, touches }: Happened): number =>
  new Set([...known, ...[...leads, ...stages, ...purchases, ...touches].flatMap(({ customer }) => customer ?? [])])
    .size;
