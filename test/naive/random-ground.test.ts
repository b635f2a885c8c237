// Whether random questions reach what they are there for: agreement about what is never asked would prove nothing.
import * as fc from 'fast-check';
import { dimensionsOf } from '../support/naive/dimensions';
import { unknownMembers } from '../support/naive/known-members';
import { malformedParts } from '../support/naive/malformed';
import { naiveMetrics } from '../support/naive/metrics';
import { enumOf } from '../support/naive/metrics/columns';
import { askedPeriod } from '../support/naive/period';
import type { NaiveFilter, NaiveQuestion, NaiveSettings } from '../support/naive/question';
import { addDays, type Unit, unitStart } from '../support/naive/time';
import { arbitraryAsk } from '../support/random-asks';
import { randomCompany, randomSettings } from '../support/random-company';

type Asked = {
  readonly question: NaiveQuestion;
  readonly settings: NaiveSettings;
  readonly planned: ReadonlySet<string>;
};

const seeds = [1, 2, 3, 4, 6, 7, 8, 9];
const perCompany = 100;

const asked: readonly (Asked & { readonly isSlip: boolean })[] = seeds.flatMap((seed) => {
  const settings = randomSettings(seed);
  const company = randomCompany(seed, settings, { customers: 40, facts: 300 });
  const space = {
    metrics: Object.keys(naiveMetrics),
    dimensions: [...new Set(Object.values(dimensionsOf).flat())],
    company,
    settings,
  };
  const planned = new Set(company.targets.map((target) => enumOf(target.metric)));
  return fc
    .sample(arbitraryAsk(space), { numRuns: perCompany, seed })
    .map((question) => ({ question, settings, planned, isSlip: unknownMembers(company, question).length > 0 }));
});

const periodOf = ({ question, settings }: Asked) => {
  const { from, to, today, calendar } = askedPeriod(question.period, settings);
  const start = (date: string) => unitStart(date, question.grain as Unit, calendar);
  const isUnits = (unit: Unit) =>
    unitStart(from, unit, calendar) === from && unitStart(addDays(to, 1), unit, calendar) === addDays(to, 1);
  return { from, to, today, start, isUnits, isOpen: from <= today && today <= to };
};

/** Every filter in the question, saved ones and those of conditions included. */
function filtersIn({ where, segments }: NaiveQuestion): readonly NaiveFilter[] {
  const within = (filter: NaiveFilter): readonly NaiveFilter[] => [
    filter,
    ...[...(filter.all ?? []), ...(filter.any ?? [])].flatMap(within),
    ...[filter.not, filter.metric?.where].flatMap((part) => (part == null ? [] : within(part))),
  ];
  return [...(where == null ? [] : within(where)), ...Object.values(segments ?? {}).flatMap(within)];
}

const operators = ['in', 'notIn', 'contains', 'gte', 'gt', 'lte', 'lt', 'isNull'] as const;
const hasFilter = (meets: (filter: NaiveFilter) => boolean) => (each: Asked) => filtersIn(each.question).some(meets);
const compares = ({ question }: Asked, mode?: string): boolean =>
  (question.compare ?? []).some((comparison) => mode === undefined || comparison.mode === mode);
const form = (name: 'from' | 'year' | 'quarter' | 'month' | 'last' | 'toDate') => (each: Asked) =>
  each.question.period[name] != null;
const withAsOf = (meets: (each: Asked) => boolean, has: boolean) => (each: Asked) =>
  meets(each) && (each.question.period.asOf != null) === has;

