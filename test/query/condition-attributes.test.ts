// A condition on customers looks at their facts as they were, also where the question goes by today's attributes. Counted by
// hand on the fixture company, on both engines.
import { firstHalf } from '../support/company-periods';
import { numbers, onEachEngine } from './on-fixture';

const question = { metrics: ['BUYERS'], period: firstHalf };
const north = { dimension: 'REGION', in: ['north'] };
const orderedInTheNorth = { metric: { metric: 'ORDERS', gte: 1, where: north } };

for (const attributes of ['AT_EVENT', 'CURRENT'])
  onEachEngine(
    `anna, eve, gao, kong and omar ordered while they lived in the north (${attributes})`,
    { ...question, where: orderedInTheNorth, attributes },
    ({ rows }) => expect(rows.map(numbers)).toEqual([[5]]),
  );

onEachEngine(
  'anna does not live there today',
  { ...question, where: { all: [orderedInTheNorth, north] }, attributes: 'CURRENT' },
  ({ rows }) => expect(rows.map(numbers)).toEqual([[4]]),
);
