// Customers by their member of a customer attribute or judgement at two instants, the ends of two days (METRICS.md, Root
// queries that are not one number): who moved from where to where, and who stayed.
//
//   SILVER on 31 March, GOLD on 30 June: 12 customers
//
// A customer has no member on a day by whose end it was not on file; who has none on either day is left out. The filter is of
// the second day.
import { UserError } from '../../errors';
import { refuseArgument } from '../../model/choose-argument';
import { compareMembers, type DimensionDefinition, dimensionOf } from '../../model/dimensions';
import { collectFaults } from '../../model/faults';
import { customerDimensions } from '../../model/member-places';
import { run } from '../measure/measure';
import type { FilterInput } from '../question/metric-question';
import type { SliceKey } from '../question/metrics-result';
import { type Around, type Scope, scopeAsOf } from '../question/scope';
import { refuseSmallCounts } from '../question/small-groups';
import { type AnswerContext, arrive, read } from '../reading';
import { compileTransitions } from './compile-transitions';
import { refuseOthers } from './refuse-others';

export type TransitionsQuestion = {
  readonly dimension: string;
  readonly from: string;
  readonly to: string;
  readonly where?: FilterInput | null;
};

export type Transition = { readonly from: SliceKey; readonly to: SliceKey; readonly customers: number };

/** In the order of the members, by the first day and then the second. Throws a UserError for what cannot be meant. */
export async function transitions(
  question: TransitionsQuestion,
  context: AnswerContext,
): Promise<readonly Transition[]> {
  const arrival = await arrive(question, context);
  const { dimension, before, after } = parseTransitions(question, arrival);
  return read(context, { scope: after, segments: arrival.segments }, async ({ session, scope }) => {
    const asked = { dimension, instants: { before: before.now, after: scope.now } };
    const [ran] = await run([compileTransitions(asked, { scope, dialect: session.dialect })], session);
    refuseSmallCounts(
      ran!.rows.map(({ measures }) => Number(measures[0])),
      scope.fewestCustomers,
    );
    const key = (value: string | null): SliceKey => ({ dimension: dimension.id, value });
    return ran!.rows
      .map(({ keys: [from, to], measures }) => ({ from: key(from!), to: key(to!), customers: Number(measures[0]) }))
      .sort(
        (left, right) =>
          compareMembers(dimension, left.from.value, right.from.value) ||
          compareMembers(dimension, left.to.value, right.to.value),
      );
  });
}

type Parsed = { readonly dimension: DimensionDefinition; readonly before: Scope; readonly after: Scope };

function parseTransitions({ dimension, from, to, where }: TransitionsQuestion, around: Around): Parsed {
  const { check, refuse } = collectFaults();
  const what = 'Transitions';
  check('dimension', () => {
    if (!customerDimensions.includes(dimension))
      throw new UserError('NOT_SLICEABLE', { what, dimension, allowed: customerDimensions });
  });
  const before = check('from', () => scopeAsOf(from, around, { argument: 'from' }));
  const after = check('to', () => scopeAsOf(to, around, { argument: 'to' }));
  // A filter that cannot be meant is told at its own place.
  const filtered = check('where', () => {
    after();
    const scope = scopeAsOf(to, around, { where, argument: 'to' });
    refuseOthers(scope, what, customerDimensions);
    return scope;
  });
  check('to', () => {
    after();
    if (from > to) refuseArgument('to', `${to} is before ${from}`, 'Swap from and to.');
  });
  refuse();
  return { dimension: dimensionOf(dimension), before: before(), after: filtered() };
}
