// Single customers: found, looked up, followed from one day to another, and those behind a number.
import { type Example, example, groups } from './example';

export const customerExample: Example = example({
  group: groups.customers,
  title: { en: 'The page of a customer', zh: '客户详情页' },
  comment: {
    en: [
      'What an app shows of a customer: what it is worth,',
      'how healthy it is and why, and what happened lately.',
      'What is null says why under reasons.',
    ],
    zh: ['应用中的客户详情：客户价值、', '健康度及原因、近期动态。', '为空的判断在 reasons 中说明原因。'],
  },
  document: `
query CustomerPage {
  customer(id: "C000002") {
    id
    name
    stage
    tier
    tierHistory(first: 3) { tier from to }
    clv { historic predicted currency asOf }
    churnRisk
    expectedPurchases
    health { score band parts { name weight score reason(locale: LOCALE) } }
    preferredChannel { label(locale: LOCALE) }
    segments { name title }
    metrics(period: { last: 4, unit: QUARTER }, grain: QUARTER) {
      period { label(locale: LOCALE) }
      revenue { value formatted(locale: LOCALE) }
      orders { value }
    }
    timeline(first: 5) {
      nodes { at kind summary(locale: LOCALE) amount }
      pageInfo { hasNextPage endCursor }
    }
    judgedAt
    reasons { judgement code message(locale: LOCALE) }
  }
}`,
});

export const customersExample: Example = example({
  group: groups.customers,
  title: { en: 'Several customers, as they were on a day', zh: '某日的多个客户' },
  comment: {
    en: ['By their ids, in that order; null where there is none.', 'asOf: nothing after that day is seen.'],
    zh: ['按给定编号的顺序返回；不存在的为 null。', 'asOf：不看该日之后的任何数据。'],
  },
  document: `
query CustomersOnADay {
  customers(ids: ["C000001", "C000002", "nobody"], asOf: "2026-03-31") {
    id
    stage
    tier
    attributes { region city firstPurchaseAt lastPurchaseAt }
    clv { historic predicted }
  }
}`,
});

export const searchExample: Example = example({
  group: groups.customers,
  title: { en: 'Find customers by a part of their name', zh: '按姓名片段查找客户' },
  comment: {
    en: ['Each word stands in the id, the name, the e-mail', 'address or the phone number, in Latin or Chinese.'],
    zh: ['每个词出现在编号、姓名、', '邮箱或电话中即可匹配，中英文均可。'],
  },
  document: `
query FindCustomers {
  searchCustomers(text: "li", orderBy: LAST_PURCHASE_DESC, first: 10) {
    totalCount
    nodes {
      id
      name
      phone
      stage
      attributes { city lastPurchaseAt }
    }
    pageInfo { hasNextPage endCursor }
  }
}`,
});

export const behindExample: Example = example({
  group: groups.customers,
  title: { en: 'The customers behind a number', zh: '数字背后的客户' },
  comment: {
    en: [
      'How many complained last quarter, and who they are:',
      'the number, and a search by the same metric and days.',
      'The most valuable come first.',
    ],
    zh: ['上季度有多少客户投诉，他们是谁：', '先看指标，再按相同指标和日期查找客户。', '价值最高的排在最前。'],
  },
  document: `
query CustomersBehindANumber {
  metrics(period: { last: 1, unit: QUARTER }) {
    rows { complaints { value } complaintRate { value numerator } }
  }
  searchCustomers(
    where: {
      metric: {
        metric: COMPLAINTS
        gte: 1
        period: { last: 1, unit: QUARTER }
      }
    }
    orderBy: CLV_DESC
    first: 10
  ) {
    totalCount
    nodes {
      id
      name
      tier
      timeline(first: 1, kinds: ["complaint"]) {
        nodes { at summary(locale: LOCALE) }
      }
    }
  }
}`,
});

export const sideBySideExample: Example = example({
  group: groups.customers,
  title: { en: 'Two segments side by side', zh: '两个客群对比' },
  comment: {
    en: [
      'The same figures of two groups of customers in one',
      'request. A saved segment stands in place of a filter',
      'as { segment: "its name" }.',
    ],
    zh: ['在一次请求中对比两组客户的同样指标。', '已保存的客群可代替筛选条件：', '{ segment: "名称" }。'],
  },
  document: `
query TwoSegments {
  often: metrics(
    period: { toDate: YEAR }
    where: { metric: { metric: ORDERS, gte: 2 } }
  ) {
    rows { ...Figures }
  }
  once: metrics(
    period: { toDate: YEAR }
    where: { metric: { metric: ORDERS, eq: 1 } }
  ) {
    rows { ...Figures }
  }
}

fragment Figures on MetricRow {
  buyers { value }
  revenue { value }
  revenuePerCustomer { value }
  nps { value status }
}`,
});

export const transitionsExample: Example = example({
  group: groups.customers,
  title: { en: 'Who moved from tier to tier', zh: '客户等级的迁移' },
  comment: {
    en: ['Customers by their tier at the ends of two days.', 'Today stands for a later day.'],
    zh: ['按两个日期结束时的等级统计客户。', '晚于今天的日期按今天计算。'],
  },
  document: `
query Moved {
  transitions(dimension: TIER, from: "2025-06-30", to: "2026-06-30") {
    from { value label(locale: LOCALE) }
    to { value label(locale: LOCALE) }
    customers
  }
}`,
});
