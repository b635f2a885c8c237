// Which facts an answer rests on, from the tables that its statements name.
import { factsBehind } from '../../src/model/facts-behind';
import { families } from '../../src/model/families';

it('facts rest on themselves, in one order, each once', () => {
  expect(factsBehind(['fact_spend', 'fact_transaction', 'fact_spend', 'fact_interaction'])).toEqual([
    'fact_interaction',
    'fact_transaction',
    'fact_spend',
  ]);
});

it('derived tables rest on the facts they are worked out from', () => {
  expect(factsBehind(['customer_order'])).toEqual(['fact_transaction']);
  expect(factsBehind(['customer_spell', 'customer_summary'])).toEqual(['fact_transaction']);
  expect(factsBehind(['opportunity'])).toEqual(['fact_interaction']);
  expect(factsBehind(['customer_lead'])).toEqual(['fact_interaction', 'fact_transaction']);
});

it('who customers and agents are, and what is aimed at, rests on none', () => {
  expect(factsBehind(['dim_customer', 'dim_agent', 'dim_date', 'target'])).toEqual([]);
});

it('every family but that of the versions of customers rests on some', () => {
  const without = Object.values(families).filter(({ source }) => {
    const tables = source.kind === 'table' ? [source.table] : source.parts.map(({ table }) => table);
    return tables.some((table) => factsBehind([table]).length === 0);
  });
  expect(without.map(({ id }) => id)).toEqual(['version']);
});
