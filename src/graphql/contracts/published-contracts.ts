// The generated files of schema/ that describe the API, by their names. The command line writes them, a test compares.
import { renderAccessPage } from './render-access-page';
import { renderErrorsPage } from './render-errors-page';
import { renderMetricsPage } from './render-metrics-page';
import { renderSchema } from './render-schema';

export function publishedContracts(): ReadonlyMap<string, string> {
  return new Map([
    ['schema.graphql', renderSchema()],
    ['metrics.md', renderMetricsPage()],
    ['errors.md', renderErrorsPage()],
    ['access.md', renderAccessPage()],
  ]);
}
