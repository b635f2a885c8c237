// Which word of the load format a text of a foreign column could mean. What is not known is nobody's guess: it is listed with null.

type Words = Readonly<Record<string, readonly string[]>>;

const split = (words: Readonly<Record<string, string>>): Words =>
  Object.fromEntries(Object.entries(words).map(([word, texts]) => [word, texts.split(',').map((text) => text.trim())]));

export const valueWords = {
  gender: split({
    F: 'f, female, w, woman, ms, mrs, 女, 女性, 女士',
    M: 'm, male, man, mr, 男, 男性, 先生',
    X: 'x, other, diverse, non-binary, 其他',
  }),
  stage: split({
    lead: 'lead, new, open, prospecting, appointmentscheduled, appointment scheduled, 线索, 初步接洽, 新建',
    contacted: 'contacted, qualification, working, first contact, 验证客户, 已联系, 初步沟通',
    qualified:
      'qualified, qualifiedtobuy, qualified to buy, needs analysis, value proposition, 需求分析, 需求确认, 需求确定, 确认需求',
    trial: 'trial, demo, pilot, poc, 试用, 演示',
    quoted:
      'quoted, quote, proposal, proposal/price quote, negotiation, negotiation/review, contractsent, contract sent, 方案/报价, 方案报价, 报价, 谈判, 商务谈判, 合同谈判',
    won: 'won, closed won, closedwon, closed-won, 赢单, 成交, 已成交, 已签约',
    lost: 'lost, closed lost, closedlost, closed-lost, closed-lost to competition, 输单, 丢单, 流失, 已失败',
  }),
  transaction: split({
    order: 'order, sale, purchase, invoice, new, 订单, 销售, 购买, 新购, 正常',
    renewal: 'renewal, renew, subscription renewal, 续费, 续约, 续签, 复购',
    refund: 'refund, return, returned, credit, credit note, chargeback, 退款, 退货, 退单',
  }),
  interaction: split({
    lead: 'lead, 线索',
    touch: 'call, phone call, meeting, mail, email, message, sms, 打电话, 电话, 发邮件, 发短信, 见面拜访, 拜访, 微信',
    inquiry: 'inquiry, enquiry, question, 咨询, 询价',
    ticket: 'ticket, incident, case, support, request, problem, 工单, 报修, 售后',
    complaint: 'complaint, 投诉',
    survey: 'survey, nps, csat, 问卷, 回访, 评价',
    login: 'login, sign in, signin, 登录',
    visit: 'visit, page view, pageview, session, 访问, 浏览',
    content_view: 'content view, download, article, video, 内容浏览, 下载',
    event: 'event, webinar, fair, seminar, 活动, 展会, 沙龙',
    click: 'click, 点击',
    impression: 'impression, 曝光, 展示',
    referral: 'referral, 转介绍, 推荐',
  }),
  question: split({
    nps: 'nps, net promoter score, 净推荐值',
    csat: 'csat, satisfaction, 满意度',
    ces: 'ces, effort, 费力度',
  }),
  purpose: split({
    marketing: 'marketing, advertising, ads, 营销, 广告, 推广, 市场',
    sales: 'sales, commission, salary, travel, 销售, 提成, 差旅',
    retention: 'retention, loyalty, 维系, 留存, 会员',
    service: 'service, support, 服务, 客服, 售后',
  }),
} as const satisfies Readonly<Record<string, Words>>;

export type WordList = keyof typeof valueWords;

/** The word that a text could mean, or null. */
export function wordFor(text: string, list: WordList): string | null {
  const wanted = text.trim().toLowerCase();
  for (const [word, texts] of Object.entries(valueWords[list] as Words)) {
    if (word === wanted || texts.includes(wanted)) return word;
  }
  return null;
}
