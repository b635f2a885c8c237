// The columns that a header row names. Without a mapping every column has a name of its own. Through a mapping a name that
// stands several times is addressed by number, Name, Name (2), Name (3); a column without name cannot be addressed.
import { UserError } from '../../errors';

export function headerNames(file: string, header: readonly (string | null)[], mapped: boolean): readonly string[] {
  const names = header.map((cell) => (cell ?? '').trim());
  if (mapped) return numbered(file, names);
  const unnamed = names.indexOf('');
  if (unnamed !== -1) {
    throw new UserError('INVALID_HEADER', { file, problem: `column ${unnamed + 1} has no name` });
  }
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new UserError('DUPLICATE_COLUMN', { file, column: twice });
  return names;
}

function numbered(file: string, names: readonly string[]): readonly string[] {
  const own = new Set(names);
  const counts = new Map<string, number>();
  return names.map((name) => {
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    if (count === 1 || name === '') return name;
    const given = `${name} (${count})`;
    if (own.has(given)) throw new UserError('DUPLICATE_COLUMN', { file, column: name, taken: given });
    return given;
  });
}
