// What columns are called, in English and Chinese: for each meaning the names it goes by, the likelier ones first. Several columns
// of the load format can be made of one meaning; which, tables.ts says.

/** What the values of a meaning must be readable as. */
export type ReadAs = 'text' | 'key' | 'number' | 'time' | 'duration';

type Meaning = { readonly reads: ReadAs; readonly names: readonly string[] };

const words = (reads: ReadAs, ...names: readonly string[]): Meaning => ({
  reads,
  names: names.flatMap((name) => name.split(',').map((each) => each.trim())),
});

export const meanings = {
  customerId: words(
    'key',
    'customer id, client id, account id, buyer id, member id, user id, contact id, company id, shopper id, customer, client, customer code, account, cust id, caller id, caller, patient id, subscriber id, associated company ids, account name id, mql id',
    '客户编号, 客户id, 会员编号, 会员id, 用户编号, 用户id, 买家id, 顾客编号, 客户代码, 会员卡号, 买家会员名',
  ),
  customerName: words(
    'text',
    'customer name, client name, account name, company name, buyer name, contact name, full name, member name, company, contact, associated company, customer full name, organization, organisation',
    '客户名称, 客户名, 客户姓名, 姓名, 会员名称, 会员姓名, 用户名, 公司名称, 企业名称, 买家, 客户, 联系人, 所属客户, 收货人',
  ),
  firstName: words('text', 'first name, firstname, given name, forename, 名'),
  lastName: words('text', 'last name, lastname, surname, family name, 姓'),
  rowName: words('text', 'name, title, 名称, 名字'),
  email: words(
    'text',
    'email, e-mail, email address, e-mail address, mail, customer email, contact email, 邮箱, 电子邮件, 电子邮箱, 邮件地址, 邮箱地址',
  ),
  phone: words(
    'text',
    'phone, telephone, mobile, phone number, mobile phone, mobile number, cell phone, tel, contact number, customer phone, 手机, 手机号, 手机号码, 电话, 联系电话, 电话号码, 联系方式',
  ),
  gender: words('text', 'gender, sex, 性别'),
  birthDate: words('time', 'birth date, birthdate, birthday, date of birth, dob, 生日, 出生日期'),
  country: words(
    'text',
    'country, country code, billing country, ship country, shipping country, nation, country region, 国家, 国家地区',
  ),
  region: words(
    'text',
    'region, state, province, county, sales region, billing state, state province, territory, 省份, 省, 地区, 区域, 大区, 省市',
  ),
  city: words('text', 'city, town, billing city, ship city, shipping city, 城市, 市, 所在城市'),
  industry: words('text', 'industry, sector, business segment, vertical, 行业, 客户行业, 所属行业'),
  companySize: words(
    'text',
    'company size, number of employees, no of employees, employees, headcount, 公司规模, 企业规模, 员工人数, 人员规模',
  ),
  leadSource: words(
    'key',
    'lead source, source, origin, acquisition channel, acquired channel, account source, original source, original traffic source, utm source, 来源, 客户来源, 线索来源, 商机来源, 获客渠道, 来源渠道',
  ),
  tags: words('text', 'tags, tag, labels, label, 标签, 客户标签'),
  createdAt: words(
    'time',
    'created at, create time, created, create date, creation date, created date, created time, created on, date created, first contact date, registration date, registered at, signup date, sign up date, joined at, date joined, createdate, 创建时间, 创建日期, 注册时间, 注册日期, 录入时间, 建档时间',
  ),
  updatedAt: words(
    'time',
    'stage modified time, last stage change date, updated at, update time, modified at, modified time, last modified date, last modified, updated, system modstamp, sys updated at, hs lastmodifieddate, 更新时间, 更新日期, 修改时间, 最后修改时间',
  ),
  orderedAt: words(
    'time',
    'order date, ordered at, order time, purchase date, purchased at, invoice date, transaction date, sale date, sold at, order created at, order purchase timestamp, payment date, paid at, date, day, datetime, timestamp, transaction time, occurred at, time, event time',
    '下单时间, 订单时间, 下单日期, 订单日期, 成交时间, 成交日期, 交易时间, 交易日期, 销售日期, 购买时间, 购买日期, 付款时间, 支付时间, 订单创建时间, 开票日期, 日期, 时间',
  ),
  closedAt: words(
    'time',
    'close date, closed at, closing date, closed date, won date, closedate, date closed, 结束日期, 结单日期, 赢单时间, 关闭时间, 成交日期, 签约日期, 签约时间',
  ),
  openedAt: words(
    'time',
    'opened at, open date, opened, reported at, submitted at, received at, date opened, 提交时间, 受理时间, 报修时间, 反馈时间',
  ),
  resolvedAt: words(
    'time',
    'resolved at, resolved, resolution date, resolved date, solved at, date resolved, 解决时间, 完成时间, 处理完成时间, 办结时间',
  ),
  endsAt: words(
    'time',
    'term end, contract end date, subscription end, end date, expires at, expiry date, renewal date, 到期时间, 到期日期, 合同结束时间, 合同到期日, 有效期至',
  ),
  orderId: words(
    'key',
    'order id, order no, order number, invoice no, invoice number, invoice id, invoice, order, receipt no, receipt id, basket id, sales order, order reference, contract no',
    '订单号, 订单编号, 订单id, 单号, 交易号, 发票号, 销售单号, 主订单编号, 合同编号, 合同号, 小票号',
  ),
  lineId: words(
    'key',
    'transaction id, line id, order line id, order item id, line item id, item id, payment id, sale id, 交易编号, 流水号, 明细编号, 子订单编号, 子订单号',
  ),
  revenue: words(
    'number',
    'revenue, total amount, amount, order total, total, total price, line total, order amount, sales amount, net amount, grand total, net sales, sales, subtotal, turnover, paid amount, amount paid, payment value, dollar value, price total, money, deal amount, value, gross amount, contract amount',
    '金额, 订单金额, 销售额, 总金额, 实付金额, 成交金额, 总价, 合计金额, 支付金额, 交易金额, 合同金额, 销售金额, 应付金额, 预计成交金额, 商机金额, 营业额, 实收金额',
  ),
  currency: words('text', 'currency, currency code, currency iso code, 币种, 货币'),
  deletedMark: words('text', 'is deleted, deleted, 是否删除, 已删除'),
  unitPrice: words(
    'number',
    'unit price, price, price each, item price, sales price, list price, 单价, 价格, 售价, 商品单价',
  ),
  quantity: words(
    'number',
    'quantity, qty, units, number of items, quantity ordered, pieces, number of cds, count, item quantity, 数量, 购买数量, 件数, 销量, 商品数量',
  ),
  cost: words('number', 'cost, total cost, cost of goods, cogs, cost price, 成本, 总成本, 成本价, 商品成本'),
  productId: words(
    'key',
    'product id, sku, stock code, item code, product code, article no, product key, upc, ean, asin, 商品编号, 商品编码, 产品编号, 产品id, 商品id, 货号, 物料编码, 产品编码, sku编码',
  ),
  productName: words(
    'text',
    'product name, product, description, item name, item, product title, article, product description, 商品名称, 产品名称, 商品, 产品, 品名, 商品标题, 意向产品',
  ),
  productCategory: words(
    'text',
    'category, product category, category name, department name, family, product type, 类别, 分类, 商品类别, 商品分类, 产品类别, 品类, 产品分类',
  ),
  channel: words(
    'key',
    'channel, sales channel, channel id, contact type, store, store id, shop, branch, platform, marketplace, medium, 渠道, 销售渠道, 门店, 店铺, 平台, 订单来源, 受理渠道',
  ),
  campaign: words(
    'text',
    'campaign, campaign name, campaign id, utm campaign, promotion, landing page id, 活动, 营销活动, 活动名称, 推广计划',
  ),
  agentId: words(
    'key',
    'agent id, owner id, owner user id, sales rep id, employee id, sr id, agent, owner, sales rep, salesperson, account owner, deal owner, lead owner, deal owner id, lead owner id, opportunity owner, resolved by, assigned to, hubspot owner id, representative, staff id, 负责人, 销售, 销售员, 业务员, 客服, 员工编号, 工号, 跟进人, 业务机会所有人, 客户经理, 坐席',
  ),
  agentName: words(
    'text',
    'agent name, employee name, sales rep name, staff name, owner name, 员工姓名, 销售姓名, 业务员姓名',
  ),
  team: words('text', 'team, group, team name, assignment group, 团队, 小组, 班组'),
  department: words('text', 'department, dept, 部门, 所属部门'),
  opportunityId: words(
    'key',
    'opportunity id, deal id, opportunity, business id, 商机编号, 商机id, 业务机会id, 机会编号',
  ),
  opportunityName: words(
    'text',
    'opportunity name, deal name, dealname, business name, 商机名称, 业务机会名称, 机会名称',
  ),
  stage: words(
    'text',
    'stage, stage name, deal stage, dealstage, sales stage, opportunity stage, pipeline stage, 阶段, 商机阶段, 销售阶段, 当前阶段',
  ),
  score: words(
    'number',
    'score, rating, nps, nps score, csat, csat score, ces, satisfaction, satisfaction score, stars, answer, 评分, 满意度, 打分, 得分, 分数, 推荐分, 满意度评分, nps得分',
  ),
  question: words('text', 'question, survey question, survey type, survey, 问题, 问卷题目, 调查类型'),
  ticketId: words(
    'key',
    'ticket id, ticket no, ticket number, ticket, case id, case number, case no, incident id, incident number, issue id, request id, 工单号, 工单编号, 案例编号, 投诉编号',
  ),
  leadId: words('key', 'lead id, leads id, prospect id, 线索编号, 线索id'),
  leadStatus: words('text', 'lead status, 线索状态'),
  topic: words(
    'text',
    'topic, subject, reason, issue type, ticket type, problem type, case type, issue category, 主题, 问题类型, 咨询类型, 工单类型, 投诉类型, 事由',
  ),
  outcome: words('text', 'outcome, result, resolution, status, ticket status, state, 结果, 处理结果, 状态, 工单状态'),
  responseSeconds: words(
    'duration',
    'response time, first response time, response seconds, 响应时间, 响应时长, 首次响应时间, 首响时长',
  ),
  resolutionSeconds: words(
    'duration',
    'resolution time, time to resolve, resolution seconds, handling time, 解决时长, 处理时长',
  ),
  durationSeconds: words(
    'duration',
    'duration, call duration, talk time, length, seconds, duration seconds, 时长, 通话时长, 持续时间',
  ),
  kind: words(
    'text',
    'kind, type, activity type, event type, event, interaction type, transaction type, order type, record type, 类型, 活动类型, 事件类型, 跟进方式, 交易类型, 订单类型',
  ),
  spendAmount: words(
    'number',
    'spend, spent, amount spent, ad spend, adspend, budget spent, expense, expenses, media cost, marketing spend, actual cost, 花费, 消耗, 费用, 投放费用, 广告费, 推广费用, 支出',
  ),
  purpose: words('text', 'purpose, spend type, expense type, 用途, 费用类型'),
  rowId: words(
    'key',
    'id, record id, activity id, interaction id, event id, visit id, call id, number, no, key, uuid, guid, row id, 编号, id号, 数据id, 记录id, 序号',
  ),
} satisfies Readonly<Record<string, Meaning>>;

export type MeaningName = keyof typeof meanings;

export const meaningNames = Object.keys(meanings) as readonly MeaningName[];

export const readsOf = (name: MeaningName): ReadAs => meanings[name].reads;
