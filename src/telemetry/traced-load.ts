// A load of the command line as a trace of its own: how many of its rows became what. What is traced is sent before it is over.
import { type LoadReport, totalOf } from '../load/report/load-report';
import { startTracing, type TracingOptions } from './start-tracing';
import { inSpan } from './tracing';
import { loadFacts } from './watch-ingest';

export async function tracedLoad<Report extends LoadReport>(
  config: TracingOptions,
  load: () => Promise<Report>,
): Promise<Report> {
  const tracing = startTracing(config);
  try {
    return await inSpan(tracing, 'load', { 'astrolabe.load': 'files' }, load, (report) =>
      loadFacts((outcome) => totalOf(report, outcome)),
    );
  } finally {
    await tracing.close();
  }
}
