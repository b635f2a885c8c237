// What a funnel asks, as it arrives, and what of it is meant: stages in order, a window, a slice; or a UserError.

import { chooseName, refuseArgument } from '../../model/choose-argument';
import { customerDimensions } from '../../model/dimensions';
import { families } from '../../model/families';
import { type Stage, stageSources, stages, usualStages } from '../../model/stages';
import type { MetricQuery, QuerySettings } from '../question/metric-query';
import { parseSlice, refuseOthers, type SliceQuestion } from './slice-question';
import type { Asking } from './statement-answer';

export type FunnelQuestion = SliceQuestion & {
  readonly stages?: readonly string[] | null;
  readonly windowDays?: number | null;
  readonly matureOnly?: boolean | null;
};

/** `slice`: period, dimensions, filter, clock and calendar. */
export type FunnelQuery = {
  readonly slice: MetricQuery;
  /** Two or more, in the order of the funnel. */
  readonly stages: readonly Stage[];
  readonly windowDays: number | null;
  readonly matureOnly: boolean;
};

const mostWindowDays = 36_500;

/** Throws a UserError naming the argument, or NOT_SLICEABLE for a dimension that the entry fact lacks. */
export function parseFunnel(
  question: FunnelQuestion,
  settings: QuerySettings,
  asking: Pick<Asking, 'now' | 'segments'>,
): FunnelQuery {
  const chosen = parseStages(question.stages ?? usualStages);
  const windowDays = question.windowDays ?? null;
  if (windowDays !== null && (!Number.isInteger(windowDays) || windowDays < 1 || windowDays > mostWindowDays))
    refuseArgument(
      'windowDays',
      `a window of ${windowDays} days cannot be kept`,
      `Give a whole number from 1 to ${mostWindowDays}.`,
    );
  const matureOnly = question.matureOnly ?? false;
  if (matureOnly && windowDays === null)
    refuseArgument('matureOnly', 'there is no window that could be over', 'Give windowDays, or leave matureOnly out.');
  const slice = parseSlice(question, null, settings, asking);
  refuseOthers(slice, `A funnel from ${chosen[0]}`, entryDimensions(chosen[0]!));
  return { slice, stages: chosen, windowDays, matureOnly };
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
