// What a caller sees of an error. An error the caller can mend keeps its sentence and gets its code, hint and what is
// allowed; graphql's own complaints about a document pass; anything else is our bug: reported with its details to the log,
// shown as INTERNAL_ERROR with the request id and nothing more.
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { UserError } from '../../errors';
import { shortened } from '../../shortened';
import { documentHint } from './document-hints';
import { requestErrorsOf } from './request-errors';
import { VariableErrors } from './variable-errors';

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
    ([name, value]) => typeof value === 'number' || !['allowed', 'hint', 'problem', 'expected'].includes(name),
  );
  return named.length === 0 ? undefined : Object.fromEntries(named);
}

/** Of what graphql says of a document, which repeats names and values as they came. */
const longestMessage = 4_000;

type Placed = Pick<GraphQLFormattedError, 'locations' | 'path'>;

function placed(error: unknown): Placed {
  if (!(error instanceof GraphQLError)) return {};
  const { locations, path } = error.toJSON();
  return { ...(locations && { locations }), ...(path && { path }) };
}

function presentUserError(user: UserError, message: string, place: Placed): GraphQLFormattedError {
  const { code, argument, hint, allowed } = user;
  const parameters = namedParameters(user);
  return {
    message,
    ...place,
    extensions: {
      code,
      ...(argument && { argument }),
      ...(hint && { hint }),
      ...(allowed && { allowed }),
      ...(parameters && { parameters }),
    },
  };
}

/**
 * One error, or several where a question has several faults that do not follow from each other. `code` is what the HTTP
 * layer knows of an error of the document.
 */
export function presentErrors(
  error: unknown,
  requestId: string,
  report: ReportBug,
  code?: string,
): readonly [GraphQLFormattedError, ...GraphQLFormattedError[]] {
  const chain = causes(error);
  const root = chain.at(-1);
  const place = placed(error);
  const [user, ...others] = requestErrorsOf(root);
  if (user !== undefined) {
    // graphql phrases what a scalar refuses anew, naming the argument or the variable at fault.
    const message = root === user && error instanceof Error ? shortened(error.message, longestMessage) : user.message;
    return [
      presentUserError(user, message, place),
      ...others.map((each) => presentUserError(each, each.message, place)),
    ];
  }
  if (root instanceof VariableErrors) {
    const [first, ...others] = root.errors.flatMap((each) => presentErrors(each, requestId, report, code));
    if (first !== undefined) return [first, ...others];
  }
  if (isAboutDocument(error, root)) {
    const document = error as GraphQLError;
    const hint = documentHint(document.message);
    const extensions = { code: code ?? document.extensions.code ?? 'BAD_USER_INPUT', ...(hint && { hint }) };
    return [{ message: shortened(document.message, longestMessage), ...place, extensions }];
  }
  if (isTooDeep(root)) {
    const user = new UserError('TOO_DEEP', {});
    return [presentUserError(user, user.message, place)];
  }
  report(root, requestId);
  return [
    {
      message: `The server could not answer. Its log says why under request ${requestId}.`,
      ...place,
      extensions: { code: 'INTERNAL_ERROR', requestId },
    },
  ];
}
