// What a file of judgement rules may say, as a JSON Schema (published as schema/judgement-rules.schema.json): every weight, bound
// and cut-off with its meaning and its default. What a file leaves out stays as it is by default.
import { defaultRules, type Rules } from './rules';

type Schema = Readonly<Record<string, unknown>>;

/** The schema of each entry, by the shape of the rules themselves: none can be missing. */
type SchemaOf<Value> = Value extends number | readonly number[]
  ? Schema
  : { readonly [Name in keyof Value]: SchemaOf<Value[Name]> };

const share = (description: string): Schema => ({ type: 'number', minimum: 0, maximum: 1, description });
const weight = (of: string): Schema => ({ type: 'number', minimum: 0, maximum: 1, description: `Weight of ${of}.` });
const whole = (description: string, minimum: number, maximum: number): Schema => ({
  type: 'integer',
  minimum,
  maximum,
  description,
});
const number = (description: string, minimum: number, maximum: number): Schema => ({
  type: 'number',
  minimum,
  maximum,
  description,
});

const entries: SchemaOf<Rules> = {
  prediction: {
    fewestRepeatCustomers: whole(
      'Customers with a repeat purchase that a model is fitted over, at least.',
      2,
      1_000_000,
    ),
    purchaseDays: whole('Expected purchases are those of so many days.', 1, 3660),
    valueMonths: whole('Predicted value is that of so many months.', 1, 120),
    annualDiscountRate: number('Discount rate of a year: 0.1 takes 1 of 11 from what comes in a year.', 0, 10),
  },
  churnRisk: {
    averageTerms: number("Terms of the company's average that stand beside a customer's own.", 0, 1000),
    fewestTerms: whole(
      "Terms that must stand behind the company's average, or a term says nothing of the risk.",
      1,
      100_000,
    ),
    medium: share('Churn risk from which on the risk band is MEDIUM.'),
    high: share('Churn risk from which on the risk band is HIGH.'),
  },
  tier: {
    weights: {
      contribution: weight('the rank of the contribution of the last year'),
      activity: weight('the rank of the active days of the last 90 days'),
      loyalty: weight('the rank of the number of orders'),
      predictedValue: weight('the rank of the predicted value'),
    },
    oneIn: {
      PLATINUM: whole('One customer in so many is PLATINUM.', 1, 1_000_000),
      GOLD: whole('One customer in so many is GOLD or better.', 1, 1_000_000),
      SILVER: whole('One customer in so many is SILVER or better.', 1, 1_000_000),
    },
  },
  health: {
    weights: {
      recency: weight('how recently the customer bought, by its own rhythm'),
      frequency: weight('its orders of the last half year against those of the half year before'),
      engagement: weight('its engaged days of the last 90 days against those of the 90 days before'),
      satisfaction: weight('its last answers to surveys'),
      complaints: weight('its complaints of the last 180 days'),
      terms: weight('its terms'),
    },
    healthy: number('Health score from which on the band is HEALTHY.', 0, 100),
    watch: number('Health score from which on the band is WATCH.', 0, 100),
    longestSilence: number('Recency is 0 after so many of the own rhythms without a purchase.', 1.001, 100),
    shortestRhythmDays: number('A rhythm of purchases is no shorter than so many days.', 1, 3660),
    complaints: {
      type: 'array',
      items: { type: 'number', minimum: 0, maximum: 100 },
      minItems: 4,
      maxItems: 4,
      description: 'Scores after no complaint, one, two and more.',
    },
    endingDays: whole('A term that ends within so many days, or half its length, is ending.', 0, 3660),
    endingTerm: number('Score of a term that is ending.', 0, 100),
  },
  nps: {
    promoterFrom: number('Answer from which on a customer is a PROMOTER.', 0, 10),
    detractorUpTo: number('Answer up to which a customer is a DETRACTOR.', 0, 10),
  },
  leadScore: {
    days: whole('A lead is scored for so many days, and bought within them.', 1, 3660),
    averageLeads: number("Leads of the company's average that stand beside those of a kind.", 0.001, 1000),
    low: number('Odds against the average up to which the band is LOW.', 0, 1000),
    high: number('Odds against the average from which on the band is HIGH.', 0, 1000),
  },
};

/** An entry whose `type` is a text is a schema; any other is an object of entries. */
function schemaOf(entry: Schema, defaults: unknown): Schema {
  if (typeof entry.type === 'string') return { ...entry, default: defaults };
  const properties = Object.fromEntries(
    Object.entries(entry).map(([name, own]) => [
      name,
      schemaOf(own as Schema, (defaults as Readonly<Record<string, unknown>>)[name]),
    ]),
  );
  return { type: 'object', additionalProperties: false, properties };
}

export const rulesSchema: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Rules of judgements about customers',
  description: 'Weights, bounds and cut-offs of the judgements. What is left out keeps its default.',
  ...schemaOf(entries as unknown as Schema, defaultRules),
};

export const renderRulesSchema = (): string => `${JSON.stringify(rulesSchema, null, 2)}\n`;
