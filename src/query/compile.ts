// From a planned statement to SQL for one dialect.
import type { CompiledQuery } from '../sql/compiled-query';
import type { Dialect } from '../sql/dialect';
import { compileAgents } from './compile-agents';
import { compileCustomers } from './compile-customers';
import { compilePopulation } from './compile-population';
import { compileRows } from './compile-rows';
import type { MetricQuery } from './metric-query';
import type { PlannedStatement } from './plan';

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
