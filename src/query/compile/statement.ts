// From a planned statement to SQL for one dialect.
import type { CompiledQuery } from '../../sql/compiled-query';
import type { Dialect } from '../../sql/dialect';
import type { PlannedStatement } from '../plan/plan';
import type { MetricQuery } from '../question/metric-query';
import { compileAgents } from './agents';
import { compileCustomers } from './customers';
import { compilePopulation } from './population';
import { compileRows } from './rows';

export function compileStatement(statement: PlannedStatement, query: MetricQuery, dialect: Dialect): CompiledQuery {
  switch (statement.kind) {
    case 'rows':
      return compileRows(statement, query, dialect);
    case 'customers':
      return compileCustomers(statement, query, dialect);
    case 'population':
      return compilePopulation(statement, query, dialect);
    case 'agents':
      return compileAgents(statement, query, dialect);
    default:
      return statement satisfies never;
  }
}
