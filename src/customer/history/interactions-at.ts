// What a customer's interactions and answers say at an instant: how active and engaged it is, what it complains of, what it
// answered, and on which channel it is met.
import { compareCodePoints } from '../../model/dimensions';
import type { Answer, CustomerHistory } from './customer-history';
import type { Evidence } from './evidence';
import type { JudgementInstant } from './judgement-instant';

type Engagement = Pick<Evidence, 'activity' | 'engagedDays' | 'engagedDaysBefore' | 'wasEngaged' | 'complaints'>;

/** Active are interactions and purchases; days are those of the business. */
export function engagementAt({ transactions, interactions }: CustomerHistory, instant: JudgementInstant): Engagement {
  const [active, engaged, engagedBefore] = [new Set<number>(), new Set<number>(), new Set<number>()];
  let [wasEngaged, complaints] = [false, 0];
  for (const { at, day, isEngaged, isComplaint } of interactions) {
    if (at >= instant.at) break;
    if (at < instant.yearBefore) continue;
    if (at >= instant.days90Before) {
      active.add(day);
      if (isEngaged) engaged.add(day);
    } else if (isEngaged) {
      wasEngaged = true;
      if (at >= instant.days180Before) engagedBefore.add(day);
    }
    if (isComplaint && at >= instant.days180Before) complaints += 1;
  }
  for (const { at, day, isPurchase } of transactions) {
    if (at >= instant.at) break;
    if (isPurchase && at >= instant.days90Before) active.add(day);
  }
  return {
    activity: active.size,
    engagedDays: engaged.size,
    engagedDaysBefore: engagedBefore.size,
    wasEngaged,
    complaints,
  };
}

/** The last answer before the instant, of any time; NaN without one. */
export function npsAt({ answers }: CustomerHistory, instant: JudgementInstant): number {
  return lastAnswer(answers, 'nps', Number.NEGATIVE_INFINITY, instant.at);
}

export function lastAnswersAt(
  { answers }: CustomerHistory,
  { at, yearBefore }: JudgementInstant,
): Pick<Evidence, 'lastNps' | 'lastCsat' | 'lastCes'> {
  return {
    lastNps: lastAnswer(answers, 'nps', yearBefore, at),
    lastCsat: lastAnswer(answers, 'csat', yearBefore, at),
    lastCes: lastAnswer(answers, 'ces', yearBefore, at),
  };
}

const lastAnswer = (answers: readonly Answer[], question: Answer['question'], from: number, to: number): number =>
  answers.findLast((answer) => answer.question === question && answer.at >= from && answer.at < to)?.score ??
  Number.NaN;

type Met = { readonly channel: number; readonly times: number; readonly last: number };

/**
 * The known channel of most active facts of the last year, an order counted once, at its first line; of as many the one met
 * last, then the lesser id. 0 without one.
 */
export function preferredChannelAt(
  { transactions, interactions }: CustomerHistory,
  instant: JudgementInstant,
  channelIds: ReadonlyMap<number, string>,
): number {
  const met = new Map<number, Met>();
  const count = (channel: number, at: number): void => {
    if (channel === 0 || at < instant.yearBefore || at >= instant.at) return;
    const before = met.get(channel) ?? { channel, times: 0, last: at };
    met.set(channel, { channel, times: before.times + 1, last: Math.max(before.last, at) });
  };
  for (const { at, channel } of interactions) count(channel, at);
  for (const { at, channel, isFirstLine } of transactions) if (isFirstLine) count(channel, at);
  const idOf = (channel: number): string => channelIds.get(channel) ?? '';
  const order = (one: Met, other: Met): number =>
    other.times - one.times || other.last - one.last || compareCodePoints(idOf(one.channel), idOf(other.channel));
  return [...met.values()].sort(order)[0]?.channel ?? 0;
}
