// Rows of whole numbers as they come out of COPY, read from the bytes: twenty million rows would take minutes as objects.
// A column that is null is NaN.
import type { Readable } from 'node:stream';

const [tab, newline, minus, backslash, zero] = [9, 10, 45, 92, 48];

/** `each` is given one and the same array for every row, filled anew. */
export async function readIntegerRows(
  stream: Readable,
  width: number,
  each: (row: Float64Array) => void,
): Promise<void> {
  const row = new Float64Array(width);
  let [column, value, isNegative, isNull] = [0, 0, false, false];
  const endColumn = (): void => {
    row[column] = isNull ? Number.NaN : isNegative ? -value : value;
    column += 1;
    value = 0;
    isNegative = false;
    isNull = false;
  };
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    for (let index = 0; index < chunk.length; index += 1) {
      const byte = chunk[index]!;
      if (byte === tab) endColumn();
      else if (byte === newline) {
        endColumn();
        each(row);
        column = 0;
      } else if (byte === minus) isNegative = true;
      else if (byte === backslash) isNull = true;
      else if (!isNull) value = value * 10 + (byte - zero);
    }
  }
}
