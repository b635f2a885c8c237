// The metrics of single customers, by the engine of every other question: what is asked alike of several customers of a request
// is one question about them, sliced by customer. The share of a customer is its own whole, so it is asked of each alone.
import DataLoader from 'dataloader';
import { mostRows } from '../../query/question/metric-query';
import type { PeriodInput } from '../../query/question/metric-question';
import type { MetricsResult } from '../../query/question/metrics-result';
import type { QuestionLoader } from './question-loader';

export type CustomerMetricsAsked = {
  readonly id: string;
  readonly metrics: readonly string[];
  readonly shares: boolean;
  readonly period: PeriodInput;
  readonly grain: string | null;
};

export type CustomerMetrics = Pick<MetricsResult, 'rows' | 'refused'>;

export type CustomerMetricsLoader = (asked: CustomerMetricsAsked) => Promise<CustomerMetrics>;

const together = ({ id, metrics, shares, period, grain }: CustomerMetricsAsked): string =>
  JSON.stringify([shares ? id : null, metrics, period, grain]);

export function createCustomerMetricsLoader(questions: QuestionLoader): CustomerMetricsLoader {
  const askAbout = async (ids: readonly string[], of: CustomerMetricsAsked) => {
    const { metrics, shares, period, grain } = of;
    const where = { dimension: 'CUSTOMER', in: ids };
    const question = { metrics, shares, period, grain, by: ['CUSTOMER'], where, first: mostRows };
    const rows: MetricsResult['rows'][number][] = [];
    let after: string | null = null;
    for (;;) {
      const page: MetricsResult = await questions.load({ question: { ...question, after }, paged: true });
      rows.push(...page.rows);
      if (!page.pageInfo.hasNextPage) return { rows, refused: page.refused };
      after = page.pageInfo.endCursor;
    }
  };
  const loader = new DataLoader<CustomerMetricsAsked, CustomerMetrics, string>(
    async (all) => {
      const answers = new Map<string, ReturnType<typeof askAbout>>();
      for (const asked of all) {
        const key = together(asked);
        if (answers.has(key)) continue;
        const ids = all.filter((each) => together(each) === key).map(({ id }) => id);
        answers.set(key, askAbout(ids, asked));
      }
      return Promise.all(
        all.map((asked) =>
          answers.get(together(asked))!.then(
            ({ rows, refused }) => ({ rows: rows.filter(({ keys }) => keys[0]!.value === asked.id), refused }),
            (error: Error) => error,
          ),
        ),
      );
    },
    { cacheKeyFn: (asked) => JSON.stringify([asked.id, together(asked)]) },
  );
  return (asked) => loader.load(asked);
}
