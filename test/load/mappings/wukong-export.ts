// A database of 悟空CRM 11 made by chance, with what makes its export hard, and the figures that it means, counted from the invented
// records themselves.
import { randomSource } from '../../support/random-source';
import { type Funnel, type Story, storyFigures } from './story';

export type Cell = string | number | null;
export type Tables = Readonly<Record<string, readonly Readonly<Record<string, Cell>>[]>>;

export type WukongDatabase = {
  readonly tables: Tables;
  readonly expected: Funnel & {
    readonly customers: number;
    readonly won: ReadonlySet<number>;
    readonly dealsWon: number;
    readonly dealsLost: number;
    /** What open deals are worth in the end. */
    readonly pipeline: number;
    readonly revenueOfYear: Readonly<Record<number, number>>;
    readonly csat: { readonly satisfied: number; readonly answers: number };
    /** The rows that are broken on purpose, by file. */
    readonly broken: Readonly<Record<string, number>>;
    readonly targetOfFebruary: number;
  };
};

const minute = 60_000;
const names = [
  '青砖建材',
  '蓝桥\t科技',
  '松塔\n电子',
  '远帆\\物流',
  '“引号”，公司',
  'Ünï 🎉',
  'NULLABLE',
  '北渡"仓储"',
];
const sources = ['促销', '搜索引擎', '广告', '转介绍', null];
const levels = ['A（重点客户）', 'B（普通客户）', null];
const stageOrder = ['验证客户', '需求分析', '方案/报价'] as const;
const meaning = { 验证客户: 'contacted', 需求分析: 'qualified', '方案/报价': 'quoted' } as const;
const scores: Readonly<Record<string, number>> = { 很满意: 5, 满意: 4, 一般: 3, 不满意: 2, 很不满意: 1 };

/** The clock of the server, eight hours before UTC. */
const stamp = (instant: number): string =>
  new Date(instant + 8 * 60 * minute).toISOString().slice(0, 19).replace('T', ' ');
const midnight = (instant: number): number =>
  Math.floor((instant + 8 * 60 * minute) / 86_400_000) * 86_400_000 - 8 * 60 * minute;

