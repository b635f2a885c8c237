// A step works on one text and gives another, nothing, or the reason why it cannot. A step has one name, under which stands what
// it needs: the one thing as it is, several as an object (only `default` stands beside its `map`).
import { type RowProblem, rowProblem } from '../../format/row-problem';
import { type DateReader, dateReader } from './date-pattern';
import { type ExcelSystem, excelReader } from './excel-serial';
import { type NumberNotation, notationProblems, numberExample, numberReader } from './number-notation';

/** How dates are written: a pattern, with the first year that its YY can mean, or as workbooks store them. */
export type DateNotation = { readonly pattern?: string; readonly pivot?: number; readonly excel?: ExcelSystem };

/** Exactly one of the names, with `default` only beside `map`. */
export type MappingStep = {
  readonly trim?: true;
  readonly removeSuffix?: string;
  readonly map?: Readonly<Record<string, string | null>>;
  readonly default?: string | null;
  readonly number?: NumberNotation;
  /** A text is a pattern. */
  readonly date?: string | DateNotation;
};

export const stepNames = ['trim', 'removeSuffix', 'map', 'number', 'date'] as const;
export type StepName = (typeof stepNames)[number];

/** What a step makes of a text that is not empty. */
export type StepMaker = (text: string) => string | null | RowProblem;

export const stepNamesIn = (step: MappingStep): readonly StepName[] =>
  stepNames.filter((name) => step[name] !== undefined);

/** A maker for a step of a valid mapping. */
export function stepMaker(step: MappingStep): StepMaker {
  if (step.trim !== undefined) return (text) => text.trim();
  if (step.removeSuffix !== undefined) return removeSuffix(step.removeSuffix);
  if (step.map !== undefined) return mapMaker(step.map, step.default);
  if (step.number !== undefined) return numberMaker(step.number);
  return dateMaker(step.date!);
}

const removeSuffix =
  (suffix: string): StepMaker =>
  (text) =>
    text.endsWith(suffix) ? text.slice(0, -suffix.length) : text;

function mapMaker(map: Readonly<Record<string, string | null>>, otherwise: string | null | undefined): StepMaker {
  const listed = new Map(Object.entries(map));
  return (text) => {
    const found = listed.has(text) ? listed.get(text) : otherwise;
    return found === undefined ? rowProblem('UNMAPPED_VALUE', `The mapping lists no value for "${text}".`) : found;
  };
}

function numberMaker(notation: NumberNotation): StepMaker {
  const read = numberReader(notation);
  const example = numberExample(notation);
  return (text) =>
    read(text) ?? rowProblem('INVALID_NUMBER', `"${text}" is not a number written such as "${example}".`);
}

const notationOf = (date: string | DateNotation): DateNotation => (typeof date === 'string' ? { pattern: date } : date);

function dateMaker(date: string | DateNotation): StepMaker {
  const { pattern = '', pivot, excel } = notationOf(date);
  const read = excel === undefined ? (dateReader(pattern, pivot) as DateReader) : excelReader(excel);
  const form = excel === undefined ? `a date written as ${pattern}` : `a date of a workbook (days since ${excel})`;
  return (text) => read(text) ?? rowProblem('INVALID_DATE', `"${text}" is not ${form}.`);
}

/** What is wrong with a step that meets the schema, each with where in the step it stands. */
export function stepProblems(step: MappingStep): readonly { readonly pointer: string; readonly problem: string }[] {
  if (step.number !== undefined) {
    return notationProblems(step.number).map((problem) => ({ pointer: '.number', problem }));
  }
  if (step.date === undefined) return [];
  const { pattern, pivot } = notationOf(step.date);
  const read = pattern === undefined ? null : dateReader(pattern, pivot);
  if (typeof read !== 'string') return [];
  return [{ pointer: typeof step.date === 'string' ? '.date' : '.date.pattern', problem: read }];
}
