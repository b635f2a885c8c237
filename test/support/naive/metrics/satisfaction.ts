// Satisfaction: survey answers brought to their question's scale, complaints and referrals.
import type { Cell } from '../cell';
import { hasPurchaseBefore } from '../customers';
import { parseDecimal } from '../exact';
import { customersOf, type Interaction, isActive } from '../facts';
import { ofNetPromoters } from '../intervals';
import type { NaiveValue } from '../question';
import { composite, count, mean, share } from '../values';

const scale = (text: string) => parseDecimal(text);

/** The highest answer of a question where a row does not say. */
function defaultMaximum(question: string): bigint {
  if (question === 'ces') return scale('7');
  return question === 'csat' || question.startsWith('csi_') ? scale('5') : scale('10');
}

/** An answer on its question's own scale as an exact fraction: value = above / below. */
type Answer = { readonly above: bigint; readonly below: bigint };

/** Lowest goes to lowest, highest to highest, and between them linearly. */
function answerOf(fact: Interaction): Answer {
  const question = fact.question as string;
  const lowest = question === 'nps' ? 0n : scale('1');
  const highest = defaultMaximum(question);
  const given = fact.scaleMax ?? highest;
  const below = given - lowest;
  const above = lowest * below + ((fact.score as bigint) - lowest) * (highest - lowest);
  return { above, below: below * scale('1') };
}

function answers(cell: Cell, question: string): readonly Answer[] {
  return cell.interactions.filter((fact) => fact.kind === 'survey' && fact.question === question).map(answerOf);
}

const atLeast = (limit: number) => (answer: Answer) => answer.above >= BigInt(limit) * answer.below;
const atMost = (limit: number) => (answer: Answer) => answer.above <= BigInt(limit) * answer.below;
const numberOf = (answer: Answer) => Number(answer.above) / Number(answer.below);

const promoter = atLeast(9);
const detractor = atMost(6);

export function nps(cell: Cell): NaiveValue {
  const given = answers(cell, 'nps');
  const [promoters, detractors] = [given.filter(promoter).length, given.filter(detractor).length];
  return share(promoters - detractors, given.length, {
    interval: ofNetPromoters(promoters, detractors, given.length),
  });
}

export function promoterRate(cell: Cell): NaiveValue {
  const given = answers(cell, 'nps');
  return share(given.filter(promoter).length, given.length);
}

export function detractorRate(cell: Cell): NaiveValue {
  const given = answers(cell, 'nps');
  return share(given.filter(detractor).length, given.length);
}

export function csat(cell: Cell): NaiveValue {
  const given = answers(cell, 'csat');
  return share(given.filter(atLeast(4)).length, given.length);
}

export function csatAverage(cell: Cell): NaiveValue {
  return mean(answers(cell, 'csat').map(numberOf));
}

export function ces(cell: Cell): NaiveValue {
  return mean(answers(cell, 'ces').map(numberOf));
}

/** The plain mean of the means of its parts; all of them are needed. */
function index(cell: Cell, parts: readonly string[]): NaiveValue {
  const means = parts.map((question) => mean(answers(cell, question).map(numberOf)));
  const behind = means.reduce((before, part) => before + part.behind, 0);
  if (means.some((part) => part.value === null)) return composite(null, 'NO_DATA', behind);
  return composite(means.reduce((before, part) => before + (part.value as number), 0) / means.length, 'OK', behind);
}

export function csi(cell: Cell): NaiveValue {
  return index(cell, ['csi_product', 'csi_service', 'csi_support']);
}

export function cli(cell: Cell): NaiveValue {
  return index(cell, ['cli_repurchase', 'cli_recommend', 'cli_overall']);
}

export function surveyResponses(cell: Cell): NaiveValue {
  return count(cell.interactions.filter((fact) => fact.kind === 'survey').length);
}

export function complaints(cell: Cell): NaiveValue {
  return count(cell.interactions.filter((fact) => fact.kind === 'complaint').length);
}

export function complaintRate(cell: Cell): NaiveValue {
  const complaining = customersOf(cell.interactions.filter((fact) => fact.kind === 'complaint'));
  const active = customersOf([...cell.interactions, ...cell.transactions].filter(isActive));
  return share(complaining.size, active.size);
}

export function referralRate(cell: Cell): NaiveValue {
  const { e } = cell.period;
  const customers = cell.customersAt(e).filter((customer) => hasPurchaseBefore(customer, e));
  const referring = customersOf(cell.everything.interactions.filter((fact) => fact.kind === 'referral'));
  return share(customers.filter((customer) => referring.has(customer)).length, customers.length);
}
