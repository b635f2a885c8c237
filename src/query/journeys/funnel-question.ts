// What a funnel asks, as it arrives, and what of it is meant: stages in order, a window, a slice; or a UserError.

import { chooseName, refuseArgument } from '../../model/choose-argument';
import { families } from '../../model/families';
import { collectFaults } from '../../model/faults';
import { customerDimensions } from '../../model/member-places';
import { type Stage, stageSources, stages, usualStages } from '../../model/stages';
import { type Around, checkScope, type Scope, type ScopeArguments } from '../question/scope';
import { refuseOthers } from './refuse-others';

export type FunnelQuestion = Pick<ScopeArguments, 'period' | 'by' | 'where'> & {
  readonly stages?: readonly string[] | null;
  readonly windowDays?: number | null;
  readonly matureOnly?: boolean | null;
};

export type FunnelQuery = {
  readonly scope: Scope;
  /** Two or more, in the order of the funnel. */
  readonly stages: readonly Stage[];
  readonly windowDays: number | null;
  readonly matureOnly: boolean;
};

const mostWindowDays = 36_500;

/** Throws a UserError naming the argument, or NOT_SLICEABLE for a dimension that the entry fact lacks. */
export function parseFunnel(question: FunnelQuestion, around: Around): FunnelQuery {
  const faults = collectFaults();
  const chosen = faults.check('stages', () => parseStages(question.stages ?? usualStages));
  const windowDays = faults.check('windowDays', () => windowAsked(question.windowDays ?? null));
  const matureOnly = question.matureOnly ?? false;
  faults.check('matureOnly', () => {
    if (matureOnly && windowDays() === null)
      refuseArgument(
        'matureOnly',
        'there is no window that could be over',
        'Give windowDays, or leave matureOnly out.',
      );
  });
  const { period, by, where } = question;
  const { scope } = checkScope({ period, by, where }, around, faults);
  faults.check('by', () => {
    const [entry] = chosen();
    refuseOthers(scope(), `A funnel from ${entry}`, entryDimensions(entry!));
  });
  faults.refuse();
  return { scope: scope(), stages: chosen(), windowDays: windowDays(), matureOnly };
}

function windowAsked(days: number | null): number | null {
  if (days === null || (Number.isInteger(days) && days >= 1 && days <= mostWindowDays)) return days;
  return refuseArgument(
    'windowDays',
    `a window of ${days} days cannot be kept`,
    `Give a whole number from 1 to ${mostWindowDays}.`,
  );
}

function parseStages(given: readonly string[]): readonly Stage[] {
  const inOrder = `Name two or more of them in this order: ${stages.join(', ')}.`;
  const chosen = given.map((name) => chooseName('stages', name, stages));
  if (chosen.length < 2) refuseArgument('stages', 'a funnel has at least two stages', inOrder);
  chosen.slice(1).forEach((stage, index) => {
    const before = chosen[index]!;
    if (stage === before) refuseArgument('stages', `${stage} is named twice`, inOrder);
    if (stages.indexOf(stage) < stages.indexOf(before))
      refuseArgument('stages', `${stage} comes before ${before} in the funnel`, inOrder);
  });
  return chosen;
}

/** What every row that can give the stage its time has: of WON, what a stage row and a purchase share. */
function entryDimensions(stage: Stage): readonly string[] {
  const sources = stageSources[stage];
  const own = sources.map(({ kind }) => families[kind === 'order' ? 'order' : 'interaction'].dimensions);
  const shared = own[0]!.filter((id) => own.every((dimensions) => dimensions.includes(id)));
  const kinds = new Set(sources.map((source) => (source.kind === 'interaction' ? source.of : 'stage')));
  // The kind says something where there are several.
  return [...shared.filter((id) => id !== 'INTERACTION_KIND' || kinds.size > 1), ...customerDimensions];
}
