// Clients that ask without pause while events arrive at their moments, and what is seen of the events meanwhile.
import { setTimeout as wait } from 'node:timers/promises';

/** The body of the answer to a document. */
export type Ask = (query: string) => Promise<string>;
/** Milliseconds; `version`: the data version that the event is in; `answeredAt`, by performance.now(). */
export type Event = { readonly took: number; readonly version: number; readonly answeredAt: number };
/** An answer's version, when it was asked for and when it was there, by performance.now(). */
export type Seen = { readonly version: number; readonly begun: number; readonly at: number };

export const eventsPerSecond = 50;
export const askers = 4;
const looks = 50;

const questions = ['CHANNEL', 'REGION', 'PRODUCT_CATEGORY'].map(
  (dimension) =>
    `{ metrics(period: { from: "2023-01-01", to: "2025-12-31" }, grain: MONTH, by: [${dimension}]) { rows { period { start } revenue { value } orders { value } } } }`,
);

const call = (id: string, customer: number): string => `mutation {
  ingestTransactions(rows: [{ transactionId: "${id}", orderId: "${id}", customerId: "c${customer}", occurredAt: "2025-12-30T10:00:00Z", kind: "order", revenue: 12.5 }], idempotencyKey: "${id}") {
    dataVersion inserted
  }
}`;

const look = `{ metrics(period: { from: "2025-12-31", to: "2025-12-31" }) { rows { orders { value } } resolved { engine dataVersion } } }`;

type Body = {
  readonly errors?: unknown;
  readonly data: {
    readonly ingestTransactions: { readonly dataVersion: string };
    readonly metrics: { readonly resolved: { readonly engine: string; readonly dataVersion: string } };
  };
};

async function read(ask: Ask, document: string): Promise<Body['data']> {
  const { errors, data } = JSON.parse(await ask(document)) as Body;
  if (errors !== undefined) throw new Error(`A request was refused: ${JSON.stringify(errors)}`);
  return data;
}

/** Which engine answers, and up to which version of the data. */
export async function standingOf(ask: Ask): Promise<Seen & { readonly engine: string }> {
  const begun = performance.now();
  const { engine, dataVersion } = (await read(ask, look)).metrics.resolved;
  return { engine, version: Number(dataVersion), begun, at: performance.now() };
}

/** Times of the answers that four clients get until the spell is over. */
export async function askWithoutPause(ask: Ask, until: number): Promise<readonly number[]> {
  const times: number[] = [];
  await Promise.all(
    Array.from({ length: askers }, async (_, asker) => {
      for (let turn = asker; performance.now() < until; turn += 1) {
        const started = performance.now();
        await read(ask, questions[turn % questions.length]!);
        times.push(performance.now() - started);
      }
    }),
  );
  return times;
}

/** Calls of one row each that are sent at their moments, whether those before are answered or not. */
export async function sendEvents(ask: Ask, spell: string, until: number): Promise<readonly Event[]> {
  const calls: Promise<Event>[] = [];
  const begun = performance.now();
  for (let number = 0; performance.now() < until; number += 1) {
    calls.push(sendEvent(ask, `${spell} ${number}`, number % 500));
    await wait(Math.max(0, begun + ((number + 1) * 1000) / eventsPerSecond - performance.now()));
  }
  return Promise.all(calls);
}

async function sendEvent(ask: Ask, id: string, customer: number): Promise<Event> {
  const started = performance.now();
  const { dataVersion } = (await read(ask, call(id, customer))).ingestTransactions;
  const answeredAt = performance.now();
  return { took: answeredAt - started, version: Number(dataVersion), answeredAt };
}

/** Looks again and again which version answers are of. */
export async function lookOn(ask: Ask, until: number): Promise<readonly Seen[]> {
  const seen: Seen[] = [];
  while (performance.now() < until) {
    seen.push(await standingOf(ask));
    await wait(looks);
  }
  return seen;
}

/**
 * How far answers are behind, in milliseconds at most: how long before an answer was asked for an event that it does not have had
 * been stored.
 */
export const behind = (events: readonly Event[], seen: readonly Seen[]): number =>
  seen.reduce((most, { version, begun }) => {
    const missing = events.filter((event) => event.version > version && event.answeredAt <= begun);
    return Math.max(most, ...missing.map(({ answeredAt }) => begun - answeredAt));
  }, 0);
