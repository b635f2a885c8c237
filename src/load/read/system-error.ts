// What the operating system or a library says of a file that cannot be read.

/** The code of an error (ENOENT, Z_DATA_ERROR, ...), or an empty text when it has none. */
export function errorCode(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
}

/** A few words for the codes a user can mend; undefined for any other. */
export function readingProblem(error: unknown): string | undefined {
  return { EACCES: 'permission denied', ENOENT: 'there is no such file', EISDIR: 'it is a folder' }[errorCode(error)];
}
