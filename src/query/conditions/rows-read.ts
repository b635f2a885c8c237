// How many rows a metric reads, roughly, as the model alone tells: which of several conditions is judged first, so that the
// others are measured only for the customers that meet it. It decides how long a question takes, never what it comes to.
import type { Measure, Rows } from '../../metrics/measure';
import { type MetricDefinition, measuresOf } from '../../metrics/metric';
import type { Expression } from '../../model/expression';
import { type FamilyId, rareInteractionKinds } from '../../model/families';

/** 0: a few, which an index leads to. 1: purchases. 2: whatever customers do, or the customers themselves. */
export type RowsRead = 0 | 1 | 2;

const ofFamily: Readonly<Record<FamilyId, RowsRead>> = {
  lead: 0,
  offer: 0,
  opportunity: 0,
  openOpportunity: 0,
  transaction: 1,
  order: 1,
  term: 1,
  runningTerm: 1,
  deal: 1,
  spend: 1,
  version: 2,
  interaction: 2,
  activity: 2,
};

export const rowsReadBy = ({ formula }: MetricDefinition): RowsRead =>
  measuresOf(formula).map(ofMeasure).reduce(most, 0);

const most = (left: RowsRead, right: RowsRead): RowsRead => (left > right ? left : right);

function ofMeasure(measure: Measure): RowsRead {
  switch (measure.kind) {
    case 'rows':
    case 'standing':
      return ofRows(measure);
    case 'customers':
      return Object.values(measure.each)
        .map(({ where }) => ofRows({ ...measure, ...(where !== undefined && { where }) }))
        .reduce(most, 0);
    case 'days':
      return 0;
    case 'population':
    case 'agents':
    case 'target':
      return 2;
    default:
      return measure satisfies never;
  }
}

const ofRows = ({ family, where }: Pick<Rows, 'family' | 'where'>): RowsRead =>
  family === 'interaction' && where !== undefined && isRare(where) ? 0 : ofFamily[family];

/** Whether all rows that meet it are of rare kinds, or answers to one question. */
function isRare(where: Expression): boolean {
  switch (where.kind) {
    case 'and':
      return where.of.some(isRare);
    case 'in':
      return isColumn(where.value, 'kind') && where.members.every((member) => rareKinds.has(member));
    case 'compare':
      return isColumn(where.left, 'question') && where.operator === '=';
    default:
      return false;
  }
}

const rareKinds: ReadonlySet<string> = new Set(rareInteractionKinds);
const isColumn = (expression: Expression, name: string): boolean =>
  expression.kind === 'column' && expression.name === name;
