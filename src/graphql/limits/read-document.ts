// Reads a document and holds it to the limits on documents: in linear time, before it is held against the schema, so that a
// refusal tells nothing of the schema and nothing runs.
import { type DocumentNode, GraphQLError, parse } from 'graphql';
import { UserError, UserErrors } from '../../errors';
import { type Limits, tooLarge } from './limits';
import { fragmentsOf, mostRepeated } from './repeated-fields';
import { writtenOut } from './written-out';

type DocumentLimits = Omit<Limits, 'mostCells' | 'mostBytes' | 'mostCost'>;

/** graphql's own sentence where it stops reading. */
const tokensExceeded = /^Syntax Error: Document contains more tha[nt] \d+ tokens/;

/** Throws QUERY_TOO_LARGE, CIRCULAR_FRAGMENT or TOO_DEEP; of what cannot be parsed graphql's own error. */
export function readDocument(text: string, limits: Limits): DocumentNode {
  try {
    const document = parse(text, { maxTokens: limits.mostTokens });
    checkDocument(document, limits);
    return document;
  } catch (error) {
    if (error instanceof GraphQLError && tokensExceeded.test(error.message))
      throw tooLarge(limits, { mostTokens: limits.mostTokens + 1 })[0];
    // Documents are read by recursion.
    if (error instanceof RangeError) throw new UserError('TOO_DEEP', {});
    throw error;
  }
}

/** Throws QUERY_TOO_LARGE or CIRCULAR_FRAGMENT. */
export function checkDocument(document: DocumentNode, limits: Limits): void {
  const { circular, roots, ...size } = writtenOut(document);
  if (circular !== null) throw new UserError('CIRCULAR_FRAGMENT', { fragment: circular });
  refuse(
    tooLarge(limits, {
      mostDepth: size.depth,
      mostFields: size.fields,
      mostAliases: size.aliases,
      mostRootFields: size.rootFields,
      mostDirectives: size.directives,
      mostFragments: size.definitions,
    } satisfies Omit<DocumentLimits, 'mostTokens' | 'mostRepeats'>),
  );
  refuse(tooLarge(limits, { mostRepeats: mostRepeated(roots, fragmentsOf(document)) }));
}

/** Throws all of them. */
export function refuse(errors: readonly UserError[]): void {
  if (errors.length > 1) throw new UserErrors(errors);
  if (errors.length === 1) throw errors[0];
}
