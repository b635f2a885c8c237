// Saved segments and targets, and how they are set and taken away again.
import { type Example, example, groups } from './example';

export const segmentsExample: Example = example({
  group: groups.settings,
  title: { en: 'Saved segments and their customers', zh: '已保存的客群及人数' },
  comment: {
    en: ['The filters on customers that were saved under a name,', 'and how many customers meet each now.'],
    zh: ['以名称保存的客户筛选条件，', '以及目前符合条件的客户数。'],
  },
  document: `
query SavedSegments {
  segments { name title where customers }
}`,
});

export const targetsExample: Example = example({
  group: groups.settings,
  title: { en: 'The targets of a metric', zh: '指标的目标值' },
  comment: {
    en: ['The targets set for revenue: for whom, from when to when.'],
    zh: ['为收入设定的目标：对象与起止日期。'],
  },
  document: `
query TargetsOfRevenue {
  targets(metric: REVENUE) { from to value dimension member }
}`,
});

export const saveExample: Example = example({
  group: groups.settings,
  title: { en: 'Save a segment and set a target', zh: '保存客群并设定目标' },
  comment: {
    en: [
      'This changes data, so nothing happens before you ask.',
      'A segment names a filter for every later question;',
      'a target stands beside the value of its metric.',
    ],
    zh: ['此操作会修改数据，点击执行后才生效。', '客群是可在以后查询中使用的筛选条件；', '目标显示在指标值旁边。'],
  },
  document: `
mutation SaveAndSet {
  saveSegment(
    name: "often"
    title: "Two orders or more in a year"
    where: {
      metric: { metric: ORDERS, gte: 2, period: { last: 12, unit: MONTH } }
    }
  ) { name title customers }
  setTarget(
    input: { metric: NPS, from: "2030-01-01", to: "2030-12-31", value: 40 }
  ) { metric from to value }
}`,
});

export const deleteExample: Example = example({
  group: groups.settings,
  title: { en: 'Delete them again', zh: '删除客群和目标' },
  comment: {
    en: ['Takes back what "Save a segment and set a target" did.', 'true: there was one.'],
    zh: ['撤销“保存客群并设定目标”所做的修改。', 'true 表示曾经存在。'],
  },
  document: `
mutation DeleteAgain {
  deleteSegment(name: "often")
  deleteTarget(metric: NPS, from: "2030-01-01", to: "2030-12-31")
}`,
});
