// What the resolvers of one request share. Loaders live as long as the request, so nothing is remembered across requests.
import { answer } from '../../query/answer';
import { memberLabels } from '../../query/members/labels';
import type { Services } from '../../services/services';
import { createLabelLoader, type LabelLoader } from './label-loader';
import { createQuestionLoader, type QuestionLoader } from './question-loader';

export type RequestContext = Services & {
  readonly requestId: string;
  readonly questions: QuestionLoader;
  readonly labels: LabelLoader;
};

export function createRequestContext(services: Services, requestId: string): RequestContext {
  const { answering, engines } = services;
  return {
    ...services,
    requestId,
    questions: createQuestionLoader(async (question) => {
      const engine = question.minDataVersion == null ? answering.engine : await engines.at(question.minDataVersion);
      return answer(question, { ...answering, engine });
    }),
    labels: createLabelLoader((dimension, values, locale) => memberLabels(answering.engine, dimension, values, locale)),
  };
}
