// Random funnel and retention questions: periods, slices and filters of random questions, with stages, windows, grains and
// offsets of their own.
import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { dimensions } from '../../src/model/dimensions';
import type { FunnelQuestion } from '../../src/query/journeys/funnel-question';
import type { RetentionQuestion } from '../../src/query/journeys/retention-question';
import type { FilterInput, PeriodInput } from '../../src/query/question/metric-question';
import { malformedParts } from './naive/malformed';
import type { NaiveFilter, NaiveSettings } from './naive/question';
import { arbitraryAsk } from './random-asks';
import type { QuestionSpace } from './random-question';

type Space = Pick<QuestionSpace, 'company' | 'settings'>;

/** A question with the filters of the segments it names. */
export type Asked<Question> = Question & { readonly segments: Readonly<Record<string, NaiveFilter>> };

const funnelStages = ['LEAD', 'CONTACTED', 'QUALIFIED', 'TRIAL', 'QUOTED', 'WON', 'REPURCHASED'];

/** Slices that mostly go with the metric; half of them over the whole history, half of them unfiltered. */
const arbitrarySlice = (
  space: Space,
  metric: string,
): fc.Arbitrary<Asked<Pick<FunnelQuestion, 'period' | 'by' | 'where'>>> =>
  fc
    .record({
      question: arbitraryAsk({ ...space, metrics: [metric], dimensions: dimensions.map(({ id }) => id) }),
      isWhole: fc.boolean(),
      isFiltered: fc.boolean(),
    })
    .map(({ question: { period, by, where, segments }, isWhole, isFiltered }) => ({
      period: isWhole ? { ...wholeHistory(space.settings), ...knownOf(period) } : period,
      by,
      where: isFiltered && malformedParts({ where }).length === 0 ? (where as FilterInput | null) : null,
      segments: segments ?? {},
    }));

function wholeHistory({ now, timeZone }: NaiveSettings): PeriodInput {
  const today = Temporal.Instant.from(now).toZonedDateTimeISO(timeZone).toPlainDate();
  return { from: today.subtract({ days: 1000 }).toString(), to: today.toString() };
}

/** Its calendar and its now. */
const knownOf = ({ timezone, weekStart, fiscalYearStartMonth, asOf }: PeriodInput): PeriodInput => ({
  ...(asOf == null ? {} : { asOf }),
  ...(timezone == null ? {} : { timezone }),
  ...(weekStart == null ? {} : { weekStart }),
  ...(fiscalYearStartMonth == null ? {} : { fiscalYearStartMonth }),
});

export function arbitraryFunnel(space: Space): fc.Arbitrary<Asked<FunnelQuestion>> {
  const named = fc.oneof<fc.Arbitrary<readonly string[]>[]>(
    fc.subarray(funnelStages, { minLength: 2 }),
    fc.subarray(funnelStages.slice(1), { minLength: 1 }).map((rest) => ['LEAD', ...rest]),
    fc.constant(['WON', 'REPURCHASED']),
    fc.constant(['CONTACTED', 'QUALIFIED', 'WON']),
  );
  return fc.oneof({ weight: 4, arbitrary: named }, { weight: 1, arbitrary: fc.constant(null) }).chain((stages) =>
    fc
      .record({
        slice: arbitrarySlice(space, stages?.[0] === 'WON' ? 'ACTIVE_CUSTOMERS' : 'LEADS'),
        window: fc.oneof(fc.constant(null), fc.constantFrom(1, 30, 60, 90, 365), fc.integer({ min: 1, max: 400 })),
        mature: fc.constantFrom(null, false, true),
      })
      .map(({ slice, window, mature }) => ({
        ...slice,
        stages,
        windowDays: window,
        matureOnly: window === null ? null : mature,
      })),
  );
}

export const arbitraryRetention = (space: Space): fc.Arbitrary<Asked<RetentionQuestion>> =>
  fc.constantFrom(null, 'PURCHASE', 'ACTIVE', 'ACTIVE').chain((activity) =>
    fc
      .record({
        slice: arbitrarySlice(space, activity === 'ACTIVE' ? 'ACTIVE_CUSTOMERS' : 'NEW_CUSTOMERS'),
        grain: fc.constantFrom(null, 'DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'),
        offsets: fc.oneof(fc.constant(null), fc.constantFrom(0, 1, 24, 400), fc.integer({ min: 0, max: 60 })),
      })
      .map(({ slice, grain, offsets }) => ({ ...slice, grain, offsets, activity })),
  );