export function wukongDatabase(seed: number, customers: number): WukongDatabase {
  const chance = randomSource(seed);
  const tables: Record<string, Record<string, Cell>[]> = {
    wk_crm_customer: [],
    wk_crm_customer_data: [],
    wk_crm_leads: [],
    wk_crm_leads_data: [],
    wk_crm_business: [],
    wk_crm_activity: [],
    wk_crm_contract: [],
    wk_crm_contract_product: [],
    wk_crm_product: [],
    wk_crm_product_category: [{ category_id: 1, name: '默认' }],
    wk_crm_return_visit: [],
    wk_crm_return_visit_data: [],
    wk_crm_achievement: [],
    wk_admin_user: [],
    wk_admin_dept: [{ dept_id: 9, name: '销售一部' }],
  };
  const stories = new Map<string, Story>();
  const storyOf = (id: string): Story => {
    const story = stories.get(id) ?? { leads: [], touches: [], stages: [], orders: [] };
    stories.set(id, story);
    return story;
  };
  const broken: Record<string, number> = {};
  const breaks = (file: string) => {
    broken[file] = (broken[file] ?? 0) + 1;
  };
  const won = new Set<number>();
  const lost = new Set<number>();
  const open = new Set<number>();
  const worth = (ids: readonly number[]): number =>
    tables
      .wk_crm_business!.filter(({ business_id: business }) => ids.includes(Number(business)))
      .reduce((sum, { money }) => sum + Number(money ?? 0), 0);
  const revenueOfYear: Record<number, number> = {};
  const known = new Set<string>();
  let csat = { satisfied: 0, answers: 0 };
  let activity = 900_000;
  let next = 1;
  const id = () => next++;
  const batch = () => `b${String(id()).padStart(31, '0')}`;
  const start = Date.UTC(2024, 0, 3);
  /** No two events have one time. */
  const taken = new Set<number>();
  const at = (from: number, days: number): number => {
    let instant = Math.floor((from + chance.next() * days * 86_400_000) / 1000) * 1000 + 1000;
    while (taken.has(instant)) instant += 1000;
    taken.add(instant);
    return instant;
  };

  const users = [14773, 14774, 14775];
  for (const user of users)
    tables.wk_admin_user!.push({ user_id: user, realname: `员工${user}`, dept_id: user === 14775 ? null : 9 });
  const products = Array.from({ length: 8 }, () => id());
  for (const product of products) {
    const category = chance.chance(0.8) ? 1 : null;
    tables.wk_crm_product!.push({ product_id: product, name: `产品${product}`, category_id: category });
  }
  const attributes = (table: string, batchId: string) => {
    const values = { source: chance.pick(sources), industry: 'IT', level: chance.pick(levels), own_field: 'x' };
    for (const [name, value] of Object.entries(values)) {
      if (value !== null) tables[table]!.push({ batch_id: batchId, name, value });
    }
  };
  const act = (type: number, of: number, ofId: number, content: string | null, instant: number, status = 1) => {
    activity += 1;
    const category = type === 1 ? chance.pick(['打电话', '见面拜访', '发邮件']) : null;
    tables.wk_crm_activity!.push({
      activity_id: activity,
      type,
      category,
      activity_type: of,
      activity_type_id: ofId,
      content,
      status,
      create_user_id: chance.pick(users),
      create_time: stamp(instant),
    });
  };

  for (let number = 0; number < customers; number++) {
    const customer = id();
    const deleted = chance.chance(0.03);
    const begun = at(start, 650);
    const [ownBatch, owner] = [batch(), chance.chance(0.1) ? null : chance.pick(users)];
    tables.wk_crm_customer!.push({
      customer_id: customer,
      customer_name: chance.pick(names),
      address: chance.pick(['北京市,北京市,海淀区', '浙江省,杭州市', '', null]),
      create_time: stamp(begun),
      owner_user_id: owner,
      batch_id: ownBatch,
      status: deleted ? 3 : 1,
    });
    attributes('wk_crm_customer_data', ownBatch);
    if (!deleted) known.add(String(customer));
    const story = storyOf(String(customer));

    if (chance.chance(0.5)) {
      const converted = chance.chance(0.7);
      const [lead, leadBatch, leadAt] = [id(), batch(), at(begun - 20 * 86_400_000, 20)];
      tables.wk_crm_leads!.push({
        leads_id: lead,
        leads_name: chance.pick(names),
        is_transform: converted ? 1 : 0,
        customer_id: converted ? customer : null,
        owner_user_id: owner,
        create_time: stamp(leadAt),
        batch_id: leadBatch,
      });
      attributes('wk_crm_leads_data', leadBatch);
      const who = converted ? String(customer) : `lead:${lead}`;
      storyOf(who).leads.push(leadAt);
      known.add(who);
      if (chance.chance(0.4)) {
        const touched = at(leadAt, 10);
        act(1, 1, lead, '首次\n联系', touched);
        storyOf(who).touches.push(touched);
      }
    }
    if (chance.chance(0.5)) {
      const touched = at(begun, 60);
      const withdrawn = chance.chance(0.1);
      act(1, 2, customer, '跟进', touched, withdrawn ? 0 : 1);
      if (!withdrawn) {
        story.touches.push(touched);
        known.add(String(customer));
      }
    }
    if (chance.chance(0.3)) act(4, 2, customer, '签到', at(begun, 60));

    for (let deals = chance.integer(0, 3); deals > 0; deals--) {
      const business = id();
      const fate = chance.weighted([
        [50, 1],
        [25, 2],
        [8, 3],
        [17, 0],
      ] as const);
      const removed = chance.chance(0.04);
      const counts = fate !== 3 && !removed;
      let clock = at(begun, 120);
      tables.wk_crm_business!.push({
        business_id: business,
        customer_id: customer,
        money: chance.chance(0.1) ? null : `${chance.integer(1, 900)}00.00`,
        owner_user_id: owner,
        create_time: stamp(clock),
        is_end: fate,
        status: removed ? 3 : 1,
        batch_id: batch(),
      });
      if (chance.chance(0.8)) act(2, 5, business, null, clock);
      if (counts) {
        open.add(business);
        story.stages.push({ stage: 'lead', at: clock });
        known.add(String(customer));
      }
      for (const stage of stageOrder.slice(chance.integer(0, 2), chance.integer(1, 3))) {
        clock = at(clock, 20);
        act(3, 5, business, stage, clock);
        if (counts) story.stages.push({ stage: meaning[stage], at: clock });
        if (chance.chance(0.03)) {
          clock = at(clock, 2);
          act(3, 5, business, '商务谈判', clock);
          if (counts) breaks('wukong_stages.tsv');
        }
      }
      if (fate === 0) continue;
      const own = fate === 1 ? '赢单' : fate === 2 ? '输单' : '无效';
      if (fate !== 3 && chance.chance(0.1)) {
        // Ended the other way by mistake, and once more the right way.
        clock = at(clock, 5);
        act(3, 5, business, fate === 1 ? '输单' : '赢单', clock);
        if (chance.chance(0.3)) {
          clock = at(clock, 2);
          act(3, 5, business, '需求分析', clock);
          if (counts) story.stages.push({ stage: 'qualified', at: clock });
        }
      }
      if (fate !== 3 && chance.chance(0.03)) {
        // Of data that were brought over no activity tells the end.
        if (counts) breaks('wukong_deals.tsv');
        continue;
      }
      clock = at(clock, 30);
      act(3, 5, business, own, clock);
      if (!counts) continue;
      story.stages.push({ stage: fate === 1 ? 'won' : 'lost', at: clock });
      open.delete(business);
      (fate === 1 ? won : lost).add(business);
      if (fate === 1 && chance.chance(0.8)) contract(customer, business, clock, story);
    }
    if (chance.chance(0.1)) contract(customer, null, at(begun, 300), story);
    if (chance.chance(0.2)) visit(customer);
  }

  function contract(customer: number, business: number | null, after: number, story: Story): void {
    const status = chance.weighted([
      [70, 1],
      [5, 0],
      [5, 2],
      [5, 3],
      [3, 4],
      [4, 5],
      [3, 7],
      [5, 8],
    ] as const);
    const ordered = midnight(after);
    const [contractId, old] = [id(), chance.chance(0.1) ? 4711 : null];
    const lines = chance.chance(0.5) ? products.slice(0, chance.integer(1, 3)) : [];
    let listed = 0;
    for (const product of lines) {
      // One product may stand twice in a contract.
      for (let times = chance.chance(0.1) ? 2 : 1; times > 0; times--) {
        const subtotal = chance.integer(1, 50) * 100;
        listed += subtotal;
        tables.wk_crm_contract_product!.push({
          contract_id: contractId,
          product_id: product,
          num: chance.integer(1, 9),
          subtotal: `${subtotal}.00`,
        });
      }
    }
    const money =
      lines.length === 0
        ? chance.chance(0.1)
          ? null
          : chance.integer(1, 500) * 100
        : listed - chance.pick([0, 50, 100]);
    const ends = chance.pick([null, ordered, ordered + 365 * 86_400_000, ordered - 86_400_000]);
    tables.wk_crm_contract!.push({
      contract_id: contractId,
      customer_id: customer,
      business_id: business,
      order_date: stamp(ordered),
      end_time: ends === null ? null : stamp(ends),
      money: money === null ? null : `${money}.00`,
      owner_user_id: chance.pick(users),
      old_contract_id: old,
      check_status: status,
    });
    if (status !== 1) return;
    story.orders.push(ordered);
    known.add(String(customer));
    const year = new Date(ordered).getUTCFullYear();
    revenueOfYear[year] = (revenueOfYear[year] ?? 0) + (money ?? 0);
  }

  function visit(customer: number): void {
    const [visitId, visitBatch, visited] = [id(), batch(), at(start, 800)];
    tables.wk_crm_return_visit!.push({
      visit_id: visitId,
      visit_time: stamp(visited),
      customer_id: customer,
      batch_id: visitBatch,
    });
    const answer = chance.pick([...Object.keys(scores), '非常好', null]);
    if (answer === null) return;
    tables.wk_crm_return_visit_data!.push({ batch_id: visitBatch, name: 'satisficing', value: answer });
    if (!(answer in scores)) {
      breaks('wukong_visits.tsv');
      return;
    }
    known.add(String(customer));
    csat = { satisfied: csat.satisfied + (scores[answer]! >= 4 ? 1 : 0), answers: csat.answers + 1 };
  }

  const months = 'january february march april may june july august september october november december'.split(' ');
  const goal = (type: number, obj: number, status: number, amount: string) =>
    tables.wk_crm_achievement!.push({
      type,
      obj_id: obj,
      status,
      year: '2024',
      ...Object.fromEntries(months.map((month, index) => [month, index < 6 ? amount : '0.00'])),
    });
  goal(1, 0, 1, '100000.00');
  goal(2, 9, 1, '7.00');
  goal(3, 14773, 1, '40000.00');
  goal(1, 0, 2, '5.00');

  return {
    tables,
    expected: {
      ...storyFigures([...stories.values()]),
      customers: known.size,
      won,
      dealsWon: won.size,
      dealsLost: lost.size,
      pipeline: worth([...open]),
      revenueOfYear,
      csat,
      broken,
      targetOfFebruary: 100_000,
    },
  };
}
