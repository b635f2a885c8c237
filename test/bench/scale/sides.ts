// Who answers the standing questions: a server of the product with one of its engines, or SQL written by hand, run straight
// in DuckDB. Each gives an answer as a client gets it, and the rows that it comes to.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { readConfig } from '../../../src/config/config';
import { UserError } from '../../../src/errors';
import { checkout } from '../checkout';
import { asOf } from '../fill-company';
import { post, type RunningServer, startServer } from '../served-company';
import type { Cell } from './answer-rows';
import type { StandingQuestion } from './standing-questions';

export type Side = {
  readonly name: string;
  readonly answer: (question: StandingQuestion) => Promise<unknown>;
  readonly rows: (question: StandingQuestion) => Promise<readonly (readonly Cell[])[]>;
};

export type Served = Side & {
  readonly engine: BenchedEngine;
  readonly ask: (query: string) => Promise<string>;
  readonly processId: number;
  readonly stop: () => Promise<void>;
};

/** What documents and statements need to know of the company. */
export type Parameters = { readonly customerId: string };

const program = join(checkout, 'dist', 'src', 'main.js');
const handwritten = join(checkout, 'test', 'bench', 'handwritten', 'duckdb');

/** The quickest first. */
const engines = ['columnar', 'postgres'] as const;
export type BenchedEngine = (typeof engines)[number];

/** Those of them that can be chosen. */
export const enginesThere = (): readonly BenchedEngine[] => engines.filter(isThere);

function isThere(engine: BenchedEngine): boolean {
  try {
    readConfig({ ENGINE: engine });
    return true;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}

export type ServeOptions = {
  readonly databaseUrl: string;
  readonly engine: BenchedEngine;
  /** Where the server keeps what it makes of the warehouse. */
  readonly folder: string;
  /** cold: no statement is remembered. */
  readonly cache: 'cold' | 'on';
};

export async function serve({ databaseUrl, engine, folder, cache }: ServeOptions, known: Parameters): Promise<Served> {
  const server = await startServer(program, [], {
    DATABASE_URL: databaseUrl,
    DATA_DIR: folder,
    ENGINE: engine,
    SAMPLE: 'off',
    AS_OF: asOf,
    PORT: '0',
    HOST: '127.0.0.1',
    STATEMENT_TIMEOUT_SECONDS: '600',
    ...(cache === 'cold' && { RESULT_CACHE_MB: '0' }),
  });
  const send = (query: string, variables: object): Promise<string> => sendTo(server, query, variables);
  const variablesOf = ({ parameters }: StandingQuestion): object => (parameters === undefined ? {} : known);
  return {
    name: engine,
    engine,
    answer: (question) => send(question.document, variablesOf(question)),
    rows: async (question) => {
      // The second answer: it would be remembered, if any were.
      await send(question.document, variablesOf(question));
      const { data, errors } = JSON.parse(await send(question.document, variablesOf(question)));
      if (errors !== undefined) throw new Error(`${question.name}: ${JSON.stringify(errors)}`);
      checkAnsweredBy(engine, data, question);
      return question.rowsOf(data);
    },
    ask: (query) => send(query, {}),
    processId: server.processId,
    stop: server.stop,
  };
}

const sendTo = ({ origin, agent }: RunningServer, query: string, variables: object): Promise<string> =>
  post(`${origin}/graphql`, JSON.stringify({ query, variables }), agent);

type Resolved = { readonly engine: string; readonly cached: boolean };

/** What is measured is this engine, and no answer of before. */
function checkAnsweredBy(
  engine: BenchedEngine,
  data: Readonly<Record<string, { resolved?: Resolved }>>,
  { name }: StandingQuestion,
) {
  for (const { resolved } of Object.values(data)) {
    if (resolved === undefined) continue;
    if (resolved.cached) throw new Error(`${name}: the answer was remembered, so there is nothing to measure`);
    if (resolved.engine !== engine.toUpperCase())
      throw new Error(`${name}: ${resolved.engine} answered, not ${engine}`);
  }
}

export function byHand(connection: DuckDBConnection, { customerId }: Parameters): Side {
  const texts = new Map<string, string>();
  const run = async ({ file, parameters }: StandingQuestion) => {
    const text = texts.get(file) ?? (await readFile(join(handwritten, `${file}.sql`), 'utf8'));
    texts.set(file, text);
    return connection.runAndReadAll(text, parameters === undefined ? undefined : [customerId]);
  };
  return {
    name: 'by hand',
    answer: run,
    rows: async (question) => (await run(question)).getRowsJson() as Cell[][],
  };
}
