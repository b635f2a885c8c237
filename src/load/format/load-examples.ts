// A small company as load files, for the documentation: every file is valid, and they are one load together.
import type { LoadTable } from './source-row';

export const loadExamples: Readonly<Record<LoadTable, string>> = {
  customers: `customer_id,name,region,acquired_channel,tags,valid_from
ada,Ada Lund,North,web,vip;newsletter,
bo,Bo Chen,South,shop,,
ada,Ada Lund,South,web,vip,2025-06-01
`,
  customer_aliases: `alias_id,customer_id
ada.lund,ada
`,
  channels: `channel_id,name,category
web,Web shop,online
shop,Shop in Oslo,offline
`,
  products: `product_id,name,category,price_tier
lamp,Desk lamp,lighting,1
lamp-xl,Floor lamp,lighting,2
`,
  agents: `agent_id,name,team,role,active_from
kim,Kim Berg,Field,sales,2024-01-01
lee,Lee Dahl,Desk,service,2024-03-01
`,
  interactions: `interaction_id,occurred_at,kind,customer_id,channel_id,agent_id,opportunity_id,stage,amount,product_id,question,score,response_seconds,outcome
1,2025-03-01T09:00:00+01:00,lead,ada,web,,,,,,,,,
2,2025-03-02T10:30:00+01:00,stage,ada,,kim,deal-7,quoted,420.50,lamp-xl,,,,
3,2025-04-05T14:00:00+02:00,ticket,ada.lund,web,lee,,,,,,,540,resolved
4,2025-04-06T08:15:00+02:00,survey,ada,web,,,,,,nps,9,,
`,
  transactions: `transaction_id,order_id,occurred_at,kind,revenue,customer_id,cost,quantity,product_id,channel_id,opportunity_id
1-a,1,2025-03-31T18:20:00+02:00,order,120.50,ada,80,1,lamp,web,deal-7
1-b,1,2025-03-31T18:20:00+02:00,order,300,ada,210,2,lamp-xl,web,deal-7
1-c,1,2025-04-10T12:00:00+02:00,refund,-150,ada,-105,-1,lamp-xl,web,
`,
  spend: `spend_id,date,purpose,amount,channel_id,campaign
s1,2025-03-01,marketing,500,web,spring
s2,2025-03-31,sales,2000,,
`,
  targets: `metric,from,to,value,dimension,member
revenue,2025-01-01,2025-12-31,100000,,
nps,2025-04-01,2025-06-30,40,REGION,North
`,
};

/** A file of another shape, and the mapping that loads it: semicolons, a decimal comma, days and months the other way round. */
export const foreignExample = {
  file: 'umsatz.csv',
  content: `Beleg;Datum;Kunde;Betrag
4711;31.03.2025 18:20; ada ;1.234,56 €
4712;01.04.2025 09:05;bo;(20,00 €)
`,
  mapping: {
    files: [
      {
        file: 'umsatz.csv',
        format: { delimiter: ';' },
        tables: [
          {
            table: 'transactions',
            columns: {
              transaction_id: 'umsatz-{Beleg}',
              order_id: '{Beleg}',
              occurred_at: { value: '{Datum}', date: 'DD.MM.YYYY HH:mm' },
              // biome-ignore lint/suspicious/noThenProperty: the mapping format reads if, then, else.
              kind: { if: { column: 'Betrag', startsWith: '(' }, then: 'refund', else: 'order' },
              revenue: {
                value: '{Betrag}',
                number: { decimal: ',', thousands: '.', drop: ['€'], minus: 'brackets' },
              },
              customer_id: { value: '{Kunde}', trim: true },
            },
          },
        ],
      },
    ],
  },
};
