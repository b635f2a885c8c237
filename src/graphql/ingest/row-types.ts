// The rows that are sent, one input for each table: its fields are the columns of the load format. Every field may be left
// out or null: what a row lacks is told with the row, and the others are stored.
import { Field, ID, InputType } from 'type-graphql';
import { type ColumnType, columnTypes, type LoadColumn, loadFormat } from '../../load/format/load-format';
import type { IngestTable } from '../../load/ingest/ingest-call';
import { type FieldRow, fieldOf } from '../../load/ingest/row-fields';
import { DateTimeScalar, DecimalScalar } from '../common/scalars';

type RowType = new () => FieldRow;

const types: Readonly<Record<ColumnType, () => object>> = {
  key: () => ID,
  text: () => String,
  timestamp: () => DateTimeScalar,
  // A text, so that a day that does not exist is told with its row.
  date: () => String,
  decimal: () => DecimalScalar,
  integer: () => DecimalScalar,
  tags: () => [String],
};

function description({ meaning, type, required, requiredWhen, allowed, scale }: LoadColumn): string {
  const parts = [meaning];
  if (required) parts.push('Every row needs it.');
  if (requiredWhen !== undefined) parts.push(`A row of ${requiredWhen.column} ${requiredWhen.value} needs it.`);
  if (allowed !== undefined) parts.push(`One of ${Object.keys(allowed).join(', ')}.`);
  if (type === 'date') parts.push(`Written as ${columnTypes.date}.`);
  if (scale !== undefined) parts.push(`${scale} decimals are kept, and nothing is rounded.`);
  return parts.join(' ');
}

/** The input of a table's rows. */
function rowType(name: string, table: IngestTable): RowType {
  const type = { [name]: class {} }[name] as unknown as RowType;
  const { meaning, columns } = loadFormat[table];
  for (const column of columns)
    Field(types[column.type], { nullable: true, description: description(column) })(
      type.prototype,
      fieldOf(column.name),
    );
  InputType(name, { description: meaning })(type);
  return type;
}

export const CustomerRow = rowType('CustomerRow', 'customers');
export const InteractionRow = rowType('InteractionRow', 'interactions');
export const TransactionRow = rowType('TransactionRow', 'transactions');
