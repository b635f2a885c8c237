// What can be asked: the catalogue, the members of dimensions, and what the warehouse holds.
import { type Example, example, groups } from './example';

export const catalogExample: Example = example({
  group: groups.vocabulary,
  title: { en: 'The catalogue of metrics and dimensions', zh: '指标与维度目录' },
  comment: {
    en: ['Every metric of an area: what it means, how it is', 'computed, by what it can be sliced.'],
    zh: ['某一领域的全部指标：含义、', '计算方法以及可用的维度。'],
  },
  document: `
query Catalogue {
  catalog {
    metrics(area: RETENTION) {
      id
      label(locale: LOCALE)
      definition
      formula
      unit
      better
      dimensions
    }
    dimensions { id label(locale: LOCALE) members }
  }
}`,
});

export const membersExample: Example = example({
  group: groups.vocabulary,
  title: { en: 'The members of a dimension', zh: '维度的成员' },
  comment: {
    en: ['What a filter can name: the members of a dimension,', 'with the number of facts or customers behind each.'],
    zh: ['筛选条件可用的值：维度的成员，', '以及各自对应的数量。'],
  },
  document: `
query Members {
  dimensionValues(dimension: CHANNEL, first: 10) {
    nodes { value label(locale: LOCALE) count }
    pageInfo { hasNextPage endCursor }
  }
}`,
});

export const statusExample: Example = example({
  group: groups.vocabulary,
  title: { en: 'What the warehouse holds', zh: '数据仓库现状' },
  comment: {
    en: ['How much data there is, from when to when,', 'and which version of it answers now.'],
    zh: ['现有多少数据、起止日期，', '以及当前的数据版本。'],
  },
  document: `
query WhatIsThere {
  dataStatus {
    dataVersion
    loadedAt
    firstDate
    lastDate
    customers
    interactions
    transactions
    quarantined
    simulated
  }
}`,
});
