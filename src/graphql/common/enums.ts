// The enums of the API. Metrics and dimensions are registered from the catalogue and the model, so that a new metric
// is an enum value without another word here. A value and its name are the same string everywhere.
import { registerEnumType } from 'type-graphql';
import { customerOrders } from '../../customer/search/customer-order';
import { enumValueOf, metricCatalog } from '../../metrics/catalog';
import { grains, weekStarts } from '../../model/calendar';
import { dimensions } from '../../model/dimensions';
import { healthBands, lifecycleStages, npsGroups, tiers } from '../../model/judgements';
import { retentionActivities } from '../../model/retention-activity';
import { stages } from '../../model/stages';

function enumOf<Name extends string>(names: readonly Name[]): { readonly [N in Name]: N } {
  return Object.freeze(Object.fromEntries(names.map((name) => [name, name]))) as { readonly [N in Name]: N };
}

function register<Name extends string>(
  name: string,
  values: readonly Name[],
  description?: string,
  valuesConfig: { readonly [N in Name]?: { description: string } } = {},
): { readonly [N in Name]: N } {
  const registered = enumOf(values);
  registerEnumType(registered, { name, description, valuesConfig });
  return registered;
}

function described<Item>(items: readonly Item[], name: (item: Item) => string, description: (item: Item) => string) {
  return Object.fromEntries(items.map((item) => [name(item), { description: description(item) }]));
}

export const MetricId = register(
  'MetricId',
  metricCatalog.map((metric) => enumValueOf(metric.id)),
  'Every metric of the catalogue.',
  described(
    metricCatalog,
    (metric) => enumValueOf(metric.id),
    (metric) => `${metric.label.en} ${metric.label.zh}`,
  ),
);

export const Dimension = register(
  'Dimension',
  dimensions.map((dimension) => dimension.id),
  'What a metric can be sliced and filtered by; the catalogue says which goes with which metric.',
  described(
    dimensions,
    (dimension) => dimension.id,
    (dimension) => `${dimension.label.en} ${dimension.label.zh}: ${dimension.description.en}`,
  ),
);

