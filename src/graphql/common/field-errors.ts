// Errors of fields that stand in every row of an answer: one for each field of the document, however many rows there are,
// also where there is none. The field is null in every row, and its error is told beside the answer.
import { GraphQLError, type GraphQLResolveInfo, responsePathAsArray } from 'graphql';
import type { UserError } from '../../errors';

/** `path`: where it stands, from the field that answers the question on. */
export type FieldError = { readonly path: readonly (string | number)[]; readonly error: UserError };

/** What a request has collected. */
export type FieldErrors = {
  /** `info`: of the field that answers the question. */
  readonly add: (errors: readonly FieldError[], info: GraphQLResolveInfo) => void;
  /** The same of a field that several objects have: told at the first of them. */
  readonly addOnce: (errors: readonly FieldError[], info: GraphQLResolveInfo) => void;
  readonly all: () => readonly GraphQLError[];
};

export function collectFieldErrors(): FieldErrors {
  const collected: GraphQLError[] = [];
  const told = new Set<unknown>();
  const add: FieldErrors['add'] = (errors, { path: base, fieldNodes }) => {
    for (const { path, error } of errors) {
      const place = { nodes: fieldNodes, path: [...responsePathAsArray(base), ...path] };
      collected.push(new GraphQLError(error.message, { ...place, originalError: error }));
    }
  };
  return {
    add,
    addOnce: (errors, info) => {
      if (told.has(info.fieldNodes[0])) return;
      told.add(info.fieldNodes[0]);
      add(errors, info);
    },
    all: () => collected,
  };
}
