// The tables about customers against a recalculation that goes through the rows one by one and shares nothing with the
// SQL: slow, and plain enough to be believed.
import { Temporal } from 'temporal-polyfill';
import { load } from '../../../src/load/load';
import { createTestWarehouse, type TestWarehouse } from '../../support/test-warehouse';
import { loadFolder } from '../support/load-folder';
import { filesOf, type Row, type Rows, randomRows, randomSource } from '../support/random-load';

const microseconds = (text: string): number => {
  const [whole = '', fraction = '0'] = text.replace(/Z$/, '').split('.');
  return Date.parse(`${whole}Z`) * 1000 + Number(fraction.padEnd(6, '0'));
};
const at = (row: Row): number => microseconds(String(row.occurred_at));
const idOf = (row: Row): string => String(row.transaction_id ?? row.interaction_id);
const inOrder = (a: Row, b: Row): number => at(a) - at(b) || (idOf(a) < idOf(b) ? -1 : 1);
const isPurchase = (row: Row): boolean => row.kind === 'order' || row.kind === 'renewal';
const least = (...values: readonly (number | null | undefined)[]): number | null => {
  const known = values.filter((value) => value != null);
  return known.length === 0 ? null : Math.min(...known);
};

type Facts = {
  readonly transactions: readonly Row[];
  readonly purchases: readonly Row[];
  readonly interactions: readonly Row[];
  readonly versions: readonly Row[];
};

function factsOf(rows: Rows, customer: string): Facts {
  const own = (table: string) => rows[table]!.filter((row) => row.customer_id === customer);
  const transactions = own('transactions').toSorted(inOrder);
  const startOf = (row: Row) =>
    row.valid_from === null ? Number.NEGATIVE_INFINITY : microseconds(String(row.valid_from));
  return {
    transactions,
    purchases: transactions.filter(isPurchase),
    interactions: own('interactions').toSorted(inOrder),
    versions: own('customers').toSorted((a, b) => startOf(a) - startOf(b)),
  };
}

const lastGiven = ({ versions }: Facts, column: string): string | null =>
  (versions.findLast((row) => row[column] !== null)?.[column] as string | undefined) ?? null;
const instantOf = (text: string | null): number | null => (text === null ? null : microseconds(text));
const lastAmount = (soFar: readonly Row[]): string | null => {
  const named = soFar.findLast((row) => row.amount !== null);
  return named === undefined ? null : Number(named.amount).toFixed(4);
};
const firstLead = ({ interactions }: Facts): Row | undefined => interactions.find((row) => row.kind === 'lead');

const firstContact = (facts: Facts): number | null => {
  const lead = firstLead(facts);
  return least(instantOf(lastGiven(facts, 'first_contact_at')), lead && at(lead));
};

const settings = { timeZone: 'Europe/Berlin', lostAfterDays: 120, dormantAfterDays: 48 } as const;

let warehouse: TestWarehouse;
beforeEach(async () => {
  warehouse = await createTestWarehouse(settings);
});
afterEach(() => warehouse.drop());

async function loaded(rows: Rows): Promise<void> {
  await load(warehouse, { path: await loadFolder(filesOf(rows)) });
}
const query = async (sql: string) =>
  (await warehouse.pool.query<Record<string, string | number | boolean | null>>(sql)).rows;
const customersOf = (rows: Rows): readonly string[] => [
  ...new Set(
    [...rows.customers!, ...rows.interactions!, ...rows.transactions!].flatMap((row) =>
      row.customer_id === null ? [] : [String(row.customer_id)],
    ),
  ),
];

