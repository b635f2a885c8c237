// What a document is held to besides being in accord with the schema: no operation is of a kind that is not served.
import { GraphQLError, specifiedRules, type ValidationContext, type ValidationRule } from 'graphql';

/** graphql itself sees a missing kind of operation only when it is executed. */
const servedOperations: ValidationRule = (context: ValidationContext) => ({
  OperationDefinition: (operation) => {
    if (operation.operation === 'subscription')
      context.reportError(
        new GraphQLError('Subscriptions are not served. Ask a query again for what is new.', { nodes: [operation] }),
      );
  },
});

/** More mistakes than these tell nobody more; each is looked up for names that are like it. */
export const validationOptions = { maxErrors: 10 } as const;

/** The rules beside those of GraphQL. */
export const ownRules: readonly ValidationRule[] = [servedOperations];

export const validationRules: readonly ValidationRule[] = [...specifiedRules, ...ownRules];