export const Grain = register('Grain', grains, 'The length of a bucket.');
export const Weekday = register('Weekday', weekStarts, 'The days a week may start on.');
export const AttributeVersion = register(
  'AttributeVersion',
  ['AT_EVENT', 'CURRENT'],
  'Which version of a customer counts for the attributes: the one when the fact occurred, or the one of today.',
);
export const Totals = register(
  'Totals',
  ['NONE', 'GRAND', 'ROLLUP'],
  'GRAND: one row over all members and the whole period. ROLLUP: also subtotals, the dimensions rolled up from the last to the first.',
);
export const CompareMode = register(
  'CompareMode',
  ['PREVIOUS_PERIOD', 'PREVIOUS_YEAR', 'SAME_WEEKDAYS_PREVIOUS_YEAR', 'CUSTOM'],
  'The period compared with: like with like, in whole days (today with all of the other day).',
  {
    PREVIOUS_PERIOD: {
      description:
        'Of whole weeks, months, quarters or years as many before them; of the beginning of one the same part of the one before (1..18 June: 1..18 May); of other days the equally many just before. With a grain each bucket goes with the same part of the unit before.',
    },
    PREVIOUS_YEAR: {
      description:
        'Whole months with the same months a year before, weeks with those 364 days before, anything else with the same dates (29 February with 28).',
    },
    SAME_WEEKDAYS_PREVIOUS_YEAR: { description: '364 days before.' },
    CUSTOM: {
      description: 'The days from..to, of an open period equally many of them; buckets by their position.',
    },
  },
);
export const OrderField = register(
  'OrderField',
  ['VALUE', 'CHANGE', 'CHANGE_PERCENT'],
  'A value itself, or how it changed against a comparison.',
);
export const RowLevel = register('RowLevel', ['DETAIL', 'SUBTOTAL', 'TOTAL', 'OTHER']);
export const ValueStatus = register(
  'ValueStatus',
  ['OK', 'NO_DATA', 'ZERO_DENOMINATOR', 'LOW_SAMPLE', 'IMMATURE', 'CAPPED', 'SUPPRESSED'],
  'How far a value can be trusted, or why there is none.',
  {
    OK: { description: 'The value stands as it is.' },
    NO_DATA: {
      description: 'No value: there is nothing to take a mean, median or percentile of, or a part is missing.',
    },
    ZERO_DENOMINATOR: { description: 'No value: the denominator is 0.' },
    LOW_SAMPLE: { description: 'A share or mean over fewer than 30.' },
    IMMATURE: { description: "The metric's own window after the period is still open." },
    CAPPED: { description: 'A bound of the definition was reached.' },
    SUPPRESSED: {
      description: 'No value is told: it rests on too few customers, or would tell one that does.',
    },
  },
);
export const Stage = register('Stage', stages, 'The stages of a funnel, in their order.');
export const RetentionActivity = register(
  'RetentionActivity',
  retentionActivities,
  'What enters customers into cohorts, and what they come back for.',
  {
    PURCHASE: { description: 'A purchase.' },
    ACTIVE: { description: 'An active fact: a purchase, or an interaction that the customer started.' },
  },
);
export const Tier = register('Tier', tiers, 'Customers by what they are worth, the best first.');
export const LifecycleStage = register('LifecycleStage', lifecycleStages);
export const HealthBand = register('HealthBand', healthBands);
export const NpsGroup = register('NpsGroup', npsGroups);
export const CustomerOrder = register(
  'CustomerOrder',
  customerOrders,
  'What customers are listed by. What has no value comes last; ties go by id.',
  {
    CLV_DESC: { description: 'The greatest predicted value first, then the greatest historic one.' },
    CHURN_RISK_DESC: { description: 'The greatest churn risk first.' },
    HEALTH_ASC: { description: 'The least health score first.' },
    LAST_PURCHASE_DESC: { description: 'Whoever bought last first.' },
    ID_ASC: { description: 'By id alone.' },
  },
);
export const Direction = register('Direction', ['ASC', 'DESC']);
export const Engine = register('Engine', ['POSTGRES', 'COLUMNAR'], 'What measured the answer.');
export const Locale = register('Locale', ['EN', 'ZH']);
export const Unit = register('Unit', [
  'COUNT',
  'MONEY',
  'PERCENT',
  'SCORE',
  'RATIO',
  'DAYS',
  'SECONDS',
  'MINUTES',
  'YEARS',
]);
export const Better = register('Better', ['UP', 'DOWN', 'NEUTRAL'], 'Which direction is good news.');
export const TableExtra = register(
  'TableExtra',
  ['TARGET', 'STATUS', 'N', 'INTERVAL', 'SHARE', 'NUMERATOR', 'DENOMINATOR'],
  'Columns that a table has beside each metric.',
  {
    TARGET: { description: 'NAME.target, and how far the value has come: NAME.attainment (in percent), NAME.met.' },
    STATUS: { description: 'NAME.status, as in MetricValue.' },
    N: { description: 'NAME.n: facts or customers behind the value.' },
    INTERVAL: { description: 'NAME.low and NAME.high: the 95 % interval of a proportion or of NPS.' },
    SHARE: { description: 'NAME.share: of additive metrics, percent of the total of the same period.' },
    NUMERATOR: { description: 'NAME.numerator, of ratios.' },
    DENOMINATOR: { description: 'NAME.denominator, of ratios.' },
  },
);
export const Numbers = register('Numbers', ['FLOAT', 'EXACT'], 'How a table writes numbers.', {
  FLOAT: { description: 'Every number as a JSON number.' },
  EXACT: {
    description:
      'What is known to its last digit (money and counts, their comparisons, and targets) as decimal text, in columns of the type DECIMAL. Ratios, means and percents have no last digit and stay JSON numbers.',
  },
});
export const ColumnType = register(
  'ColumnType',
  ['DATE', 'TEXT', 'NUMBER', 'DECIMAL', 'BOOLEAN'],
  'What the cells of a column are, where they are not null.',
  {
    DATE: { description: 'YYYY-MM-DD.' },
    TEXT: { description: 'A string.' },
    NUMBER: { description: 'A JSON number.' },
    DECIMAL: { description: 'An exact decimal as a string.' },
    BOOLEAN: { description: 'true or false.' },
  },
);
export const Additivity = register(
  'Additivity',
  ['ADDITIVE', 'SEMI_ADDITIVE', 'DISTINCT', 'RATIO', 'NON_ADDITIVE'],
  'What may be added up: totals are always computed at their own level, whatever stands here.',
);
/** Those that have a metric. */
export const Area = register('Area', [...new Set(metricCatalog.map(({ area }) => area))]);

export type LocaleName = keyof typeof Locale;
