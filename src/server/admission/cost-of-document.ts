// How big an operation looks before it runs, in cells of its answer: enough to tell what may pass whom. It reads the document once,
// however often its fragments are spread.
import { type DocumentNode, Kind, type OperationDefinitionNode, visit } from 'graphql';

export type Asked = {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
};

export type CostOf = (asked: Asked) => number;

const rowsOfDimension = 30;
const mostRows = 100_000;

/** Fields times the rows that so many dimensions usually make. */
export const costOfDocument: CostOf = ({ document, variables }) => {
  let fields = 0;
  let dimensions = 0;
  visit(document, {
    Field: () => {
      fields += 1;
    },
    Argument: ({ name, value }) => {
      if (name.value === 'grain') dimensions += 1;
      if (name.value !== 'by') return;
      const given = value.kind === Kind.VARIABLE ? variables[value.name.value] : undefined;
      if (value.kind === Kind.LIST) dimensions += value.values.length;
      else dimensions += Array.isArray(given) ? given.length : 1;
    },
  });
  return fields * Math.min(mostRows, rowsOfDimension ** Math.min(dimensions, 4));
};
