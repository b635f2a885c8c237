// ask: answers a GraphQL document without a server, as JSON or, of one table, as CSV.
import { Command, Option } from 'commander';
import { UserError } from '../errors';
import type { Answer } from '../graphql/execute-document';
import { answerQuestion, tellRefusals } from './answer-question';
import { CommandFailed } from './command-failed';
import { csvOfTable, csvQuestion } from './csv-answer';
import { parseVariables, readQuestion, type Variables } from './question-file';
import { type CommandSurroundings, complain, hand, say } from './surroundings';

type Options = {
  readonly variables?: string;
  readonly format: 'json' | 'csv';
  readonly totals?: boolean;
};

export const askCommand = (surroundings: CommandSurroundings): Command =>
  new Command('ask')
    .description('Answer a GraphQL question and print the answer as JSON, or the answer to one `table` as CSV.')
    .argument('<file>', 'file with the question, such as question.graphql')
    .option('--variables <json>', 'variables of the question as a JSON object')
    .addOption(new Option('--format <format>', 'how to print the answer').choices(['json', 'csv']).default('json'))
    .option('--totals', 'csv: the totals of the table after its rows, behind a column level that is empty for rows')
    .action(async (file: string, { variables, format, totals }: Options) => {
      if (totals && format !== 'csv')
        throw new UserError('INVALID_ARGUMENT', {
          argument: '--totals',
          problem: 'it goes with --format csv',
          hint: 'JSON has the totals where the question selects them.',
        });
      const values = parseVariables(variables);
      const question = await readQuestion(file);
      if (format === 'csv') await askCsv(surroundings, question, values, totals ?? false);
      else {
        const answer = await answerQuestion(surroundings, question, values);
        say(surroundings, JSON.stringify(answer, null, 2));
        failIfRefused(answer);
      }
    });

async function askCsv(
  surroundings: CommandSurroundings,
  question: string,
  values: Variables | undefined,
  totals: boolean,
): Promise<void> {
  const answer = await answerQuestion(surroundings, csvQuestion(question), values);
  tellRefusals(surroundings, answer);
  failIfRefused(answer);
  const { csv, remark } = csvOfTable(answer.data ?? {}, totals);
  hand(surroundings, csv);
  if (remark !== undefined) complain(surroundings, remark);
}

function failIfRefused({ errors }: Answer): void {
  if (errors !== undefined) throw new CommandFailed();
}
