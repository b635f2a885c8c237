// Rows that an app sends one call at a time, and how they go again.
import { type Example, example, groups } from './example';

export const ingestExample: Example = example({
  group: groups.ingest,
  title: { en: 'Send customers and what happened', zh: '写入客户与事件' },
  comment: {
    en: [
      'This stores rows, so nothing happens before you ask. A warehouse that holds the',
      'simulated company refuses them: real data is never mixed with it.',
      'The same key again changes nothing; a row that is not valid is told, the others are stored.',
    ],
    zh: [
      '此操作会写入数据，点击执行后才生效。',
      '含有模拟公司的数据仓库会拒绝写入，以免与真实数据混合。',
      '相同主键重复写入不会产生变化；无效的行会被指出，其余行照常保存。',
    ],
  },
  document: `
mutation SendRows {
  ingestCustomers(
    rows: [
      { customerId: "example-ada", name: "Ada Lund", region: "North", tags: ["example"] }
    ]
  ) { loadId dataVersion inserted updated unchanged }
  ingestInteractions(
    rows: [
      {
        interactionId: "example-1"
        customerId: "example-ada"
        occurredAt: "2025-03-31T18:20:00+08:00"
        kind: "survey"
        question: "nps"
        score: 9
      }
    ]
    idempotencyKey: "example-interactions"
  ) { loadId dataVersion inserted unchanged quarantined rejections { row column code message } }
  ingestTransactions(
    rows: [
      {
        transactionId: "example-2"
        orderId: "example-order"
        customerId: "example-ada"
        occurredAt: "2025-03-31T18:25:00+08:00"
        kind: "order"
        revenue: "120.50"
      }
      {
        transactionId: "example-3"
        orderId: "example-order"
        occurredAt: "2025-02-30"
        kind: "order"
        revenue: "30"
      }
    ]
  ) { loadId dataVersion inserted unchanged quarantined rejections { row column code message } }
}`,
});

export const deleteRowsExample: Example = example({
  group: groups.ingest,
  title: { en: 'Delete what happened by its id', zh: '按主键删除事件' },
  comment: {
    en: [
      'Takes back what "Send customers and what happened" stored, but for the customer.',
      'An id that no row has counts as unchanged; unload of the load brings the rows back.',
    ],
    zh: ['删除“写入客户与事件”所保存的事件（客户除外）。', '不存在的主键计为未变化；撤销该次装载即可恢复。'],
  },
  document: `
mutation DeleteRows {
  deleteInteractions(ids: ["example-1"]) { loadId dataVersion deleted unchanged }
  deleteTransactions(ids: ["example-2", "example-3"]) { loadId dataVersion deleted unchanged }
}`,
});
