// What the resolvers of one request share. Loaders live as long as the request, so nothing is remembered across requests.
import { answer } from '../../query/answer';
import { memberLabels } from '../../query/members/labels';
import type { Services } from '../../services/services';
import { collectFieldErrors, type FieldErrors } from './field-errors';
import { createLabelLoader, type LabelLoader } from './label-loader';
import { createQuestionLoader, type QuestionLoader } from './question-loader';

export type RequestContext = Services & {
  readonly requestId: string;
  readonly questions: QuestionLoader;
  readonly labels: LabelLoader;
  readonly fieldErrors: FieldErrors;
};

export function createRequestContext(services: Services, requestId: string): RequestContext {
  const { answering } = services;
  return {
    ...services,
    requestId,
    fieldErrors: collectFieldErrors(),
    questions: createQuestionLoader((question) => answer(question, answering)),
    labels: createLabelLoader((dimension, values, locale) => memberLabels(answering, dimension, values, locale)),
  };
}
