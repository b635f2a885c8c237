// The step that reads numbers as people write them.
import { rowProblem } from '../../format/row-problem';
import { type NumberNotation, numberExample, numberReader } from './number-notation';
import type { StepMaker } from './step-maker';

export function numberMaker(notation: NumberNotation): StepMaker {
  const read = numberReader(notation);
  const example = numberExample(notation);
  return (text) =>
    read(text) ?? rowProblem('INVALID_NUMBER', `"${text}" is not a number written such as "${example}".`);
}
