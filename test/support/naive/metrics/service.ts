// Service: tickets, how soon they are answered and solved.
import type { Cell } from '../cell';
import { distinct, type Interaction } from '../facts';
import type { NaiveValue } from '../question';
import { count, mean, quantile, quotient, share } from '../values';

const ofKind =
  (...kinds: readonly string[]) =>
  (fact: Interaction) =>
    kinds.includes(fact.kind);

function responseTimes(cell: Cell): readonly number[] {
  return cell.interactions
    .filter(ofKind('inquiry', 'ticket', 'complaint'))
    .flatMap((fact) => (fact.responseSeconds === null ? [] : [fact.responseSeconds]));
}

export function tickets(cell: Cell): NaiveValue {
  return count(cell.interactions.filter(ofKind('ticket')).length);
}

export function firstResponseTime(cell: Cell): NaiveValue {
  return mean(responseTimes(cell));
}

export function firstResponseTimeMedian(cell: Cell): NaiveValue {
  return quantile(responseTimes(cell), 0.5);
}

export function firstResponseTimeP90(cell: Cell): NaiveValue {
  return quantile(responseTimes(cell), 0.9);
}

export function slaAttainment(cell: Cell): NaiveValue {
  const times = responseTimes(cell);
  return share(times.filter((seconds) => seconds <= cell.world.settings.slaSeconds).length, times.length);
}

export function resolutionTime(cell: Cell): NaiveValue {
  const cases = cell.interactions.filter(ofKind('ticket', 'complaint'));
  return mean(cases.flatMap((fact) => (fact.resolutionSeconds === null ? [] : [fact.resolutionSeconds])));
}

export function resolutionRate(cell: Cell): NaiveValue {
  const cases = cell.interactions.filter(ofKind('ticket', 'complaint'));
  return share(cases.filter((fact) => fact.outcome === 'resolved').length, cases.length);
}

export function handleTime(cell: Cell): NaiveValue {
  const contacts = cell.interactions.filter(ofKind('inquiry', 'ticket', 'complaint'));
  return mean(contacts.flatMap((fact) => (fact.durationSeconds === null ? [] : [fact.durationSeconds / 60])));
}

export function ticketsPerAgent(cell: Cell): NaiveValue {
  const handled = cell.interactions.filter(ofKind('ticket')).filter((fact) => fact.agentId !== null);
  return quotient(handled.length, distinct(handled, (fact) => fact.agentId).size, handled.length);
}
