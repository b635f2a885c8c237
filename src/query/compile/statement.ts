// From a planned statement to SQL for one dialect.
import type { CompiledQuery } from '../../sql/compiled-query';
import type { PlannedStatement } from '../plan/query-plan';
import { agentsStatement } from './agents';
import type { Compilation } from './compilation';
import { customersStatement } from './customers';
import { distinctStatement } from './distinct';
import { compile, type MeasureStatement } from './output';
import { pageStatement } from './page';
import { populationStatement } from './population';
import { rowsStatement } from './rows';

export const compileStatement = (planned: PlannedStatement, compilation: Compilation): CompiledQuery =>
  compile(statementFor(planned, compilation));

/** The same before it is written: to stand inside another statement. */
export function statementFor(planned: PlannedStatement, compilation: Compilation): MeasureStatement {
  switch (planned.kind) {
    case 'rows':
    case 'standing':
      return rowsStatement(planned, compilation);
    case 'page':
      return pageStatement(planned, compilation);
    case 'distinct':
      return distinctStatement(planned, compilation);
    case 'customers':
      return customersStatement(planned, compilation);
    case 'population':
      return populationStatement(planned, compilation);
    case 'agents':
      return agentsStatement(planned, compilation);
    default:
      return planned satisfies never;
  }
}
