// What a step is when it is run, and what it may know besides its own text: the maps that the mapping names.
import type { RowProblem } from '../../format/row-problem';

/** What a step makes of a text that is not empty. */
export type StepMaker = (text: string) => string | null | RowProblem;

/** Texts and what each stands for. */
export type ListedTexts = Readonly<Record<string, string | null>>;

/** What the steps of a mapping share. */
export type StepContext = { readonly maps: Readonly<Record<string, ListedTexts>> };

/** What is wrong with a step, and where in the step it stands. */
export type StepProblem = { readonly pointer: string; readonly problem: string };