const ground: Readonly<Record<string, (each: Asked & { readonly isSlip: boolean }) => boolean>> = {
  ...Object.fromEntries(
    (['from', 'year', 'quarter', 'month', 'last', 'toDate'] as const).flatMap((name) => [
      [`${name} with asOf`, withAsOf(form(name), true)],
      [`${name} without asOf`, withAsOf(form(name), false)],
    ]),
  ),
  'asOf after today': (each) => (each.question.period.asOf ?? '') > periodOf(each).today,
  'a first bucket cut and compared': (each) =>
    each.question.grain != null && compares(each) && periodOf(each).start(periodOf(each).from) !== periodOf(each).from,
  'a last bucket cut by the range and compared': (each) => {
    const { to, start, isOpen } = periodOf(each);
    return each.question.grain != null && compares(each) && !isOpen && start(addDays(to, 1)) !== addDays(to, 1);
  },
  'an open bucket compared': (each) => each.question.grain != null && compares(each) && periodOf(each).isOpen,
  'the beginning of a unit compared as a whole': (each) =>
    each.question.period.toDate != null && compares(each, 'PREVIOUS_PERIOD'),
  'whole months compared': (each) => periodOf(each).isUnits('MONTH') && compares(each),
  'whole weeks compared': (each) => periodOf(each).isUnits('WEEK') && compares(each),
  'weeks compared with last year': (each) => each.question.grain === 'WEEK' && compares(each, 'PREVIOUS_YEAR'),
  'a fiscal year compared': (each) => {
    const start = each.question.period.fiscalYearStartMonth ?? each.settings.fiscalYearStartMonth;
    return start !== 1 && (each.question.grain === 'YEAR' || each.question.period.toDate === 'YEAR') && compares(each);
  },
  'a leap day at an end': (each) => [periodOf(each).from, periodOf(each).to].includes('2024-02-29') && compares(each),
  'a comparison under a window': (each) => each.question.window != null && compares(each),
  'a comparison with given days under a grain': (each) => each.question.grain != null && compares(each, 'CUSTOM'),
  'revenue kept under a window': (each) =>
    each.question.window != null && each.question.metrics.includes('NET_REVENUE_RETENTION'),
  'not of a dimension': hasFilter(({ not }) => not?.dimension != null),
  'not of all or any': hasFilter(({ not }) => not?.all != null || not?.any != null),
  'not of a segment or condition': hasFilter(({ not }) => not?.segment != null || not?.metric != null),
  'all of nothing': hasFilter(({ all }) => all?.length === 0),
  'any of nothing': hasFilter(({ any }) => any?.length === 0),
  'in nothing': hasFilter((filter) => filter.in?.length === 0),
  'notIn of nothing': hasFilter(({ notIn }) => notIn?.length === 0),
  'notIn of tags': hasFilter(({ dimension, notIn }) => dimension === 'TAG' && (notIn?.length ?? 0) > 0),
  'several operators on tags': hasFilter(
    (filter) => filter.dimension === 'TAG' && operators.filter((name) => filter[name] != null).length > 1,
  ),
  'several operators on what has one member': hasFilter(
    (filter) => filter.dimension !== 'TAG' && operators.filter((name) => filter[name] != null).length > 2,
  ),
  'an empty filter': ({ question }) => question.where != null && Object.keys(question.where).length === 0,
  'a filter that is none': ({ question }) => malformedParts(question).length > 0,
  'a filter with a member nothing has': ({ isSlip }) => isSlip,
  'a segment with a member nothing has': hasFilter((filter) => filter.in?.includes('Atlantis') === true),
  'a condition with an asOf of its own': hasFilter(({ metric }) => metric?.period?.asOf != null),
  'a condition with a filter of its own': hasFilter(({ metric }) => metric?.where != null),
  'top with none': ({ question }) => question.top?.none === true,
  'top without none': ({ question }) => question.top != null && question.top.none !== true,
  'a target beside an open period': (each) =>
    periodOf(each).isOpen &&
    each.question.period.toDate == null &&
    each.question.metrics.some((metric) => each.planned.has(metric)),
};

test.each(Object.keys(ground))('%s is asked', (name) => {
  const found = asked.filter((each) => ground[name]?.(each));
  expect(found.length).toBeGreaterThanOrEqual(4);
});

test('companies have refunds without quantity and facts of nobody', () => {
  const companies = seeds.map((seed) => randomCompany(seed, randomSettings(seed), { customers: 40, facts: 300 }));
  const rows = companies.flatMap((company) => company.transactions);
  expect(rows.filter((row) => row.kind === 'refund' && row.quantity == null).length).toBeGreaterThan(10);
  expect(rows.filter((row) => row.customer_id == null).length).toBeGreaterThan(100);
});
