// Executes a GraphQL document without HTTP: for the command line and for tests. Answers exactly as the server does, and closes
// the context.
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLFormattedError,
  getOperationAST,
  validate,
} from 'graphql';
import { presentErrors, type ReportBug } from './common/present-error';
import type { RequestContext } from './common/request-context';
import { onlyMeasures } from './common/root-fields';
import { validationOptions, validationRules } from './common/validation-rules';
import { checkAnswer } from './limits/check-answer';
import { limitsFor } from './limits/limits';
import { readDocument } from './limits/read-document';
import { buildSchema } from './schema';

export type Answer = Pick<ExecutionResult, 'data'> & { readonly errors?: readonly GraphQLFormattedError[] };

export async function executeDocument(
  text: string,
  variables: Readonly<Record<string, unknown>> | undefined,
  context: RequestContext,
  report: ReportBug,
): Promise<Answer> {
  try {
    return await executed(text, variables, context, report);
  } finally {
    await context.close();
  }
}

async function executed(
  text: string,
  variables: Readonly<Record<string, unknown>> | undefined,
  context: RequestContext,
  report: ReportBug,
): Promise<Answer> {
  const schema = buildSchema();
  const present = (code?: string) => (error: unknown) => presentErrors(error, context.requestId, report, code);
  let document: DocumentNode;
  try {
    document = readDocument(text, limitsFor(context.config, context.principal.role));
  } catch (error) {
    return { errors: present('GRAPHQL_PARSE_FAILED')(error) };
  }
  const mistakes = validate(schema, document, validationRules, validationOptions);
  if (mistakes.length > 0) return { errors: mistakes.flatMap(present('GRAPHQL_VALIDATION_FAILED')) };
  const operation = getOperationAST(document);
  if (operation != null && !onlyMeasures(document, operation)) context.readsStored();
  try {
    if (operation != null) await checkAnswer({ schema, document, operation, variables }, context);
  } catch (error) {
    return { errors: present()(error) };
  }
  const result = await execute({ schema, document, contextValue: context, variableValues: variables });
  const { data } = result;
  const errors = [...(result.errors ?? []), ...context.fieldErrors.all()];
  return {
    ...(errors.length > 0 && { errors: errors.flatMap(present()) }),
    ...(data !== undefined && { data }),
  };
}
