// Calls that store rows, as loads of a trace: how many rows came, and what became of them.
import type { Ingest } from '../load/ingest/ingest';
import { sizeOf } from '../load/ingest/ingest-call';
import { outcomes } from './label-values';
import { inSpan, type SpanFacts, type Tracing } from './tracing';

type Counts = Readonly<Record<(typeof outcomes)[number], number>>;

export const loadFacts = (counts: Counts): SpanFacts =>
  Object.fromEntries(outcomes.map((outcome) => [`astrolabe.rows.${outcome}`, counts[outcome]]));

export const watchIngest =
  (ingest: Ingest, tracing: Tracing): Ingest =>
  (call) => {
    const facts = { 'astrolabe.load': 'ingest', 'astrolabe.rows': sizeOf(call) };
    return inSpan(tracing, 'load', facts, () => ingest(call), loadFacts);
  };
