// Texts by number, as bytes outside the heap: the shared texts of a workbook may be millions.
const mostBytes = 500_000_000;

export type TextStore = { add(text: string): void; at(index: number): string | undefined };

export function textStore(): TextStore {
  let bytes = Buffer.allocUnsafe(64 * 1024);
  let ends = new Float64Array(1024);
  let count = 0;
  let used = 0;
  return {
    add(text) {
      const most = text.length * 3;
      if (used + most > mostBytes) throw new Error(`its cells share more than ${mostBytes / 1_000_000} MB of text`);
      if (used + most > bytes.length) {
        const larger = Buffer.allocUnsafe(Math.max(bytes.length * 2, used + most));
        bytes.copy(larger, 0, 0, used);
        bytes = larger;
      }
      if (count === ends.length) {
        const more = new Float64Array(count * 2);
        more.set(ends);
        ends = more;
      }
      used += bytes.write(text, used, 'utf8');
      ends[count] = used;
      count += 1;
    },
    at(index) {
      if (!(index >= 0 && index < count)) return undefined;
      return bytes.toString('utf8', index === 0 ? 0 : ends[index - 1]!, ends[index]!);
    },
  };
}
