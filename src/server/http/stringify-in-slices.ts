// The JSON of an answer, written a slice at a time: between two slices others have their turn. The text is the one that
// JSON.stringify writes.
import { takeTurn, turnIsOver } from '../../turns';

/** Elements of a list that are written in one go. */
const together = 50;
/** Beyond that no list of an answer is long. */
const deepest = 8;

export async function stringifyInSlices(value: unknown): Promise<string> {
  if (!hasLongList(value)) return JSON.stringify(value);
  const written: string[] = [];
  let began = performance.now();

  const write = async (each: unknown, depth: number): Promise<void> => {
    if (!hasLongList(each, depth)) written.push(JSON.stringify(each) ?? 'null');
    else if (Array.isArray(each)) await writeList(each, depth);
    else await writeObject(each as object, depth);
  };
  const writeObject = async (object: object, depth: number): Promise<void> => {
    let before = '{';
    for (const [name, each] of Object.entries(object)) {
      // JSON has no word for what is not there.
      if (each === undefined) continue;
      written.push(`${before}${JSON.stringify(name)}:`);
      before = ',';
      await write(each, depth + 1);
    }
    written.push('}');
  };
  const writeList = async (list: readonly unknown[], depth: number): Promise<void> => {
    for (let start = 0; start < list.length; start += together) {
      written.push(start === 0 ? '[' : ',');
      if (list.length <= together) await writeEach(list, depth);
      else written.push(JSON.stringify(list.slice(start, start + together)).slice(1, -1));
      if (!turnIsOver(began)) continue;
      await takeTurn();
      began = performance.now();
    }
    written.push(']');
  };
  const writeEach = async (list: readonly unknown[], depth: number): Promise<void> => {
    for (const [place, each] of list.entries()) {
      if (place > 0) written.push(',');
      await write(each, depth + 1);
    }
  };
  await write(value, 0);
  return written.join('');
}

function hasLongList(value: unknown, depth = 0): boolean {
  if (value === null || typeof value !== 'object' || depth > deepest) return false;
  if (Array.isArray(value)) return value.length > together || value.some((each) => hasLongList(each, depth + 1));
  return Object.values(value).some((each) => hasLongList(each, depth + 1));
}
