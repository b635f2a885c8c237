// explain: how a question is answered. Prints the question, what it comes to, the plan of each of its answers, and every
// statement with its time, its rows and its parameters.
import { Command } from 'commander';
import type { RanStatement } from '../engine/reporting-engine';
import { UserError } from '../errors';
import type { ParameterValue } from '../sql/fragment';
import { answerQuestion, tellRefusals } from './answer-question';
import { CommandFailed } from './command-failed';
import { extendDocument } from './extended-document';
import { parseVariables, readQuestion } from './question-file';
import { type CommandSurroundings, say } from './surroundings';

const resolved = 'explainedAs: resolved { from to asOf timezone dataVersion engine }';
const estimated = 'estimate { cells bytes cost }';
const planned = `explainedBy: explain { plan ${estimated} }`;
const journey = `explainedBy: explain { ${estimated} }`;
const additions = {
  metrics: `${resolved} ${planned}`,
  table: `${resolved} ${planned}`,
  funnel: `${resolved} ${journey}`,
  retention: `${resolved} ${journey}`,
};

type Explained = {
  readonly explainedAs: Readonly<Record<'from' | 'to' | 'asOf' | 'timezone' | 'dataVersion' | 'engine', string>>;
  readonly explainedBy: {
    readonly plan?: string;
    readonly estimate: Readonly<Record<'cells' | 'bytes' | 'cost', number>>;
  };
};

export const explainCommand = (surroundings: CommandSurroundings): Command =>
  new Command('explain')
    .description('Show how a GraphQL question is answered: its plan, its SQL with parameters, times and rows.')
    .argument('<file>', 'file with the question, such as question.graphql')
    .option('--variables <json>', 'variables of the question as a JSON object')
    .action(async (file: string, { variables }: { readonly variables?: string }) => {
      const values = parseVariables(variables);
      const question = await readQuestion(file);
      const document = extendDocument(question, additions);
      if (document?.changesData) throw refuseMutation();
      const statements: RanStatement[] = [];
      const report = (statement: RanStatement) => statements.push(statement);
      const answer = await answerQuestion(surroundings, document?.text ?? question, values, {
        report,
        oneAtATime: true,
      });
      // A document that does not fit the schema has no plan: why is all there is to say.
      if (document !== undefined) {
        const parts = [
          questionText(file, question, variables),
          plansText(asJson(answer.data ?? {})),
          statementsText(statements),
        ];
        say(surroundings, parts.filter((part) => part !== '').join('\n\n'));
      }
      tellRefusals(surroundings, answer);
      if (answer.errors !== undefined) throw new CommandFailed();
    });

const refuseMutation = (): UserError =>
  new UserError('INVALID_ARGUMENT', {
    argument: '<file>',
    problem: 'it is a mutation, which changes data and has no plan',
    hint: 'Give a question.',
  });

const indented = (text: string): string =>
  text
    .split('\n')
    .map((line) => (line === '' ? '' : `    ${line}`))
    .join('\n');

function questionText(file: string, question: string, variables: string | undefined): string {
  const given = variables === undefined ? '' : `\n\nwith the variables ${variables}`;
  return `The question of ${file}\n\n${indented(question.trim())}${given}`;
}

/** As a client would see it. */
const asJson = (data: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  JSON.parse(JSON.stringify(data)) as Readonly<Record<string, unknown>>;

function plansText(data: Readonly<Record<string, unknown>>): string {
  return Object.entries(data)
    .filter((entry): entry is [string, Explained] => (entry[1] as Partial<Explained> | null)?.explainedAs !== undefined)
    .map(([field, { explainedAs, explainedBy }]) => {
      const { from, to, asOf, timezone, dataVersion, engine } = explainedAs;
      const head = `${field} is answered from ${from} to ${to} in ${timezone}, as of ${asOf}, by ${engine} at data version ${dataVersion}.`;
      const { plan, estimate } = explainedBy;
      const comesTo = `Before it ran it was taken to come to ${count(estimate.cells, 'cell')} and ${count(estimate.bytes, 'byte')} at most, at a cost of ${estimate.cost.toLocaleString('en')}.`;
      return plan === undefined ? `${head} ${comesTo}` : `${head} ${comesTo} Its plan:\n\n${indented(plan)}`;
    })
    .join('\n\n');
}

const count = (number: number, noun: string): string =>
  `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
const time = (milliseconds: number): string => `${milliseconds.toFixed(1)} ms`;

function statementsText(statements: readonly RanStatement[]): string {
  if (statements.length === 0) return 'No statement was run.';
  const total = statements.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  const head =
    statements.length === 1
      ? 'One statement was run.'
      : `${statements.length} statements were run, one after the other, in ${time(total)}.`;
  return [head, ...statements.map(statementText)].join('\n\n');
}

function statementText({ sql, parameters, rows, milliseconds }: RanStatement, index: number): string {
  const head = `${index + 1}. ${count(rows, 'row')} in ${time(milliseconds)}`;
  const values = parameters.map((value, position) => `$${position + 1} = ${parameterText(value)}`);
  const list = values.length === 0 ? '' : `\n\n${indented(values.join('\n'))}`;
  return `${head}\n\n${indented(sql)}${list}`;
}

const longestList = 12;

/** As JSON; of a long list the beginning. */
function parameterText(value: ParameterValue): string {
  if (!Array.isArray(value) || value.length <= longestList) return JSON.stringify(value);
  const shown = value.slice(0, longestList).map((each) => JSON.stringify(each));
  return `[${shown.join(',')}, and ${(value.length - longestList).toLocaleString('en')} more]`;
}
