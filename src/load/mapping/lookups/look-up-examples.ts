// What look-ups do, for the documentation: part of the examples of docs/mappings.md, which a test runs.
import type { MappingExample } from '../page-section';

export const lookUpExamples: readonly MappingExample[] = [
  {
    heading: 'Looking up in another file',
    text: '`lookups` at the top name rows of other files of the load that are found by a `key`. A value says which (`lookup`), for which key, and what it wants of it (`give`). A key that is not there is refused, unless `missing` says what stands there then; an empty key gives nothing. All rows of a key have to agree, or those that ask are refused. A look-up may ask another, keeps what it finds in a temporary file when that is much (a key costs 30 to 60 bytes of memory), and reads its file as the rule of `files` with the same `file` says, unless it says itself.',
    files: {
      'history.csv': 'Id,Deal,Stage,At\nh1,d1,qualified,2026-02-01\nh2,d9,quoted,2026-02-02\n',
      'deals.csv': 'Id,Account,Deleted\nd1,a1,0\nd2,a2,1\n',
    },
    mapping: {
      lookups: {
        deal: {
          file: 'deals.csv',
          where: { column: 'Deleted', equals: '0' },
          key: '{Id}',
          values: { account: '{Account}' },
        },
      },
      files: [
        {
          file: 'history.csv',
          tables: [
            {
              table: 'interactions',
              columns: {
                interaction_id: '{Id}',
                occurred_at: '{At}',
                kind: 'stage',
                stage: '{Stage}',
                opportunity_id: '{Deal}',
                customer_id: { lookup: 'deal', key: '{Deal}', give: 'account' },
              },
            },
          ],
        },
      ],
    },
    gives: {
      interactions:
        'interaction_id,occurred_at,kind,stage,opportunity_id,customer_id\nh1,2026-02-01,stage,qualified,d1,a1\n',
    },
    refuses: ['history.csv line 3, interactions.customer_id: The look-up deal has no row for "d9".'],
  },
  {
    heading: 'What the rows of a key say together',
    text: 'A value of a look-up may `take` the `first`, `last` or `nth` row (`n`, from 1) by a number or time (`by`; without it by their place), or the `count`, `sum`, `minimum` or `maximum` of a value (`of`). Rows without a place come after the others.',
    files: {
      'cases.csv': 'Id,Opened\nc1,2026-05-01 09:00\nc2,2026-05-02 09:00\n',
      'events.csv': 'Case,Kind,At\nc1,answer,2026-05-01 10:30\nc1,answer,2026-05-01 09:05\nc1,note,2026-05-01 09:01\n',
    },
    mapping: {
      lookups: {
        answers: {
          file: 'events.csv',
          where: { column: 'Kind', equals: 'answer' },
          key: '{Case}',
          values: { first: { take: 'minimum', of: '{At}' } },
        },
      },
      files: [
        {
          file: 'cases.csv',
          tables: [
            {
              table: 'interactions',
              columns: {
                interaction_id: '{Id}',
                occurred_at: '{Opened}',
                kind: 'ticket',
                response_seconds: {
                  secondsBetween: ['{Opened}', { lookup: 'answers', key: '{Id}', give: 'first', missing: null }],
                },
              },
            },
          ],
        },
      ],
    },
    gives: {
      interactions:
        'interaction_id,occurred_at,kind,response_seconds\nc1,2026-05-01 09:00,ticket,300\nc2,2026-05-02 09:00,ticket,\n',
    },
  },
  {
    heading: 'Rates that change',
    text: 'Rows of a look-up with `asOf` hold from an instant on; a value then says `at` which time it wants: the last that had begun by then.',
    files: {
      'orders.csv': 'Id,Day,Amount,Currency\no1,2026-01-31,100,USD\no2,2026-02-01,100,USD\n',
      'rates.csv': 'Currency,From,Rate\nUSD,2026-01-01,0.9\nUSD,2026-02-01,0.8\n',
    },
    mapping: {
      lookups: { rates: { file: 'rates.csv', key: '{Currency}', asOf: '{From}', values: { rate: '{Rate}' } } },
      files: [
        {
          file: 'orders.csv',
          tables: [
            {
              table: 'transactions',
              columns: {
                transaction_id: '{Id}',
                order_id: '{Id}',
                occurred_at: '{Day}',
                kind: 'order',
                revenue: {
                  multiply: ['{Amount}', { lookup: 'rates', key: '{Currency}', at: '{Day}', give: 'rate' }],
                  steps: [{ round: 2 }],
                },
              },
            },
          ],
        },
      ],
    },
    gives: {
      transactions:
        'transaction_id,order_id,occurred_at,kind,revenue\no1,o1,2026-01-31,order,90\no2,o2,2026-02-01,order,80\n',
    },
  },
];
