// A step works on one text and gives another, nothing, or the reason why it cannot. A step has one name, under which stands what
// it needs: the one thing as it is, several as an object (only what is said of texts that a map does not list stands beside it).
import {
  absoluteMaker,
  type Constant,
  constantProblem,
  divideMaker,
  divisorProblem,
  roundMaker,
  timesMaker,
} from './arithmetic-steps';
import { type DateStep, dateMaker, datePartMaker, dateProblems } from './date-step';
import { type DurationStep, durationMaker, durationProblems } from './duration-step';
import { type MapStep, mapConstants, mapMaker, mapProblems } from './map-step';
import { type NumberNotation, notationProblems } from './number-notation';
import { numberMaker } from './number-step';
import type { StepContext, StepMaker, StepProblem } from './step-maker';
import {
  caseMaker,
  collapseBlanksMaker,
  type LetterCase,
  type NormalForm,
  normalizeMaker,
  removePrefixMaker,
  removeSuffixMaker,
  replaceMaker,
  type Split,
  type Substring,
  splitMaker,
  substringMaker,
  trimMaker,
  unquoteFormulaMaker,
} from './text-steps';

/** Exactly one of the names, with `default`, `unlisted` and `ignoreCase` only beside `map`. */
export type MappingStep = MapStep & {
  readonly trim?: true;
  readonly collapseBlanks?: true;
  readonly removePrefix?: string | readonly string[];
  readonly removeSuffix?: string | readonly string[];
  readonly unquoteFormula?: true;
  readonly normalize?: NormalForm;
  readonly case?: LetterCase;
  readonly replace?: Readonly<Record<string, string>>;
  readonly split?: Split;
  readonly substring?: Substring;
  readonly number?: NumberNotation;
  readonly times?: Constant;
  readonly divideBy?: Constant;
  readonly round?: number;
  readonly absolute?: true;
  readonly date?: DateStep;
  readonly datePart?: true;
  readonly duration?: DurationStep;
};

export const stepNames = [
  'trim',
  'collapseBlanks',
  'removePrefix',
  'removeSuffix',
  'unquoteFormula',
  'normalize',
  'case',
  'replace',
  'split',
  'substring',
  'map',
  'number',
  'times',
  'divideBy',
  'round',
  'absolute',
  'date',
  'datePart',
  'duration',
] as const;
export type StepName = (typeof stepNames)[number];

/** What stands under the name of a step. */
type Needs<Name extends StepName> = NonNullable<MappingStep[Name]>;
type Makers = {
  readonly [Name in StepName]: (needs: Needs<Name>, step: MappingStep, context: StepContext) => StepMaker;
};

const makers: Makers = {
  trim: trimMaker,
  collapseBlanks: collapseBlanksMaker,
  removePrefix: removePrefixMaker,
  removeSuffix: removeSuffixMaker,
  unquoteFormula: unquoteFormulaMaker,
  normalize: normalizeMaker,
  case: caseMaker,
  replace: replaceMaker,
  split: splitMaker,
  substring: substringMaker,
  map: (_, step, context) => mapMaker(step, context),
  number: numberMaker,
  times: timesMaker,
  divideBy: divideMaker,
  round: roundMaker,
  absolute: absoluteMaker,
  date: dateMaker,
  datePart: datePartMaker,
  duration: durationMaker,
};

export const stepNamesIn = (step: MappingStep): readonly StepName[] =>
  stepNames.filter((name) => step[name] !== undefined);

/** A maker for a step of a valid mapping. */
export function stepMaker(step: MappingStep, context: StepContext): StepMaker {
  const [name] = stepNamesIn(step);
  return makers[name!](step[name!] as never, step, context);
}

/** What is wrong with a step that meets the schema, each with where in the step it stands. */
export function stepProblems(step: MappingStep, context: StepContext): readonly StepProblem[] {
  const { map, number, times, divideBy, split, substring, date, duration } = step;
  const at = (pointer: string, problem: string | null) => (problem === null ? [] : [{ pointer, problem }]);
  if (map !== undefined) return mapProblems(step, context);
  if (number !== undefined) return notationProblems(number).flatMap((problem) => at('.number', problem));
  if (times !== undefined) return at('.times', constantProblem(times));
  if (divideBy !== undefined) return at('.divideBy', divisorProblem(divideBy));
  if (split?.nth === 0) return at('.split.nth', 'parts are counted from 1, and from the end from -1');
  if (substring?.from === 0) return at('.substring.from', 'characters are counted from 1, and from the end from -1');
  if (date !== undefined) return dateProblems(date);
  return duration === undefined ? [] : durationProblems(duration);
}

/** The texts that a step gives whatever it is given; undefined when it gives what it makes of a text. */
export const stepConstants = (step: MappingStep, context: StepContext): readonly (string | null)[] | undefined =>
  step.map === undefined ? undefined : mapConstants(step, context);
