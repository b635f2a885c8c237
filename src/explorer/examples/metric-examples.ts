// Metrics as a table, as tiles and as a study: one question for each of the three who ask.
import { type Example, example, groups } from './example';

export const biExample: Example = example({
  group: groups.bi,
  title: { en: 'Revenue and NPS by month and channel', zh: '按月份和渠道的收入与净推荐值' },
  comment: {
    en: [
      'For a BI tool or a spreadsheet:',
      'metrics as columns, a row per month and channel.',
      'The triangle (or Ctrl-Enter) asks;',
      'Ctrl-Space shows what can be written here.',
    ],
    zh: [
      '面向商业智能工具或电子表格：',
      '指标为列，每个月份和渠道一行。',
      '点击三角形（或按 Ctrl-Enter）提问；',
      'Ctrl-Space 显示此处可写的内容。',
    ],
  },
  document: `
query ForBI {
  table(
    metrics: [REVENUE, ORDERS, ACTIVE_CUSTOMERS, NPS]
    period: { last: 6, unit: MONTH }
    grain: MONTH
    by: [CHANNEL]
    totals: GRAND
  ) {
    columns { name label(locale: LOCALE) unit }
    data
    totals
    pageInfo { hasNextPage endCursor }
  }
}`,
});

export const appExample: Example = example({
  group: groups.app,
  title: { en: 'The tiles of a start page', zh: '首页的指标卡片' },
  comment: {
    en: ['For an app: the tiles of a start page', 'in one small answer.'],
    zh: ['面向应用：首页的指标卡片，', '一次小查询即可得到。'],
  },
  document: `
query ForAnApp {
  thisYear: metrics(period: { toDate: YEAR }) {
    rows {
      period { label(locale: LOCALE) complete }
      revenue { value formatted(locale: LOCALE) }
      newCustomers { value formatted(locale: LOCALE) }
      csat { value status formatted(locale: LOCALE) }
    }
  }
  lastQuarterByRegion: metrics(
    period: { last: 1, unit: QUARTER }
    by: [REGION]
    orderBy: [{ metric: REVENUE }]
    first: 5
  ) {
    rows {
      key(dimension: REGION) { value label(locale: LOCALE) }
      revenue { formatted(locale: LOCALE) }
      churnRate { formatted(locale: LOCALE) status }
    }
  }
}`,
});

export const analystExample: Example = example({
  group: groups.analyst,
  title: { en: 'Service and loyalty, with plan and SQL', zh: '服务与忠诚度，附执行计划和 SQL' },
  comment: {
    en: [
      'For an analyst: service and loyalty by month',
      'without the partner channels, with the plan',
      'and the SQL behind the figures.',
    ],
    zh: ['面向分析师：不含合作渠道的', '月度服务与忠诚度，', '附数字背后的执行计划和 SQL。'],
  },
  document: `
query ForAnAnalyst {
  metrics(
    period: { last: 12, unit: MONTH }
    grain: MONTH
    where: {
      not: { dimension: CHANNEL_CATEGORY, in: ["partner"] }
    }
    totals: GRAND
  ) {
    rows { ...Figures }
    totals { level periodRolledUp ...Figures }
    resolved { from to timezone dataVersion engine elapsedMs }
    explain { plan sql }
  }
}

fragment Figures on MetricRow {
  period { label(locale: LOCALE) }
  nps { value n status }
  complaintRate { value numerator denominator }
  firstResponseTime { value formatted(locale: LOCALE) }
  repeatPurchaseRate { value }
}`,
});

export const comparisonExample: Example = example({
  group: groups.analyst,
  title: { en: 'This year against last year and its targets', zh: '与去年同期及目标比较' },
  comment: {
    en: ['Each quarter beside the same quarter of last year,', 'with its target and the 95 % interval of a share.'],
    zh: ['每个季度与去年同期比较，', '附目标以及比率的 95% 置信区间。'],
  },
  document: `
query AgainstLastYear {
  metrics(
    period: { last: 4, unit: QUARTER }
    grain: QUARTER
    compare: [{ name: "lastYear", mode: PREVIOUS_YEAR }]
  ) {
    rows {
      period { label(locale: LOCALE) }
      revenue {
        value
        target { value attainment met }
        compare(name: "lastYear") { value changePercent better }
      }
      churnRate {
        value
        interval { low high }
        compare(name: "lastYear") { value change better }
      }
    }
  }
}`,
});

export const topExample: Example = example({
  group: groups.bi,
  title: { en: 'The three strongest categories, the rest as Other', zh: '前三大品类，其余归为“其他”' },
  comment: {
    en: ['The three product categories with the most revenue;', 'all others together are one row.'],
    zh: ['收入最高的三个产品类别；', '其余合并为一行。'],
  },
  document: `
query TopCategories {
  table(
    metrics: [REVENUE, GROSS_PROFIT, ORDERS]
    period: { toDate: YEAR }
    by: [PRODUCT_CATEGORY]
    top: { n: 3, metric: REVENUE }
    totals: GRAND
  ) {
    columns { name label(locale: LOCALE) }
    data
    totals
  }
}`,
});
