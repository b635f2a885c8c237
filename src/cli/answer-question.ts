// Answers a GraphQL document over the warehouse of the environment, without a server and exactly as the server would.
import { randomUUID } from 'node:crypto';
import { local } from '../auth/principal';
import type { Reporting } from '../engine/reporting-engine';
import { createRequestContext } from '../graphql/common/request-context';
import { type Answer, executeDocument } from '../graphql/execute-document';
import { servicesOf } from '../services/services';
import type { Variables } from './question-file';
import { refusalText } from './refusal-text';
import { type CommandSurroundings, complain } from './surroundings';
import { withWarehouse } from './with-warehouse';

/** `reporting` hears of every statement. */
export function answerQuestion(
  surroundings: CommandSurroundings,
  text: string,
  variables: Variables | undefined,
  reporting?: Reporting,
): Promise<Answer> {
  return withWarehouse(surroundings, (warehouse, config) => {
    const context = createRequestContext(servicesOf(warehouse, config, { reporting }), randomUUID(), local);
    return executeDocument(text, variables, context, (error) => {
      if (surroundings.env.ASTROLABE_DEBUG === '1') complain(surroundings, String((error as Error)?.stack));
    });
  });
}

/** Why an answer or a part of it is refused, on standard error: once, however many rows it concerns. */
export function tellRefusals(surroundings: CommandSurroundings, { errors = [] }: Answer): void {
  const told = errors.map(({ message, extensions = {} }) => {
    const { hint, allowed } = extensions as { hint?: string; allowed?: readonly string[] };
    // The message of a refusal is its sentence and its hint.
    const sentence = hint !== undefined && message.endsWith(hint) ? message.slice(0, -hint.length).trimEnd() : message;
    return refusalText({ sentence, hint, allowed });
  });
  for (const text of new Set(told)) complain(surroundings, text);
}
