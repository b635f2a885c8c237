// What of the rows' fields cannot be answered, seen before there is a row: metrics that refuse the slice, comparisons the
// question does not make, dimensions it is not sliced by. One error for each field of the document.
import { UserError } from '../../errors';
import type { FieldError } from '../common/field-errors';
import type { RowField } from '../common/selection';

/** What the question says of its rows. */
export type AskedRows = {
  /** By enum value, as the answer gives them. */
  readonly refused: ReadonlyMap<string, UserError>;
  readonly by: readonly string[];
  /** The names of the comparisons. */
  readonly compared: readonly string[];
  /** How many rows the answer has in each list. */
  readonly counts: Readonly<Record<RowField['list'], number>>;
};

/** Each at the first place where its field is null, which is in the first row; where there is no row, at the field itself. */
export function rowMistakes(fields: readonly RowField[], asked: AskedRows): readonly FieldError[] {
  return fields.flatMap((field) => {
    const error = mistakeOf(field, asked);
    if (error === undefined) return [];
    const { list, listName, names } = field;
    return [{ path: [listName, ...(asked.counts[list] > 0 ? [0] : []), ...names], error }];
  });
}

function mistakeOf(field: RowField, { refused, by, compared }: AskedRows): UserError | undefined {
  switch (field.kind) {
    case 'metric':
      return refused.get(field.metric);
    case 'compare':
      // Within a metric that is refused there is no place for another error.
      return compared.includes(field.name) || refused.has(field.metric)
        ? undefined
        : noComparison(field.name, compared);
    case 'key':
      return by.includes(field.dimension) ? undefined : noKey(field.dimension, by);
    default:
      return field satisfies never;
  }
}

const noComparison = (name: string, compared: readonly string[]): UserError =>
  new UserError('INVALID_ARGUMENT', {
    argument: 'compare(name)',
    problem: `the question makes no comparison ${JSON.stringify(name)}`,
    hint: compared.length === 0 ? 'Add one to compare.' : `It makes ${compared.join(', ')}.`,
  });

const noKey = (dimension: string, by: readonly string[]): UserError =>
  new UserError('INVALID_ARGUMENT', {
    argument: 'key(dimension)',
    problem: `the question is not sliced by ${dimension}`,
    hint: by.length === 0 ? `Add by: [${dimension}].` : `Add ${dimension} to by, or ask for one of: ${by.join(', ')}.`,
  });
