// Reads a mapping file and checks it before any data is read. Every problem is listed, each with its pointer into the file:
// files[0].tables[1].columns.kind.
import { readFile } from 'node:fs/promises';
import { UserError } from '../../errors';
import { readingProblem } from '../read/system-error';
import { mappingProblems } from './mapping-problems';
import { meaningProblems } from './meaning';
import type { Mapping } from './schema';

/** A mapping that has been checked, with the path it was read from. */
export type CheckedMapping = Mapping & { readonly path: string };

export async function readMapping(path: string): Promise<CheckedMapping> {
  return checkMapping(path, await readText(path));
}

export function checkMapping(path: string, content: string): CheckedMapping {
  let mapping: Mapping;
  try {
    mapping = JSON.parse(content.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new UserError('INVALID_MAPPING', {
      mapping: path,
      problems: [`it is not JSON: ${(error as Error).message}`],
    });
  }
  let problems = mappingProblems(mapping);
  if (problems.length === 0) problems = meaningProblems(mapping);
  if (problems.length > 0) throw new UserError('INVALID_MAPPING', { mapping: path, problems });
  return { ...mapping, path };
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const problem = readingProblem(error);
    if (problem === undefined) throw error;
    throw new UserError('INVALID_MAPPING', { mapping: path, problems: [problem] });
  }
}
