// About how many bytes a value takes: what strings, objects and numbers need, a long list by some of its parts.

const bytesOfCell = 16;
const bytesOfObject = 96;
/** Of a long list so many are weighed. */
const mostWeighed = 200;

export function sizeOf(value: unknown): number {
  if (typeof value === 'string') return bytesOfCell + 2 * value.length;
  if (typeof value !== 'object' || value === null) return bytesOfCell;
  const parts = Array.isArray(value) ? value : value instanceof Map ? [...value.values()] : Object.values(value);
  const step = Math.max(1, Math.floor(parts.length / mostWeighed));
  let [size, weighed] = [0, 0];
  for (let index = 0; index < parts.length; index += step) {
    size += sizeOf(parts[index]);
    weighed += 1;
  }
  return Math.ceil(bytesOfObject + (weighed === 0 ? 0 : (size / weighed) * parts.length));
}
