// What is said where a command cannot write what an option names.
import { UserError } from '../errors';
import { errorCode } from '../load/read/system-error';

const notWritable: Readonly<Record<string, string>> = {
  EEXIST: 'there is a file of that name',
  EISDIR: 'there is a folder of that name',
  ENOENT: 'there is no such folder',
  ENOTDIR: 'a part of it is a file',
  EACCES: 'permission denied',
  EROFS: 'it is on a disk that cannot be written',
  ENOSPC: 'the disk is full',
};

/** Undefined where the fault is not of the disk. */
export function writingProblem(error: unknown, argument: string, hint: string): UserError | undefined {
  const problem = notWritable[errorCode(error)];
  return problem === undefined ? undefined : new UserError('INVALID_ARGUMENT', { argument, problem, hint });
}
