// What mappings do besides steps, one example after another, for the documentation: docs/mappings.md is made of them, and a test
// runs them.
import { lookUpExamples } from './lookups/look-up-examples';
import type { MappingExample } from './page-section';

export const mappingExamples: readonly MappingExample[] = [
  {
    heading: 'A file with lines around its rows',
    text: '`skipLines` passes over lines above the header. Below the rows `skipLastRows` leaves out so many, `skipLastShortRows` those with fewer cells than columns, `endsBefore` all from the row on whose first cell begins so. `empty` lists texts that stand for an empty cell, `timeZone` says where times without an offset are meant (default: the business time zone). `delimiter`, `quote`, `encoding`, `names` (for files without a header) and what else stands in `format` the JSON Schema says.',
    files: {
      'report.csv': 'Visits of May\nnumber;when;who\n1;2026-05-09 13:00;ada\n2;2026-05-09 14:30;-\nTotal;2;\n',
    },
    mapping: {
      files: [
        {
          file: 'report.csv',
          format: { delimiter: ';', skipLines: 1, endsBefore: 'Total', timeZone: 'Asia/Shanghai' },
          empty: ['-'],
          tables: [
            {
              table: 'interactions',
              columns: {
                interaction_id: '{number}',
                occurred_at: '{when}',
                kind: 'visit',
                customer_id: '{who}',
              },
            },
          ],
        },
      ],
    },
    gives: {
      interactions:
        'interaction_id,occurred_at,kind,customer_id\n1,2026-05-09T13:00:00+08:00,visit,ada\n2,2026-05-09T14:30:00+08:00,visit,\n',
    },
  },
  {
    heading: 'Columns of several names, files and columns that may be absent',
    text: '`columns` of a file lists the headers a column may have; with `optional` a file may have none of them, and its cells are empty then. A file with `"optional": true` may be missing.',
    files: { 'deals.csv': 'Id,金额\nd1,100\n' },
    mapping: {
      files: [
        {
          file: 'deals.csv',
          columns: {
            Amount: ['Amount', '金额'],
            Source: { headers: ['Lead Source', '客户来源'], optional: true },
          },
          tables: [
            {
              table: 'transactions',
              columns: {
                transaction_id: '{Id}',
                order_id: '{Id}',
                occurred_at: '2026-01-01',
                kind: 'order',
                revenue: '{Amount}',
                channel_id: '{Source}',
              },
            },
          ],
        },
        { file: 'channels_*.csv', optional: true, tables: [{ table: 'channels', columns: { channel_id: '{Id}' } }] },
      ],
    },
    gives: {
      transactions: 'transaction_id,order_id,occurred_at,kind,revenue,channel_id\nd1,d1,2026-01-01,order,100,\n',
    },
  },
  {
    heading: 'A rule for each column of a pattern',
    text: '`forEachColumn` is a header with one `*`. The rule holds once for each column whose header is so: `{#cell}` is its cell, `{#match}` what stands for the `*`. A file without such a column is refused, unless `columns` has the pattern as `optional`.',
    files: { 'deals.csv': 'Id,Date entered (won),Date entered (lost)\nd1,2026-04-03,\nd2,,2026-05-18\n' },
    mapping: {
      files: [
        {
          file: 'deals.csv',
          tables: [
            {
              table: 'interactions',
              forEachColumn: 'Date entered (*)',
              where: { column: '#cell', isEmpty: false },
              columns: {
                interaction_id: '{Id}-{#match}',
                occurred_at: '{#cell}',
                kind: 'stage',
                opportunity_id: '{Id}',
                stage: '{#match}',
              },
            },
          ],
        },
      ],
    },
    gives: {
      interactions:
        'interaction_id,occurred_at,kind,opportunity_id,stage\nd1-won,2026-04-03,stage,d1,won\nd2-lost,2026-05-18,stage,d2,lost\n',
    },
  },
  {
    heading: 'The column that a cell names',
    text: '`header` is a text that names a column: its cell is the value, or nothing where the file has no such column.',
    files: {
      'deals.csv': 'Id,Stage,Date entered (won),Date entered (lost)\nd1,lost,2026-04-03,2026-04-09\nd2,open,,\n',
    },
    mapping: {
      files: [
        {
          file: 'deals.csv',
          tables: [
            {
              table: 'interactions',
              where: { column: 'Stage', in: ['won', 'lost'] },
              columns: {
                interaction_id: '{Id}',
                occurred_at: { header: 'Date entered ({Stage})' },
                kind: 'stage',
                opportunity_id: '{Id}',
                stage: '{Stage}',
              },
            },
          ],
        },
      ],
    },
    gives: {
      interactions: 'interaction_id,occurred_at,kind,opportunity_id,stage\nd1,2026-04-09,stage,d1,lost\n',
    },
  },
  {
    heading: 'Values made of several',
    text: 'A value has one form. `add`, `subtract`, `multiply` and `divide` (to 20 decimals) calculate exactly; `secondsBetween` tells the seconds from the first time to the second, each with its offset or on the clock of the zone of the file; `firstOf` is the first value that is not empty; `if`, `then`, `else` choose. Steps work on what comes out.',
    files: {
      'cases.csv': 'no,opened,closed,price,count,mail,phone\n7,2026-05-09 13:00,2026-05-09 13:10,10,3,,030 1\n',
    },
    mapping: {
      files: [
        {
          file: 'cases.csv',
          tables: [
            {
              table: 'interactions',
              columns: {
                interaction_id: '{no}',
                occurred_at: '{opened}',
                kind: 'ticket',
                customer_id: { firstOf: ['{mail}', '{phone}'], steps: [{ replace: { ' ': '' } }] },
                resolution_seconds: { secondsBetween: ['{opened}', '{closed}'] },
                outcome: {
                  if: { column: 'closed', isEmpty: false },
                  // biome-ignore lint/suspicious/noThenProperty: the mapping format reads if, then, else.
                  then: 'resolved',
                  else: 'unresolved',
                },
              },
            },
            {
              table: 'spend',
              columns: {
                spend_id: '{no}',
                date: { value: '{opened}', datePart: true },
                purpose: 'service',
                amount: { divide: ['{price}', '{count}'], steps: [{ round: 2 }] },
              },
            },
          ],
        },
      ],
    },
    gives: {
      interactions:
        'interaction_id,occurred_at,kind,customer_id,resolution_seconds,outcome\n7,2026-05-09 13:00,ticket,0301,600,resolved\n',
      spend: 'spend_id,date,purpose,amount\n7,2026-05-09,service,3.33\n',
    },
  },
  {
    heading: 'Columns made of others',
    text: 'What several rules need is made once: a column of `columns` with a `value` is named like those of the file, in texts and in conditions. It may be made of others of its kind.',
    files: { 'deals.csv': 'Id,Company,Contact,Opened,Won\nd1,c1;c2,p1,2026-03-01,2026-04-03\nd2,,p2,2026-03-05,\n' },
    mapping: {
      files: [
        {
          file: 'deals.csv',
          columns: {
            company: { value: { value: '{Company}', split: { separator: ';', nth: 1 } } },
            customer: { value: { firstOf: ['{company}', 'contact:{Contact}'] } },
          },
          tables: [
            {
              table: 'interactions',
              columns: {
                interaction_id: '{Id}',
                occurred_at: '{Opened}',
                kind: 'lead',
                customer_id: '{customer}',
              },
            },
            {
              table: 'interactions',
              where: { column: 'Won', isEmpty: false },
              columns: {
                interaction_id: '{Id}-won',
                occurred_at: '{Won}',
                kind: 'touch',
                customer_id: '{customer}',
              },
            },
          ],
        },
      ],
    },
    gives: {
      interactions:
        'interaction_id,occurred_at,kind,customer_id\nd1,2026-03-01,lead,c1\nd1-won,2026-04-03,touch,c1\nd2,2026-03-05,lead,contact:p2\n',
    },
  },
  {
    heading: 'Conditions',
    text: 'A condition tests a `column` or a `value` (any value as above) with one of `equals`, `notEquals`, `in`, `notIn`, `startsWith`, `endsWith`, `contains`, `isEmpty`, `equalsColumn`, `greaterThan`, `atLeast`, `lessThan`, `atMost`, `before`, `after`; the last two compare times, with a value or `"now"`. `all`, `any` and `not` join them. What is empty equals nothing and compares with nothing. Rows that do not meet the `where` of a rule are counted as filtered.',
    files: {
      'deals.csv':
        'Id,Type,From,Stage,Closed\nd1,Existing - Renewal,open,won,2026-01-02\nd2,New,won,won,2026-01-02\nd3,Renewal,open,won,2999-01-01\n',
    },
    mapping: {
      files: [
        {
          file: 'deals.csv',
          tables: [
            {
              table: 'interactions',
              where: {
                all: [
                  { column: 'Type', endsWith: 'Renewal' },
                  { not: { column: 'From', equalsColumn: 'Stage' } },
                  { column: 'Closed', before: 'now' },
                  { value: { value: '{Stage}', case: 'upper' }, equals: 'WON' },
                ],
              },
              columns: {
                interaction_id: '{Id}',
                occurred_at: '{Closed}',
                kind: 'stage',
                stage: 'won',
                opportunity_id: '{Id}',
              },
            },
          ],
        },
      ],
    },
    gives: { interactions: 'interaction_id,occurred_at,kind,stage,opportunity_id\nd1,2026-01-02,stage,won,d1\n' },
  },
  {
    heading: 'Which rows stay',
    text: '`keep` of a rule: `distinct` gives rows of the same content once; `first` and `last` one row for each key, by their place or `by` a number or time (of equal ones the first, or the last, by their place). The others are counted as filtered.',
    files: { 'accounts.csv': 'Id,Name,Modified\na1,Old,2026-01-02\na1,New,2026-03-01\na1,Middle,2026-02-01\n' },
    mapping: {
      files: [
        {
          file: 'accounts.csv',
          tables: [
            {
              table: 'customers',
              keep: 'last',
              by: '{Modified}',
              columns: { customer_id: '{Id}', name: '{Name}' },
            },
          ],
        },
      ],
    },
    gives: { customers: 'customer_id,name\na1,New\n' },
  },
  ...lookUpExamples,
];
