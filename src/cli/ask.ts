// ask: answers a GraphQL document without a server, exactly as the server would.
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { UserError } from '../errors';
import { createRequestContext } from '../graphql/common/request-context';
import { executeDocument } from '../graphql/execute-document';
import { servicesOf } from '../services/services';
import { CommandFailed } from './command-failed';
import { type Surroundings, say } from './surroundings';
import { withWarehouse } from './with-warehouse';

export const askCommand = (surroundings: Surroundings): Command =>
  new Command('ask')
    .description('Answer a GraphQL question and print the answer as JSON.')
    .argument('<file>', 'file with the question, such as question.graphql')
    .option('--variables <json>', 'variables of the question as a JSON object')
    .action(async (file: string, { variables }: { readonly variables?: string }) => {
      const values = variables === undefined ? undefined : parseVariables(variables);
      const question = await readQuestion(file);
      const answer = await withWarehouse(surroundings, (warehouse, config) => {
        const context = createRequestContext(servicesOf(warehouse, config), randomUUID());
        return executeDocument(question, values, context, (error) => {
          if (surroundings.env.ASTROLABE_DEBUG === '1')
            surroundings.stderr.write(`${String((error as Error)?.stack)}\n`);
        });
      });
      say(surroundings, JSON.stringify(answer, null, 2));
      if (answer.errors !== undefined) throw new CommandFailed();
    });

function parseVariables(text: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = null;
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new UserError('INVALID_ARGUMENT', {
    argument: '--variables',
    problem: 'it is not a JSON object',
    hint: `Write for example '{"year": 2025}'.`,
  });
}

async function readQuestion(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const problem =
      code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : 'it is not readable';
    throw new UserError('FILE_NOT_READABLE', { file, problem });
  }
}
