// The figures of a process for Prometheus, in a registry of their own. Each is named here with its labels, whose values come from
// closed lists (label-values.ts); whoever measures calls one of these functions.
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { type engineNames, refusalCode, runOutcomes } from './label-values';
import { registryOfProcess } from './process-figures';

type Value<List extends readonly string[]> = List[number];

export type Request = {
  readonly route: string;
  readonly operation: string;
  readonly status: string;
  readonly role: string;
};

export type Meters = {
  readonly registry: Registry;
  readonly request: (labels: Request, milliseconds: number) => void;
  readonly question: (engine: Value<typeof engineNames>, cached: boolean, milliseconds: number) => void;
  readonly statement: (engine: Value<typeof engineNames>, kind: string, milliseconds: number) => void;
  /** Counts a refusal by its code; a code that is in no table counts as OTHER. */
  readonly refused: (code: string) => void;
  readonly scoring: (outcome: Value<typeof runOutcomes>) => void;
  /** Registers a figure that is asked for whenever somebody reads the figures; null: it is not known just now. */
  readonly gauge: (name: string, help: string, value: () => number | null) => void;
  /** The same for one figure by its states, which are the same each time. */
  readonly gaugeBy: (name: string, help: string, label: string, values: () => Readonly<Record<string, number>>) => void;
  /** Registers a sum that only grows, kept elsewhere. */
  readonly totalBy: (name: string, help: string, label: string, values: () => Readonly<Record<string, number>>) => void;
};

const secondsOf = (milliseconds: number): number => milliseconds / 1_000;
/** In seconds: from an answer that is known to the longest a statement usually may take. */
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

export function createMeters(): Meters {
  const registry = registryOfProcess();
  const registers = [registry];
  const histogram = <Label extends string>(name: string, help: string, labelNames: readonly Label[]) =>
    new Histogram({ name, help, labelNames, buckets, registers });
  const requests = histogram('astrolabe_request_duration_seconds', 'Requests over HTTP, until the answer was sent.', [
    'route',
    'operation',
    'status',
    'role',
  ]);
  const questions = histogram('astrolabe_question_duration_seconds', 'Questions answered, by engine.', [
    'engine',
    'cached',
  ]);
  const statements = histogram('astrolabe_statement_duration_seconds', 'Statements that ran to their end, by engine.', [
    'engine',
    'kind',
  ]);
  const refusals = new Counter({
    name: 'astrolabe_refusals_total',
    help: 'Refusals by their code (schema/errors.md).',
    labelNames: ['code'],
    registers,
  });
  const runs = new Counter({
    name: 'astrolabe_scoring_runs_total',
    help: 'Runs that judge the customers, by how they ended.',
    labelNames: ['outcome'],
    registers,
  });
  // What never happened is 0, rather than missing: an alert can tell them apart.
  for (const outcome of runOutcomes) runs.inc({ outcome }, 0);
  refusals.inc({ code: 'INTERNAL_ERROR' }, 0);
  return {
    registry,
    request: (labels, milliseconds) => requests.observe({ ...labels }, secondsOf(milliseconds)),
    question: (engine, cached, milliseconds) =>
      questions.observe({ engine, cached: String(cached) }, secondsOf(milliseconds)),
    statement: (engine, kind, milliseconds) => statements.observe({ engine, kind }, secondsOf(milliseconds)),
    refused: (code) => refusals.inc({ code: refusalCode(code) }),
    scoring: (outcome) => runs.inc({ outcome }),
    gauge: (name, help, value) => {
      const gauge = new Gauge({
        name,
        help,
        registers,
        collect: () => {
          const known = value();
          if (known === null) gauge.remove();
          else gauge.set(known);
        },
      });
    },
    gaugeBy: (name, help, label, values) => {
      const gauge = new Gauge({
        name,
        help,
        labelNames: [label],
        registers,
        collect: () => {
          for (const [state, value] of Object.entries(values())) gauge.set({ [label]: state }, value);
        },
      });
    },
    totalBy: (name, help, label, values) => {
      const counter = new Counter({
        name,
        help,
        labelNames: [label],
        registers,
        collect: () => {
          counter.reset();
          for (const [state, value] of Object.entries(values())) counter.inc({ [label]: state }, value);
        },
      });
    },
  };
}
