// Rows that are tickets, answers to surveys, or other things that happened between a customer and the company.
import type { ColumnProfile } from '../profile/column-profile';
import { customerKey, customerRule } from './customer-rule';
import {
  choice,
  constant,
  type DraftedValue,
  durationValue,
  guess,
  keyValue,
  numberValue,
  textValue,
  timeValue,
  undecided,
  wordValue,
} from './drafted-value';
import type { FoundColumns } from './found-columns';
import { type TableBuilder, type TableDraft, tableDraft } from './table-draft';

const withCustomers = (found: FoundColumns, rule: TableDraft): readonly TableDraft[] => {
  const customers = customerRule(found, 'a row names its customer; the last row of one says what is known.', false);
  return customers === null ? [rule] : [rule, customers];
};

function begin(
  about: string,
  found: FoundColumns,
  own: ColumnProfile | undefined,
  at: ColumnProfile | undefined,
): TableBuilder {
  const { of } = found;
  const key =
    own === undefined || !own.isUnique
      ? constant('{#hash}-{#}', 'interaction_id is a fingerprint of the whole row, because no column tells rows apart.')
      : keyValue('interaction_id', own);
  return tableDraft('interactions', about)
    .put('interaction_id', key)
    .put('occurred_at', at === undefined ? null : timeValue('occurred_at', at))
    .put('customer_id', customerKey(found)?.drafted('customer_id'))
    .put('channel_id', of.channel === undefined ? null : keyValue('channel_id', of.channel))
    .put('agent_id', of.agentId === undefined ? null : keyValue('agent_id', of.agentId))
    .put('campaign', of.campaign === undefined ? null : textValue('campaign', of.campaign))
    .put(
      'duration_seconds',
      of.durationSeconds === undefined ? null : durationValue('duration_seconds', of.durationSeconds),
    );
}

/** A log has several rows of a ticket, of which the last says how it stands. */
export function ticketRules(found: FoundColumns, why: string): readonly TableDraft[] {
  const { of } = found;
  const own = of.ticketId ?? of.rowId;
  const at = of.openedAt ?? of.createdAt ?? of.orderedAt;
  const rule = begin(`a row is a ticket, by ${why}.`, found, own, at);
  rule.put('kind', constant('ticket', 'kind: every row is a ticket, none a complaint.'));
  const topic = of.topic ?? of.productCategory;
  rule.put('topic', topic === undefined ? null : textValue('topic', topic));
  if (of.responseSeconds !== undefined)
    rule.put('response_seconds', durationValue('response_seconds', of.responseSeconds));
  const solved = of.resolvedAt ?? of.closedAt;
  if (of.resolutionSeconds !== undefined)
    rule.put('resolution_seconds', durationValue('resolution_seconds', of.resolutionSeconds));
  else if (solved !== undefined && at !== undefined) rule.put('resolution_seconds', between(at, solved));
  if (solved !== undefined) {
    rule.put('outcome', {
      value: choice({ column: solved.column, isEmpty: false }, 'resolved', 'unresolved'),
      notes: [guess(`outcome: a ticket with "${solved.column}" is resolved.`)],
      open: [],
    });
  } else if (of.outcome !== undefined) rule.put('outcome', textValue('outcome', of.outcome));
  if (own === undefined || own.isUnique) return withCustomers(found, rule.finish());
  rule.put('interaction_id', keyValue('interaction_id', own));
  rule.note(guess(`"${own.column}" stands in several rows: the last one in the file says how the ticket stands.`));
  return withCustomers(found, rule.finish({ keep: 'last' }));
}

/** Where a date is open, the mapping is refused for it already; here it stands once more. */
function between(from: ColumnProfile, to: ColumnProfile): DraftedValue {
  const [start, end] = [timeValue('resolution_seconds', from), timeValue('resolution_seconds', to)];
  return {
    value: { secondsBetween: [start.value, end.value] },
    notes: [
      guess(`resolution_seconds is the time from "${from.column}" to "${to.column}".`),
      ...[start, end].flatMap(({ notes, open }) => (open.length > 0 ? notes : [])),
    ],
    open: [...start.open, ...end.open],
  };
}

export function surveyRules(found: FoundColumns, why: string, file: string): readonly TableDraft[] {
  const { of } = found;
  const score = of.score!;
  const at = of.orderedAt ?? of.createdAt ?? of.updatedAt ?? of.openedAt ?? of.closedAt;
  const rule = begin(`a row is an answer to a survey, by ${why}.`, found, of.rowId, at)
    .put('kind', constant('survey', 'kind: every row is an answer to a survey.'))
    .put('score', numberValue('score', score))
    .put(
      'question',
      of.question === undefined ? questionOf(score, file) : wordValue('question', of.question, 'question'),
    );
  return withCustomers(found, rule.finish());
}

function questionOf(score: ColumnProfile, file: string): DraftedValue {
  const name = `${score.column} ${file}`;
  if (/nps|推荐|recommend/i.test(name)) return constant('nps', `question: "${score.column}" is the answer to nps.`);
  if (/csat|satisf|满意/i.test(name)) return constant('csat', `question: "${score.column}" is the answer to csat.`);
  if (/\bces\b|effort/i.test(name)) return constant('ces', `question: "${score.column}" is the answer to ces.`);
  return undecided('question', `which question "${score.column}" answers is not said (nps, csat, ces, ...)`);
}

export function otherInteractions(found: FoundColumns, why: string): readonly TableDraft[] {
  const { of } = found;
  const at = of.orderedAt ?? of.openedAt ?? of.createdAt ?? of.updatedAt ?? of.closedAt;
  const rule = begin(`a row is something that happened with a customer, by ${why}.`, found, of.rowId, at);
  rule.put('topic', of.topic === undefined ? null : textValue('topic', of.topic));
  rule.put('outcome', of.outcome === undefined ? null : textValue('outcome', of.outcome));
  rule.put(
    'kind',
    of.kind === undefined
      ? undecided('kind', 'what happened is not said (touch, visit, login, inquiry, ...)')
      : wordValue('kind', of.kind, 'interaction'),
  );
  return withCustomers(found, rule.finish());
}
