// Which metrics of one customer rest on few rows: what conditions are judged by first.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { metricCatalog } from '../../../src/metrics/catalog';
import { rareInteractionKinds } from '../../../src/model/families';
import { rowsReadBy } from '../../../src/query/conditions/rows-read';

const readingRows = (rows: number): readonly string[] =>
  metricCatalog
    .filter((metric) => metric.perCustomer && rowsReadBy(metric) === rows)
    .map(({ id }) => id)
    .sort();

it('few: answers to one question, interactions of rare kinds, and opportunities', () => {
  expect(readingRows(0)).toEqual([
    'averageDealValue',
    'ces',
    'complaints',
    'csatAverage',
    'dealsLost',
    'dealsWon',
    'firstResponseTime',
    'handleTime',
    'leadFollowUpTime',
    'leads',
    'openOpportunities',
    'opportunitiesCreated',
    'pipelineValue',
    'resolutionTime',
    'tickets',
  ]);
});

it('more: purchases, alone or beside opportunities', () => {
  expect(readingRows(1)).toEqual([
    'buyers',
    'categoriesPerBuyer',
    'grossProfit',
    'mrr',
    'newCustomers',
    'orders',
    'referredCustomers',
    'repurchaseIntervalDays',
    'revenue',
    'salesCycleDays',
    'unitsSold',
  ]);
});

it('most: whatever customers do, and customers in a state', () => {
  expect(readingRows(2)).toEqual([
    'activeCustomers',
    'averageUsageMinutes',
    'churnRisk',
    'clvHistoric',
    'clvPredicted',
    'contentViews',
    'expectedPurchases',
    'healthScore',
    'interactions',
    'surveyResponses',
  ]);
});

it('rare kinds are those of the index that leads to them', () => {
  const schema = readFileSync(join(__dirname, '../../../schema/star.sql'), 'utf8');
  const index = schema.split('\n').filter((line) => line.startsWith('CREATE INDEX fact_interaction_kind '));
  expect(index).toHaveLength(1);
  const kinds = [...index[0]!.matchAll(/'(\w+)'::text/g)].map(([, kind]) => kind);
  expect(kinds).toEqual(rareInteractionKinds);
});
