// Every customer's history, one after another, from one statement: what is kept of a customer is what the caller keeps.
import type { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { oncePerText } from '../../model/once-per';
import type { CustomerHistory } from '../history/customer-history';
import { answerUnits, historyColumns, historyRows, questions, sources } from './history-rows';
import { readIntegerRows } from './integer-rows';

type Growing = {
  -readonly [Name in keyof CustomerHistory]: CustomerHistory[Name] extends readonly (infer Row)[]
    ? Row[]
    : CustomerHistory[Name];
};

const begun = (customerNo: number): Growing => ({
  customerNo,
  firstPurchaseAt: null,
  churnedAt: null,
  firstLeadAt: null,
  transactions: [],
  interactions: [],
  answers: [],
  spells: [],
  terms: [],
  stageRows: [],
  versions: [],
});

/** One and the same text for all customers of a kind: there are few kinds. */
const kindText = (channel: number, industry: number): string => `${channel} ${industry}`;
const kindOf = oncePerText(kindText, kindText);

const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value);

function add(history: Growing, [, source, at, channel, a, b, c, d, e, f]: readonly number[]): void {
  switch (source) {
    case sources.summary:
      history.firstPurchaseAt = orNull(at!);
      history.churnedAt = orNull(a!);
      history.firstLeadAt = orNull(b!);
      return;
    case sources.version:
      history.versions.push({ from: orNull(at!) ?? Number.NEGATIVE_INFINITY, kind: kindOf(a!, b!) });
      return;
    case sources.transaction:
      history.transactions.push({
        at: at!,
        day: a!,
        isPurchase: b === 1,
        order: c!,
        isFirstLine: d === 1,
        revenue: e!,
        profit: f!,
        channel: channel!,
      });
      return;
    case sources.interaction:
      history.interactions.push({ at: at!, day: a!, isEngaged: b === 1, isComplaint: c === 1, channel: channel! });
      return;
    case sources.answer:
      history.answers.push({ at: at!, question: questions[a! - 1]!, score: b! / answerUnits });
      return;
    case sources.stage:
      history.stageRows.push({ at: at!, rank: a!, isLost: b === 1 });
      return;
    case sources.spell:
      history.spells.push({ startsAfter: at!, endsAt: a!, isDormant: b === 1 });
      return;
    case sources.term:
      history.terms.push({ at: at!, end: a!, isRenewed: b === 1 });
      return;
    default:
      throw new Error(`A row of history has the source ${source}`);
  }
}

/** Calls `each` once for every customer with a fact, in the order of their numbers. */
export async function readHistories(client: Client, each: (history: CustomerHistory) => void): Promise<void> {
  let open: Growing | null = null;
  await readIntegerRows(client.query(copyTo(historyRows())), historyColumns.length, (row) => {
    const customerNo = row[0]!;
    if (open?.customerNo !== customerNo) {
      if (open !== null) each(open);
      open = begun(customerNo);
    }
    add(open, row as unknown as readonly number[]);
  });
  if (open !== null) each(open);
}
