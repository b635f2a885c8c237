// Who watches a process answer: its figures and its traces are told of every question and statement, with counts and without values.
import type { Reporting } from '../engine/reporting-engine';
import type { Watching } from '../query/watching';
import type { Telemetry } from './telemetry';
import { inSpan } from './tracing';

type Watched = Pick<Telemetry, 'meters' | 'tracing'>;

export const watchQuestions = ({ meters, tracing }: Watched): Watching => ({
  question: async ({ kind, metrics, dimensions }, work) => {
    const started = performance.now();
    const facts = {
      'astrolabe.question': kind,
      'astrolabe.metrics': metrics,
      'astrolabe.dimensions': dimensions,
    };
    const result = await inSpan(tracing, 'question', facts, work, ({ resolved: { engine, cached } }) => ({
      'astrolabe.engine': engine,
      'astrolabe.cached': cached,
    }));
    const { engine, cached } = result.resolved;
    meters.question(engine, cached, performance.now() - started);
    return result;
  },
  plan: (work) => {
    const span = tracing.begin('plan', {});
    try {
      return span.within(work);
    } finally {
      span.end();
    }
  },
});

/** `others` hear of the same statements. */
export const watchStatements = ({ meters, tracing }: Watched, others: readonly Reporting[] = []): Reporting => ({
  report: (statement) => {
    const { engine, kind, rows, milliseconds } = statement;
    // What may not have run would make statements seem quicker than they are.
    if (kind !== 'remembered') {
      meters.statement(engine, kind, milliseconds);
      tracing.past(
        'statement',
        { 'astrolabe.engine': engine, 'astrolabe.statement': kind, 'astrolabe.rows': rows },
        milliseconds,
      );
    }
    for (const { report } of others) report(statement);
  },
  oneAtATime: false,
});
