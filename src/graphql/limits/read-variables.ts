// The variables of an operation as they are executed. What does not fit is refused here, before anything waits or runs, and costs no
// more than to look at it.
import {
  type DocumentNode,
  type GraphQLSchema,
  getVariableValues,
  isInputType,
  type NamedTypeNode,
  type OperationDefinitionNode,
  typeFromAST,
} from 'graphql';
import { UserError } from '../../errors';
import { VariableErrors } from '../common/variable-errors';
import { cutMisfits } from './cut-misfits';

export type Executable = {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>> | undefined;
};

/** More mistakes than these tell nobody more; each is looked up for names that are like it. */
const mostVariableErrors = 10;

/** Throws VariableErrors, and TOO_DEEP. */
export function readVariables({ schema, operation, variables = {} }: Executable): Readonly<Record<string, unknown>> {
  const definitions = operation.variableDefinitions ?? [];
  const given = { ...variables };
  try {
    for (const { variable, type } of definitions) {
      const name = variable.name.value;
      const named = typeFromAST(schema, type as NamedTypeNode);
      if (Object.hasOwn(given, name) && isInputType(named)) given[name] = cutMisfits(given[name], named);
    }
  } catch (error) {
    // Variables are read by recursion.
    if (error instanceof RangeError) throw new UserError('TOO_DEEP', {});
    throw error;
  }
  const { coerced, errors } = getVariableValues(schema, definitions, given, { maxErrors: mostVariableErrors });
  if (coerced === undefined) throw new VariableErrors(errors);
  return coerced;
}
