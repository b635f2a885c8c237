// What the columns of a sample are called: by the header, numbered where several have one name, or by their place.
import type { Cells } from './file-sample';

export type NamedColumns = { readonly columns: readonly string[]; readonly notes: readonly string[] };

/** `header`: null where the file has none. */
export function namedColumns(header: Cells | null, width: number): NamedColumns {
  if (header === null) {
    const columns = Array.from({ length: width }, (_, index) => `column_${index + 1}`);
    return { columns, notes: ['Guess: no row names the columns. They are named in `names`: rename them there.'] };
  }
  const counts = new Map<string, number>();
  const columns = header.map((cell) => {
    const name = (cell ?? '').trim();
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return count === 1 || name === '' ? name : `${name} (${count})`;
  });
  const twice = [...counts].filter(([name, count]) => count > 1 && name !== '').map(([name]) => `"${name}"`);
  return {
    columns,
    notes: [
      ...(twice.length === 0 ? [] : [`Several columns are named ${twice.join(' and ')}; a number tells them apart.`]),
      ...(counts.has('') ? ['A column without name cannot be used.'] : []),
    ],
  };
}
