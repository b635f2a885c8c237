// What the resolvers of one request share: one instant, one view of the data, and loaders that live as long as the request.
// A mutation lets go of the view before it writes, and what is read after it sees what it wrote.
import { isGranted } from '../../auth/permissions';
import type { Principal } from '../../auth/principal';
import { type Engine, withinScope } from '../../engine/engine';
import { recordsOn } from '../../engine/records';
import { requestViews } from '../../engine/request-views';
import type { Role } from '../../model/roles';
import { answer } from '../../query/answer';
import { memberLabels } from '../../query/members/labels';
import type { AnswerContext } from '../../query/reading';
import type { RestsOn } from '../../query/rests-on';
import { savedFilters } from '../../query/segments/segments';
import { filtersInView } from '../../query/segments/segments-in-view';
import type { Services } from '../../services/services';
import type { Queryable } from '../../warehouse/queryable';
import { type CustomerMetricsLoader, createCustomerMetricsLoader } from './customer-metrics';
import type { Estimate } from './estimate';
import { collectFieldErrors, type FieldErrors } from './field-errors';
import { createLabelLoader, type LabelLoader } from './label-loader';
import { createPortraitLoaders, type PortraitLoaders } from './portrait-loaders';
import { createQuestionLoader, type QuestionLoader } from './question-loader';

export type RequestContext = Services & {
  readonly requestId: string;
  /** Whom the request is answered for. */
  readonly principal: Principal;
  /** What each field at the root comes to, by its name in the answer; worked out before anything runs. */
  readonly estimates: Map<string, Estimate>;
  readonly questions: QuestionLoader;
  readonly labels: LabelLoader;
  readonly fieldErrors: FieldErrors;
  /** What the warehouse keeps beside the star, on the view of the request. */
  readonly records: Queryable;
  /** What is read beside the request, on views of its own: nothing of the request has begun. */
  readonly beside: AnswerContext;
  /** What single customers are looked up with: PostgreSQL, on the view of the request. */
  readonly lookingUp: AnswerContext;
  readonly customerMetrics: CustomerMetricsLoader;
  /** What single customers are; anew after a write. */
  readonly portraits: () => PortraitLoaders;
  /** Runs what writes; it reads on views of its own. */
  readonly writing: <Result>(work: (answering: AnswerContext) => Promise<Result>) => Promise<Result>;
  /** Said before it is executed: the request looks up what stands in PostgreSQL alone. */
  readonly readsStored: () => void;
  /** The request is over. */
  readonly close: () => Promise<void>;
  /** What the readings of the request rested on; null where it read what no reading tells of. */
  readonly restsOn: () => readonly RestsOn[] | null;
  /** Nobody waits for the answer: what reads for it stops. */
  readonly abandon: () => void;
  /** Aborted by that. */
  readonly gone: AbortSignal;
};

/** Whoever may see single customers is told of groups of any size. */
const fewestFor = (role: Role, suppressBelow: number): number | null =>
  suppressBelow < 2 || isGranted(role, 'customers') ? null : suppressBelow;

export function createRequestContext(services: Services, requestId: string, principal: Principal): RequestContext {
  const { answering, engines } = services;
  const now = answering.now();
  const gone = new AbortController();
  const { viewer } = principal;
  const rowScope = viewer.kind === 'everything' ? null : JSON.stringify(viewer.filter);
  const untilGone = (engine: Engine): Engine => {
    const own = rowScope === null ? engine : withinScope(engine, rowScope);
    return { ...own, read: (work) => own.read(work, gone.signal) };
  };
  const rests: RestsOn[] = [];
  let measuresOnly = true;
  const own: AnswerContext = {
    ...answering,
    viewer,
    unnamed: !isGranted(principal.role, 'names'),
    fewestCustomers: fewestFor(principal.role, services.config.suppressBelowCustomers),
    engine: untilGone(answering.engine),
    now: () => now,
    told: (reading) => rests.push(reading),
    segments: async () => filtersInView((await answering.segments?.()) ?? new Map(), own),
  };
  const views = requestViews(engines.columnar && untilGone(engines.columnar), untilGone(engines.postgres));
  const { stored, measuring: view } = views;
  const records = recordsOn(stored);
  const shared: AnswerContext = {
    ...own,
    engine: view,
    segments: async () => filtersInView(await savedFilters(view), shared),
  };
  const lookingUp: AnswerContext = { ...shared, engine: stored };
  let portraits = createPortraitLoaders(lookingUp);
  const questions = createQuestionLoader(async (question) => {
    const version = question.minDataVersion;
    if (version == null || (view.isOpen() && (await view.sees(version)))) return answer(question, shared);
    const engine = await engines.at(version);
    return answer(question, (await view.sees(version)) ? shared : { ...own, engine: untilGone(engine) });
  });
  return {
    ...services,
    lookingUp,
    beside: { ...own, told: undefined },
    portraits: () => portraits,
    answering: shared,
    requestId,
    principal,
    records,
    estimates: new Map(),
    fieldErrors: collectFieldErrors(),
    questions,
    customerMetrics: createCustomerMetricsLoader(questions),
    labels: createLabelLoader((dimension, values, locale) => memberLabels(shared, dimension, values, locale)),
    writing: async (work) => {
      await views.renew();
      portraits = createPortraitLoaders(lookingUp);
      // A change is judged by what stands, not by a copy that may be a second behind.
      return work({ ...own, engine: untilGone(engines.postgres) });
    },
    abandon: () => gone.abort(),
    gone: gone.signal,
    readsStored: () => {
      measuresOnly = false;
      views.readsStored();
    },
    restsOn: () => (measuresOnly ? rests : null),
    close: views.close,
  };
}
