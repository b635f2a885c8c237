// The question of a command: a file with a GraphQL document, and its variables.
import { readFile } from 'node:fs/promises';
import { UserError } from '../errors';

export type Variables = Readonly<Record<string, unknown>>;

export async function readQuestion(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const problem =
      code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : 'it is not readable';
    throw new UserError('FILE_NOT_READABLE', { file, problem });
  }
}

/** Of the option --variables; none when it is not given. */
export function parseVariables(text: string | undefined): Variables | undefined {
  if (text === undefined) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = null;
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Variables;
  throw new UserError('INVALID_ARGUMENT', {
    argument: '--variables',
    problem: 'it is not a JSON object',
    hint: `Write for example '{"year": 2025}'.`,
  });
}
