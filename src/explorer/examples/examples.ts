// The questions the playground offers, in the order of its menu. Each runs as it stands on any warehouse, and together they
// ask every root of the schema but merging and erasing customers; a test runs them. The first ones stand in tabs when the page opens.
import {
  behindExample,
  customerExample,
  customersExample,
  searchExample,
  sideBySideExample,
  transitionsExample,
} from './customer-examples';
import type { Example } from './example';
import { deleteRowsExample, ingestExample } from './ingest-examples';
import { activeRetentionExample, funnelExample, retentionExample } from './journey-examples';
import { analystExample, appExample, biExample, comparisonExample, topExample } from './metric-examples';
import { deleteExample, saveExample, segmentsExample, targetsExample } from './settings-examples';
import { catalogExample, membersExample, statusExample } from './vocabulary-examples';

export const examples: readonly Example[] = [
  biExample,
  appExample,
  analystExample,
  topExample,
  comparisonExample,
  customerExample,
  searchExample,
  customersExample,
  behindExample,
  sideBySideExample,
  transitionsExample,
  funnelExample,
  retentionExample,
  activeRetentionExample,
  catalogExample,
  membersExample,
  statusExample,
  ingestExample,
  deleteRowsExample,
  segmentsExample,
  targetsExample,
  saveExample,
  deleteExample,
];

/** How many open in tabs: one for each of the three who ask. */
export const openAtFirst = 3;
