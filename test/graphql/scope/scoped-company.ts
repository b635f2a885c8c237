// A company of five customers, three of the north, and the API as somebody of the north has it, and as an admin does.
//
//   anna    was of the north, and is of the east since May
//   ben, chi, dora   of the north; ben has the alias benny
//   eli     of the south
import { local, type Principal } from '../../../src/auth/principal';
import { parseRowScope } from '../../../src/auth/row-scope';
import { createRequestContext } from '../../../src/graphql/common/request-context';
import { type Answer, executeDocument } from '../../../src/graphql/execute-document';
import { type Services, servicesOf } from '../../../src/services/services';
import { type CompanyRows, type OpenCompany, openRows } from '../../support/fixture';

const sold = (id: string, customer: string, at: string, revenue: string) => ({
  transaction_id: id,
  order_id: `order ${id}`,
  customer_id: customer,
  occurred_at: at,
  kind: 'order',
  revenue,
});
const stage = (id: string, customer: string, deal: string, amount: string) => ({
  interaction_id: id,
  customer_id: customer,
  occurred_at: '2025-02-01',
  kind: 'stage',
  opportunity_id: deal,
  stage: 'quoted',
  amount,
});

const rows: CompanyRows = {
  customers: [
    { customer_id: 'anna', name: 'Anna', region: 'north', city: 'Kiel', valid_from: '2025-01-01' },
    { customer_id: 'anna', name: 'Anna', region: 'east', city: 'Gera', valid_from: '2025-05-01' },
    { customer_id: 'ben', name: 'Ben', region: 'north', city: 'Kiel', valid_from: '2025-01-01' },
    { customer_id: 'benny', name: 'Benny', region: 'south', valid_from: '2025-01-01' },
    { customer_id: 'chi', name: 'Chi', region: 'north', city: 'Bremen', tags: 'vip', valid_from: '2025-01-01' },
    { customer_id: 'dora', name: 'Dora', region: 'north', valid_from: '2025-01-01' },
    { customer_id: 'eli', name: 'Eli', region: 'south', city: 'Ulm', valid_from: '2025-01-01' },
  ],
  customer_aliases: [{ alias_id: 'benny', customer_id: 'ben' }],
  transactions: [
    sold('t1', 'anna', '2025-01-10', '100'),
    sold('t2', 'ben', '2025-02-10', '20'),
    sold('t3', 'ben', '2025-06-20', '30'),
    sold('t4', 'chi', '2025-03-10', '5'),
    sold('t5', 'eli', '2025-07-01', '400'),
  ],
  interactions: [stage('i1', 'ben', 'd1', '70'), stage('i2', 'eli', 'd2', '900')],
  targets: [
    { metric: 'revenue', from: '2025-01-01', to: '2025-12-31', value: '1000' },
    { metric: 'revenue', from: '2025-01-01', to: '2025-12-31', value: '10', dimension: 'CUSTOMER', member: 'ben' },
    { metric: 'revenue', from: '2025-01-01', to: '2025-12-31', value: '77', dimension: 'CUSTOMER', member: 'eli' },
  ],
};

export const north: Principal = {
  id: 'key:1',
  name: 'the north',
  role: 'admin',
  viewer: parseRowScope({ dimension: 'REGION', in: ['north'] }),
};
export const everybody: Principal = local;

/** Any answer, read by its names; what is not there is undefined. */
// biome-ignore lint/suspicious/noExplicitAny: a test reads the answer of the document it wrote itself
type Data = any;

export type ScopedCompany = OpenCompany & {
  readonly services: Services;
  readonly execute: (principal: Principal, document: string, variables?: object) => Promise<Answer>;
  readonly ask: (principal: Principal, document: string, variables?: object) => Promise<Data>;
  /** Code and message of each error. */
  readonly errorsOf: (principal: Principal, document: string, variables?: object) => Promise<readonly string[]>;
};

export async function openScopedCompany(): Promise<ScopedCompany> {
  const company = await openRows(rows, { now: '2025-07-15T12:00:00Z', timeZone: 'UTC' });
  const { warehouse, contexts } = company;
  const own = servicesOf(warehouse, warehouse.config);
  const services: Services = { ...own, answering: { ...own.answering, ...contexts[0]! } };
  const execute: ScopedCompany['execute'] = async (principal, document, variables) => {
    const context = createRequestContext(services, 'request-1', principal);
    const answer = await executeDocument(document, variables as Record<string, unknown>, context, (error) => {
      throw error;
    });
    await context.close();
    return answer;
  };
  return {
    ...company,
    services,
    execute,
    ask: async (principal, document, variables) => {
      const { data, errors } = await execute(principal, document, variables);
      expect(errors).toBeUndefined();
      return JSON.parse(JSON.stringify(data));
    },
    errorsOf: async (principal, document, variables) => {
      const { errors = [] } = await execute(principal, document, variables);
      return errors.map(({ message, extensions }) => `${extensions?.code}: ${message}`);
    },
  };
}
