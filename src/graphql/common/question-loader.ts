// One request, one computation: questions of a request that differ in nothing but their metrics are answered together.
// They are folded only where that cannot change an answer: its rows and its cursors are what they would be alone.
import DataLoader from 'dataloader';
import { findMetric } from '../../metrics/catalog';
import { measuresOf } from '../../metrics/metric';
import type { MetricQuestion } from '../../query/question/metric-question';
import type { MetricsResult } from '../../query/question/metrics-result';

/** `paged`: the answer's cursor is asked for, which belongs to exactly this question. */
export type AskedQuestion = { readonly question: MetricQuestion; readonly paged: boolean };

export type Ask = (question: MetricQuestion) => Promise<MetricsResult>;

export type QuestionLoader = DataLoader<AskedQuestion, MetricsResult, string>;

function sortedKeys(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)));
}

const canonical = (value: unknown): string => JSON.stringify(value, sortedKeys);

/** Which rows the metrics bring into the answer: the same for metrics that count the same rows, however they aggregate them. */
function rowsOf(question: MetricQuestion): readonly string[] {
  const everyBucketIsARow = (question.by ?? []).length === 0 && question.fill !== false;
  if (everyBucketIsARow) return [];
  const measures = question.metrics.flatMap((name) => measuresOf(findMetric(name)!.formula));
  return [...new Set(measures.map((measure) => canonical({ ...measure, aggregate: null })))].sort();
}

/** Questions of one key are answered together. */
export function foldKey({ question, paged }: AskedQuestion): string {
  const { metrics, ...slice } = question;
  // Which members are the top depends on what every metric of the question sees.
  const alone = paged || (question.after ?? null) !== null || (question.top ?? null) !== null;
  return canonical([slice, alone ? metrics : rowsOf(question)]);
}

export function createQuestionLoader(ask: Ask): QuestionLoader {
  const answerAll = async (all: readonly AskedQuestion[]): Promise<(MetricsResult | Error)[]> => {
    const keys = all.map(foldKey);
    const folded = new Map<string, MetricQuestion>();
    for (const [index, { question }] of all.entries()) {
      const key = keys[index]!;
      const metrics = new Set([...(folded.get(key)?.metrics ?? []), ...question.metrics]);
      folded.set(key, { ...question, metrics: [...metrics] });
    }
    const answers = new Map([...folded].map(([key, question]) => [key, ask(question)]));
    return Promise.all(keys.map((key) => answers.get(key)!.catch((error: Error) => error)));
  };
  return new DataLoader(answerAll, { cacheKeyFn: canonical });
}
