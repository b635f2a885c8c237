// From lead to purchase, and how long customers stay.
import { type Example, example, groups } from './example';

export const funnelExample: Example = example({
  group: groups.journeys,
  title: { en: 'From lead to purchase, by acquisition channel', zh: '按获客渠道：从线索到购买' },
  comment: {
    en: ['How many of those who entered reached each stage,', 'how fast, and where most are lost.'],
    zh: ['进入漏斗的客户中有多少到达各阶段、', '用时多久、在哪一步流失最多。'],
  },
  document: `
query FromLeadToPurchase {
  funnel(period: { last: 4, unit: QUARTER }, by: [ACQUISITION_CHANNEL]) {
    rows {
      keys { value label(locale: LOCALE) }
      steps { stage reached fromStart fromPrevious medianDays }
      bottleneck
    }
  }
}`,
});

export const retentionExample: Example = example({
  group: groups.journeys,
  title: { en: 'Who buys again, by month of the first purchase', zh: '按首购月份的留存' },
  comment: {
    en: ['Of the customers who first bought in a month,', 'the share that buys in each month after it.'],
    zh: ['某月首次购买的客户，', '在其后各月再次购买的比例。'],
  },
  document: `
query WhoBuysAgain {
  retention(period: { last: 6, unit: MONTH }, grain: MONTH, offsets: 5) {
    cohorts {
      period { label(locale: LOCALE) }
      size
      cells { offset customers rate mature }
    }
  }
}`,
});

export const activeRetentionExample: Example = example({
  group: groups.journeys,
  title: {
    en: 'Who comes back, bought or not, by month of the first activity',
    zh: '按首次活跃月份的留存（不论是否购买）',
  },
  comment: {
    en: [
      'Of the customers who were first active in a month',
      '(a purchase, or anything they started themselves),',
      'the share that is active in each month after it.',
    ],
    zh: ['某月首次活跃（购买，或客户主动发起的互动）的客户，', '在其后各月仍然活跃的比例。'],
  },
  document: `
query WhoComesBack {
  retention(period: { last: 6, unit: MONTH }, grain: MONTH, offsets: 5, activity: ACTIVE) {
    cohorts {
      period { label(locale: LOCALE) }
      size
      cells { offset customers rate revenue mature }
    }
  }
}`,
});
