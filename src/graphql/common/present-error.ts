// What a caller sees of an error. An error the caller can mend keeps its sentence and gets its code, hint and what is
// allowed; graphql's own complaints about a document pass; anything else is our bug: reported with its details to the log,
// shown as INTERNAL_ERROR with the request id and nothing more.
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { UserError } from '../../errors';

export type ReportBug = (error: unknown, requestId: string) => void;

/** The error and what it was made from, outermost first. */
function causes(error: unknown): readonly unknown[] {
  const chain: unknown[] = [];
  let current = error;
  while (current !== undefined && current !== null && !chain.includes(current)) {
    chain.push(current);
    current = current instanceof GraphQLError ? current.originalError : undefined;
  }
  return chain;
}

/** Raised by graphql itself about the document or its variables, rather than by a resolver. */
function isAboutDocument(error: unknown, root: unknown): boolean {
  if (!(error instanceof GraphQLError) || !(root instanceof GraphQLError)) return false;
  return error.path === undefined || root.nodes !== undefined;
}

/** Documents and variables are read by recursion, before any limit of a filter can be seen. */
const isTooDeep = (root: unknown): boolean =>
  root instanceof RangeError && root.message.includes('Maximum call stack size');

/** What the sentence names, for programs: without what the hint and the list of allowed names say already. */
function namedParameters({ parameters }: UserError): Readonly<Record<string, unknown>> | undefined {
  const named = Object.entries(parameters).filter(
    ([name]) => !['allowed', 'hint', 'problem', 'expected'].includes(name),
  );
  return named.length === 0 ? undefined : Object.fromEntries(named);
}

function placed(error: unknown): Pick<GraphQLFormattedError, 'locations' | 'path'> {
  if (!(error instanceof GraphQLError)) return {};
  const { locations, path } = error.toJSON();
  return { ...(locations && { locations }), ...(path && { path }) };
}

/**
 * `shown` is the message as graphql phrased it, which names the argument or variable at fault. `code` is what the HTTP
 * layer knows of an error of the document.
 */
export function presentError(
  error: unknown,
  requestId: string,
  report: ReportBug,
  code?: string,
): GraphQLFormattedError {
  const chain = causes(error);
  const user = chain.find((cause) => cause instanceof UserError);
  if (user !== undefined) {
    const { hint, allowed } = user;
    const parameters = namedParameters(user);
    return {
      message: error instanceof Error ? error.message : user.message,
      ...placed(error),
      extensions: {
        code: user.code,
        ...(hint && { hint }),
        ...(allowed && { allowed }),
        ...(parameters && { parameters }),
      },
    };
  }
  if (isAboutDocument(error, chain.at(-1))) {
    const document = error as GraphQLError;
    return {
      message: document.message,
      ...placed(error),
      extensions: { code: code ?? document.extensions.code ?? 'BAD_USER_INPUT' },
    };
  }
  if (isTooDeep(chain.at(-1))) {
    const { message, hint } = new UserError('TOO_DEEP', {});
    return { message, ...placed(error), extensions: { code: 'TOO_DEEP', hint } };
  }
  report(chain.at(-1), requestId);
  return {
    message: `The server could not answer. Its log says why under request ${requestId}.`,
    ...placed(error),
    extensions: { code: 'INTERNAL_ERROR', requestId },
  };
}
