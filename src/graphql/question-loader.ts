// One request, one computation: questions of a request that differ in nothing but their metrics are answered together.
// They are folded only where the rows cannot depend on which metrics are asked: an answer never changes with its neighbours.
import DataLoader from 'dataloader';
import type { MetricQuestion } from '../query/metric-question';
import type { MetricsResult } from '../query/metrics-result';

export type Ask = (question: MetricQuestion) => Promise<MetricsResult>;

function sortedKeys(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)));
}

/** Rows are buckets alone, all of them: no member and no page depends on a metric. */
function rowsAreIndependentOfMetrics(question: MetricQuestion): boolean {
  return (question.by ?? []).length === 0 && question.fill !== false && (question.after ?? null) === null;
}

export function foldKey(question: MetricQuestion): string {
  const { metrics, ...slice } = question;
  return JSON.stringify([slice, rowsAreIndependentOfMetrics(question) ? [] : metrics], sortedKeys);
}

export function createQuestionLoader(ask: Ask): DataLoader<MetricQuestion, MetricsResult, string> {
  const answerAll = async (questions: readonly MetricQuestion[]): Promise<(MetricsResult | Error)[]> => {
    const folded = new Map<string, MetricQuestion>();
    for (const question of questions) {
      const key = foldKey(question);
      const metrics = new Set([...(folded.get(key)?.metrics ?? []), ...question.metrics]);
      folded.set(key, { ...question, metrics: [...metrics] });
    }
    const answers = new Map([...folded].map(([key, question]) => [key, ask(question)]));
    const settled = questions.map((question) => answers.get(foldKey(question))!.catch((error: Error) => error));
    return Promise.all(settled);
  };
  return new DataLoader(answerAll, { cacheKeyFn: (question) => JSON.stringify(question, sortedKeys) });
}