describe.each([11, 12, 13, 14])('company %i', (seed) => {
  const rows = randomRows(seed);

  test('customer_spell says of every instant what the definition says', async () => {
    await loaded(rows);
    const spells = await query(
      `SELECT customer_id AS id, state, starts_after AS "after", ends_at AS until
       FROM customer_spell JOIN customer_summary USING (customer_no) ORDER BY customer_no, starts_after`,
    );
    const random = randomSource(seed);
    const daysBefore = (instant: number, days: number): number =>
      Number(
        Temporal.Instant.fromEpochNanoseconds(BigInt(instant) * 1000n)
          .toZonedDateTimeISO(settings.timeZone)
          .subtract({ days }).epochNanoseconds / 1000n,
      );
    let checked = 0;
    for (const customer of customersOf(rows)) {
      const facts = factsOf(rows, customer);
      const churnedAt = instantOf(lastGiven(facts, 'churned_at'));
      const stateAt = (t: number): string | null => {
        const before = facts.purchases.filter((row) => at(row) < t);
        if (churnedAt !== null && churnedAt <= t && !before.some((row) => churnedAt < at(row))) return null;
        if (before.length === 0) return null;
        // A term covers the instant of its purchase.
        const inTerm = facts.purchases.some(
          (row) => at(row) <= t && row.term_end !== null && t < microseconds(String(row.term_end)),
        );
        if (inTerm || before.some((row) => at(row) >= daysBefore(t, settings.dormantAfterDays))) return 'active';
        return before.some((row) => at(row) >= daysBefore(t, settings.lostAfterDays)) ? 'dormant' : null;
      };
      const own = spells
        .filter(({ id }) => id === customer)
        .map(({ state, after, until }) => ({
          state,
          after: microseconds(String(after)),
          until: microseconds(String(until)),
        }));
      // Every edge of a spell and every moment that may be one, each with its neighbours, and moments between.
      const moments = [
        ...own.flatMap(({ after, until }) => [after, until]),
        ...facts.purchases.flatMap((row) => [
          at(row),
          ...(row.term_end === null ? [] : [microseconds(String(row.term_end))]),
        ]),
        ...(churnedAt === null ? [] : [churnedAt]),
        ...Array.from({ length: 20 }, () => Date.UTC(2023, 9, 1) * 1000 + random.below(1000) * 86_400_000_000),
      ].flatMap((moment) => [moment - 1, moment, moment + 1]);
      for (const moment of moments) {
        const found = own.filter(({ after, until }) => after < moment && moment <= until);
        expect({ customer, moment, state: found.map(({ state }) => state) }).toEqual({
          customer,
          moment,
          state: stateAt(moment) === null ? [] : [stateAt(moment)],
        });
        checked += 1;
      }
      // As long as they can be: two that touch differ.
      for (const [index, spell] of own.entries()) {
        const next = own[index + 1];
        if (next !== undefined && next.after === spell.until) expect(next.state).not.toBe(spell.state);
      }
    }
    expect(checked).toBeGreaterThan(1000);
    expect(new Set(spells.map(({ state }) => state))).toEqual(new Set(['active', 'dormant']));
  });

  test('customer_summary has what happened first', async () => {
    await loaded(rows);
    const found = await query(
      `SELECT customer_id, first_contact_at, churned_at, churn_reason, first_lead_at, first_fact_at, on_file_from, first_purchase_at,
         first_purchase_date, first_order_id FROM customer_summary`,
    );
    const expected = customersOf(rows).map((customer) => {
      const facts = factsOf(rows, customer);
      const [purchase] = facts.purchases;
      const lead = firstLead(facts);
      const [version] = facts.versions;
      const firstFact = least(...[...facts.transactions, ...facts.interactions].map(at));
      const begins = version === undefined ? null : instantOf(version.valid_from as string | null);
      return {
        customer_id: customer,
        first_contact_at: firstContact(facts),
        churned_at: instantOf(lastGiven(facts, 'churned_at')),
        churn_reason: lastGiven(facts, 'churn_reason'),
        first_lead_at: lead === undefined ? null : at(lead),
        first_fact_at: firstFact,
        on_file_from: least(instantOf(lastGiven(facts, 'first_contact_at')), firstFact, begins) ?? '-infinity',
        first_purchase_at: purchase === undefined ? null : at(purchase),
        first_purchase_date: purchase === undefined ? null : dateOf(at(purchase)),
        first_order_id: purchase?.order_id ?? null,
      };
    });
    const instants = [
      'first_contact_at',
      'churned_at',
      'first_lead_at',
      'first_fact_at',
      'on_file_from',
      'first_purchase_at',
    ];
    expect(sorted(found.map((row) => withInstants(row, instants)))).toEqual(sorted(expected));
  });

  test('opportunity has what was known at each instant, and orders, leads and offers follow', async () => {
    await loaded(rows);
    const firstPurchase = (customer: string | null) =>
      customer === null ? undefined : factsOf(rows, customer).purchases[0];
    const begun: { customer: string | null; at: number }[] = [];
    const expected = [
      ...new Set(
        rows.interactions!.flatMap((row) => (row.opportunity_id === null ? [] : [String(row.opportunity_id)])),
      ),
    ].flatMap((id) => {
      const own = rows.interactions!.filter((row) => row.opportunity_id === id).toSorted(inOrder);
      const first = own[0]!;
      const customer = first.customer_id as string | null;
      begun.push({ customer, at: at(first) });
      const contact = customer === null ? null : firstContact(factsOf(rows, customer));
      const bought = firstPurchase(customer);
      const fresh = bought === undefined || at(bought) >= at(first);
      const cycle = contact !== null && contact < at(first) && fresh ? contact : at(first);
      const instants = [...new Set(own.map(at))];
      return instants.map((instant, index) => {
        const soFar = own.filter((row) => at(row) <= instant);
        const firstOf = (stage: string) => soFar.find((row) => row.stage === stage);
        const quoted = firstOf('quoted');
        const won = firstOf('won');
        const wonAfterQuote = quoted && soFar.find((row) => row.stage === 'won' && at(row) >= at(quoted));
        const close = soFar.findLast((row) => row.stage === 'won' || row.stage === 'lost');
        return {
          opportunity_id: id,
          customer_id: customer,
          channel_id: first.channel_id,
          agent_id: soFar.findLast((row) => row.agent_id !== null)?.agent_id ?? null,
          known_from: instant,
          known_to: instants[index + 1] ?? 'infinity',
          first_stage_at: at(first),
          first_quoted_at: quoted === undefined ? null : at(quoted),
          first_won_at: won === undefined ? null : at(won),
          won_after_quote_at: wonAfterQuote === undefined ? null : at(wonAfterQuote),
          last_close_at: close === undefined ? null : at(close),
          last_close_won: close === undefined ? null : close.stage === 'won',
          cycle_started_at: cycle,
          product_id: soFar.findLast((row) => row.product_id !== null)?.product_id ?? null,
          is_open: !['won', 'lost'].includes(String(soFar.at(-1)!.stage)),
          amount: lastAmount(soFar),
          won_amount: won === undefined ? null : lastAmount(soFar.filter((row) => at(row) <= at(won))),
        };
      });
    });
    const found = await query(
      `SELECT opportunity_id, customer_id, channel_id, agent_id, product_id, is_open, amount, won_amount, known_from, known_to, first_stage_at, first_quoted_at, first_won_at,
         won_after_quote_at, last_close_at, last_close_won, cycle_started_at
       FROM opportunity LEFT JOIN customer_summary USING (customer_no) JOIN dim_channel USING (channel_no) JOIN dim_agent USING (agent_no)
         JOIN dim_product USING (product_no)`,
    );
    const instants = Object.keys(expected[0]!).filter((name) => /_at$|^known/.test(name));
    expect(sorted(found.map((row) => withInstants(row, instants)))).toEqual(sorted(expected));

    const orders = await query(
      `SELECT customer_id, order_id, order_number, transaction_id, o.occurred_at, product_id, previous_order_at, cycle_started_at
       FROM customer_order AS o JOIN customer_summary USING (customer_no) JOIN dim_product USING (product_no)`,
    );
    const expectedOrders = customersOf(rows).flatMap((customer) => {
      const facts = factsOf(rows, customer);
      const lines = facts.purchases.filter(
        (row, index) => facts.purchases.findIndex((other) => other.order_id === row.order_id) === index,
      );
      return lines.map((line, index) => {
        const contact = firstContact(facts);
        const began = begun.some((each) => each.customer === customer && each.at < at(line));
        return {
          customer_id: customer,
          order_id: line.order_id,
          order_number: index + 1,
          transaction_id: line.transaction_id,
          occurred_at: at(line),
          product_id: line.product_id,
          previous_order_at: index === 0 ? null : at(lines[index - 1]!),
          cycle_started_at: index === 0 && !began && contact !== null && contact <= at(line) ? contact : null,
        };
      });
    });
    const orderInstants = ['occurred_at', 'previous_order_at', 'cycle_started_at'];
    expect(sorted(orders.map((row) => withInstants(row, orderInstants)))).toEqual(sorted(expectedOrders));

    const leads = await query(
      `SELECT customer_id, interaction_id, occurred_at, l.first_purchase_at, followed_up_at
       FROM customer_lead AS l JOIN customer_summary USING (customer_no)`,
    );
    const expectedLeads = customersOf(rows).flatMap((customer) => {
      const facts = factsOf(rows, customer);
      const lead = firstLead(facts);
      if (lead === undefined) return [];
      const followUp = facts.interactions.find(
        (row) => at(row) >= at(lead) && (row.kind === 'touch' || row.stage === 'contacted'),
      );
      return {
        customer_id: customer,
        interaction_id: lead.interaction_id,
        occurred_at: at(lead),
        first_purchase_at: facts.purchases[0] === undefined ? null : at(facts.purchases[0]),
        followed_up_at: followUp === undefined ? null : at(followUp),
      };
    });
    const leadInstants = ['occurred_at', 'first_purchase_at', 'followed_up_at'];
    expect(sorted(leads.map((row) => withInstants(row, leadInstants)))).toEqual(sorted(expectedLeads));

    const offers = await query(
      `SELECT customer_id, interaction_id, follows_purchase, next_purchase_at FROM customer_offer JOIN customer_summary USING (customer_no)`,
    );
    const expectedOffers = customersOf(rows).flatMap((customer) => {
      const { interactions, purchases } = factsOf(rows, customer);
      return interactions
        .filter((row) => row.kind === 'retention_offer')
        .map((offer) => {
          const next = purchases.find((row) => at(row) >= at(offer));
          return {
            customer_id: customer,
            interaction_id: offer.interaction_id,
            follows_purchase: purchases.some((row) => at(row) < at(offer)),
            next_purchase_at: next === undefined ? null : at(next),
          };
        });
    });
    expect(sorted(offers.map((row) => withInstants(row, ['next_purchase_at'])))).toEqual(sorted(expectedOffers));

    const categories = await query(
      'SELECT customer_id, category, first_purchased_at FROM customer_category JOIN customer_summary USING (customer_no)',
    );
    const categoryOf = new Map(rows.products!.map((row) => [row.product_id, row.category]));
    const expectedCategories = customersOf(rows).flatMap((customer) => {
      const first = new Map<unknown, number>();
      for (const row of factsOf(rows, customer).purchases) {
        const category = categoryOf.get(row.product_id!);
        if (category !== undefined && !first.has(category)) first.set(category, at(row));
      }
      return [...first].map(([category, instant]) => ({
        customer_id: customer,
        category,
        first_purchased_at: instant,
      }));
    });
    expect(sorted(categories.map((row) => withInstants(row, ['first_purchased_at'])))).toEqual(
      sorted(expectedCategories),
    );
  });
});

const dateOf = (instant: number): string =>
  Temporal.Instant.fromEpochMilliseconds(Math.floor(instant / 1000))
    .toZonedDateTimeISO(settings.timeZone)
    .toPlainDate()
    .toString();

type Found = Readonly<Record<string, string | number | boolean | null>>;
const withInstants = (row: Found, names: readonly string[]): Found =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      names.includes(name) && typeof value === 'string' && !value.endsWith('infinity') ? microseconds(value) : value,
    ]),
  );
const sorted = (rows: readonly object[]): readonly string[] =>
  rows.map((row) => JSON.stringify(row, Object.keys(row).sort())).sort();
