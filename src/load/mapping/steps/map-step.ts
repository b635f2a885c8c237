// The step that replaces a text as a whole by what a map lists for it: a map that stands in the step, or one that the mapping
// names for several. What is said of texts that are not listed is `default` or `unlisted`, or they are refused.
import { didYouMean } from '../../../did-you-mean';
import { rowProblem } from '../../format/row-problem';
import type { ListedTexts, StepContext, StepMaker, StepProblem } from './step-maker';

export type MapStep = {
  /** What each text stands for, or the name of a map of the mapping. */
  readonly map?: ListedTexts | string;
  readonly default?: string | null;
  readonly unlisted?: 'keep';
  readonly ignoreCase?: true;
};

const listedIn = (map: ListedTexts | string, { maps }: StepContext): ListedTexts | undefined =>
  typeof map !== 'string' ? map : Object.hasOwn(maps, map) ? maps[map] : undefined;

const folded = (text: string): string => text.toLowerCase();

/** A maker for a step without problems. */
export function mapMaker(step: MapStep, context: StepContext): StepMaker {
  const { default: otherwise, unlisted, ignoreCase } = step;
  const entries = Object.entries(listedIn(step.map!, context)!);
  const listed = new Map(ignoreCase ? entries.map(([text, value]) => [folded(text), value]) : entries);
  return (text) => {
    const found = listed.get(ignoreCase ? folded(text) : text);
    if (found !== undefined) return found;
    if (unlisted === 'keep') return text;
    return otherwise === undefined
      ? rowProblem('UNMAPPED_VALUE', `The mapping lists no value for "${text}".`)
      : otherwise;
  };
}

export function mapProblems(step: MapStep, context: StepContext): readonly StepProblem[] {
  const map = step.map!;
  const problems: StepProblem[] = [];
  if (step.unlisted !== undefined && step.default !== undefined) {
    problems.push({ pointer: '', problem: 'default and unlisted both say what becomes of a text that is not listed' });
  }
  const listed = listedIn(map, context);
  if (listed === undefined) problems.push({ pointer: '.map', problem: noMap(map as string, context) });
  else if (step.ignoreCase) problems.push(...alikeProblems(listed));
  return problems;
}

function noMap(name: string, { maps }: StepContext): string {
  const names = Object.keys(maps);
  const nearest = didYouMean(name, names);
  if (nearest !== undefined) return `maps has no "${name}" (did you mean "${nearest}"?)`;
  return `maps has no "${name}" (it has: ${names.join(', ') || 'nothing'})`;
}

function alikeProblems(listed: ListedTexts): readonly StepProblem[] {
  const seen = new Map<string, string>();
  return Object.keys(listed).flatMap((text) => {
    const other = seen.get(folded(text));
    seen.set(folded(text), text);
    if (other === undefined) return [];
    return [{ pointer: '.map', problem: `"${other}" and "${text}" are one text where case is ignored` }];
  });
}

/** The texts that the mapping itself gives: whether a kept text is right cannot be said before it is read. */
export const mapConstants = (step: MapStep, context: StepContext): readonly (string | null)[] => [
  ...Object.values(listedIn(step.map!, context) ?? {}),
  step.default ?? null,
];
