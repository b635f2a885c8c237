// What the resolvers of one request share. Loaders live as long as the request, so nothing is remembered across requests.
import type DataLoader from 'dataloader';
import type { MetricQuestion } from '../query/metric-question';
import type { MetricsResult } from '../query/metrics-result';
import type { Warehouse } from '../warehouse/warehouse';
import { createLabelLoader, type LabelLoader, type MemberLabels } from './label-loader';
import { type Ask, createQuestionLoader } from './question-loader';

/** What the server holds for all requests. */
export type Services = {
  readonly warehouse: Warehouse;
  readonly ask: Ask;
  readonly memberLabels: MemberLabels;
};

export type RequestContext = Services & {
  readonly requestId: string;
  readonly questions: DataLoader<MetricQuestion, MetricsResult, string>;
  readonly labels: LabelLoader;
};

export function createRequestContext(services: Services, requestId: string): RequestContext {
  return {
    ...services,
    requestId,
    questions: createQuestionLoader(services.ask),
    labels: createLabelLoader(services.memberLabels),
  };
}
