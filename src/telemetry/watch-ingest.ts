// Calls that store rows, as loads of a trace: how many rows came, and what became of them.
import type { Ingest } from '../load/ingest/ingest';
import { sizeOf } from '../load/ingest/ingest-call';
import { outcomes } from './label-values';
import { inSpan, type SpanFacts, type Tracing } from './tracing';

type Outcome = (typeof outcomes)[number];

export const loadFacts = (countOf: (outcome: Outcome) => number): SpanFacts =>
  Object.fromEntries(outcomes.map((outcome) => [`astrolabe.rows.${outcome}`, countOf(outcome)]));

export const watchIngest =
  (ingest: Ingest, tracing: Tracing): Ingest =>
  (call) => {
    const facts = { 'astrolabe.load': 'ingest', 'astrolabe.rows': sizeOf(call) };
    return inSpan(
      tracing,
      'load',
      facts,
      () => ingest(call),
      (result) => loadFacts((outcome) => result[outcome]),
    );
  };
