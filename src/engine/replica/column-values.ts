// A column of a DuckDB result as the values that an engine gives: whole numbers as numbers, exact numbers that may be longer
// as text with every digit, days and instants as text.
import {
  DuckDBBigIntVector,
  DuckDBDecimal16Vector,
  DuckDBDecimal32Vector,
  DuckDBDecimal64Vector,
  DuckDBDecimal128Vector,
  DuckDBDoubleVector,
  DuckDBHugeIntVector,
  DuckDBIntegerVector,
  DuckDBListValue,
  type DuckDBValue,
  DuckDBVarCharVector,
  type DuckDBVector,
} from '@duckdb/node-api';

/** The values of the first `rows` rows. */
export function columnValues(vector: DuckDBVector, rows: number): readonly unknown[] {
  const valueAt = reader(vector);
  const values = new Array<unknown>(rows);
  for (let row = 0; row < rows; row++) values[row] = valueAt(row);
  return values;
}

function reader(vector: DuckDBVector): (row: number) => unknown {
  if (
    vector instanceof DuckDBDecimal16Vector ||
    vector instanceof DuckDBDecimal32Vector ||
    vector instanceof DuckDBDecimal64Vector ||
    vector instanceof DuckDBDecimal128Vector
  ) {
    const { scale } = vector.type;
    return (row) => decimalText(vector.getScaledValue(row), scale);
  }
  if (vector instanceof DuckDBBigIntVector || vector instanceof DuckDBHugeIntVector)
    return (row) => wholeNumber(vector.getItem(row));
  // What most columns are comes as it is to be.
  if (
    vector instanceof DuckDBVarCharVector ||
    vector instanceof DuckDBIntegerVector ||
    vector instanceof DuckDBDoubleVector
  )
    return (row) => vector.getItem(row);
  return (row) => plainValue(vector.getItem(row) as DuckDBValue);
}

function wholeNumber(value: bigint | null): number | string | null {
  if (value === null) return null;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}

/** Of 12345 and 2: 123.45. */
function decimalText(scaled: number | bigint | null, scale: number): string | null {
  if (scaled === null) return null;
  if (scale === 0) return String(scaled);
  const digits = String(scaled);
  const sign = digits.startsWith('-') ? '-' : '';
  const padded = digits.slice(sign.length).padStart(scale + 1, '0');
  return `${sign}${padded.slice(0, -scale)}.${padded.slice(-scale)}`;
}

function plainValue(value: DuckDBValue): unknown {
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return value;
  if (value instanceof DuckDBListValue) return value.items.map(plainValue);
  return String(value);
}
