// How a file that no draft can be made of is refused.
import { UserError } from '../../../errors';
import type { InputFile } from '../../read/byte-source';

const refusal = ({ name }: InputFile, problem: string, hint: string): UserError =>
  new UserError('INVALID_ARGUMENT', { argument: name, problem, hint });

export const draftedFrom = 'A draft is made of CSV (UTF-8, UTF-16, GB18030 or windows-1252), JSON, XLSX and Parquet.';

export const notText = (file: InputFile): UserError => refusal(file, 'it is no text of a known encoding', draftedFrom);

export const headerUnknown = (file: InputFile): UserError =>
  refusal(file, 'it cannot be told whether its first row names the columns or is data', 'Say --header or --no-header.');

export const noRecords = (file: InputFile): UserError =>
  refusal(file, 'no JSON objects were found in it', 'Records are the objects of an array, or one on each line.');

/** What a reader says of a format that a draft chose is a fault of the draft. */
export const refusedFormat = (problem: string): never => {
  throw new Error(`A draft reads a file in a way that is refused${problem}`);
};
