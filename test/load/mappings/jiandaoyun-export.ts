// Forms of 简道云 exported as workbooks, made by chance, with what makes such sheets hard, and the figures that they mean, counted from
// the invented records themselves.
import { randomSource } from '../../support/random-source';
import { sheetRow, workbookOf } from '../read/zip-file';
import { type Funnel, type StageName, type Story, storyFigures } from './story';

export type JiandaoyunExport = {
  readonly files: Readonly<Record<string, Buffer>>;
  readonly expected: Funnel & {
    readonly dealsWon: number;
    readonly dealsLost: number;
    readonly revenue: number;
    readonly customers: number;
    readonly broken: Readonly<Record<string, number>>;
  };
};

const day = 86_400_000;
const minute = 60_000;
const now = Date.UTC(2026, 5, 30, 16);
const meaning: Readonly<Record<string, StageName>> = {
  初步接洽: 'contacted',
  需求确定: 'qualified',
  方案报价: 'quoted',
  谈判审核: 'quoted',
};

/** The clock of Shanghai. */
const local = (instant: number): Date => new Date(instant + 480 * minute);
const stamp = (instant: number): string => local(instant).toISOString().slice(0, 19).replace('T', ' ');
/** The midnight before, in Shanghai. */
const midnight = (instant: number): number => Math.floor((instant + 480 * minute) / day) * day - 480 * minute;

export function jiandaoyunExport(seed: number, deals: number): JiandaoyunExport {
  const chance = randomSource(seed);
  const stories = new Map<string, Story>();
  const storyOf = (name: string): Story => {
    const story = stories.get(name) ?? { leads: [], touches: [], stages: [], orders: [] };
    stories.set(name, story);
    return story;
  };
  const customers = new Set<string>();
  const broken: Record<string, number> = {};
  const breaks = (what: string, rows = 1) => {
    broken[what] = (broken[what] ?? 0) + rows;
  };
  const taken = new Set<number>();
  const at = (from: number, days: number): number => {
    let instant = Math.ceil((from + chance.next() * days * day) / 1000) * 1000 + 1000;
    while (taken.has(instant)) instant += 1000;
    taken.add(instant);
    return instant;
  };
  const dayText = (instant: number): string => {
    const date = local(instant);
    const [year, month, dayOfMonth] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
    return chance.pick([
      `${year}年${month}月${dayOfMonth}日`,
      `${year}/${month}/${dayOfMonth}`,
      `${year}.${month}.${dayOfMonth}`,
      date.toISOString().slice(0, 10),
    ]);
  };
  const amountCell = (amount: number): string | number =>
    chance.pick([amount, `${amount}`, `¥${amount}`, `￥${amount.toLocaleString('en-US')}.00`, `${amount}元`]);
  const start = Date.UTC(2025, 0, 10);

  const names = Array.from({ length: Math.ceil(deals / 3) }, (_, index) => `客户${index}`);
  const customerRows = names
    // Some are known from their deals alone.
    .filter(() => chance.chance(0.9))
    .map((name) => {
      customers.add(name);
      return [name, chance.pick(['官网', '展会', null]), 'IT', 'A', stamp(at(start - 30 * day, 20))];
    });
  const leadRows: (string | null)[][] = [];
  const touchRows: (string | null)[][] = [];
  for (const name of names) {
    if (chance.chance(0.3)) {
      const created = at(start, 200);
      leadRows.push([name, chance.pick(['官网', null]), '员工甲', stamp(created)]);
      storyOf(name).leads.push(created);
      customers.add(name);
    }
    if (chance.chance(0.4)) {
      const touched = at(start, 400);
      // One follow-up may be logged twice, word for word.
      for (let times = chance.chance(0.1) ? 2 : 1; times > 0; times--)
        touchRows.push([name, '电话', '员工乙', stamp(touched)]);
      storyOf(name).touches.push(touched);
      customers.add(name);
    }
  }

  let [dealsWon, dealsLost, revenue] = [0, 0, 0];
  const dealRows: (string | number | null)[][] = [];
  const contractRows: (string | number | null)[][] = [];
  for (let index = 0; index < deals; index++) {
    const name = chance.pick(names);
    const story = storyOf(name);
    customers.add(name);
    const created = at(start, 330);
    const updated = at(created, 100);
    const number = `SJ${String(index).padStart(6, '0')}`;
    const fate = chance.weighted([
      [40, 'won'],
      [20, 'lost'],
      [40, 'open'],
    ] as const);
    const stage =
      fate === 'won' ? '赢单' : fate === 'lost' ? '输单' : chance.pick([...Object.keys(meaning), '商务谈判']);
    const badCreated = chance.chance(0.02);
    if (badCreated) breaks('interactions INVALID_DATE');
    else story.stages.push({ stage: 'lead', at: created });
    let closed: number | null = null;
    if (fate === 'open') {
      // Whether a deal in an unknown stage is open or closed is not known either.
      if (stage === '商务谈判') breaks('interactions UNMAPPED_VALUE', 2);
      else story.stages.push({ stage: meaning[stage]!, at: updated });
    } else {
      closed = chance.weighted([
        [60, midnight(updated)],
        [35, null],
        [5, midnight(now + 40 * day)],
      ] as const);
      const when = closed ?? updated;
      if (when > now) breaks('interactions REQUIRED');
      else {
        story.stages.push({ stage: fate, at: when });
        if (fate === 'won') dealsWon += 1;
        else dealsLost += 1;
      }
      if (fate === 'won' && chance.chance(0.8)) {
        const signed = midnight(updated);
        const amount = chance.integer(1, 900) * 100;
        const bad = chance.chance(0.02);
        const ends = chance.pick([null, signed, signed + 365 * day]);
        contractRows.push([
          `HT${index}`,
          name,
          bad ? '约5万' : amountCell(amount),
          dayText(signed),
          ends === null ? null : dayText(ends),
          '员工乙',
          '套餐A',
          1,
        ]);
        // The products of a contract are further rows, whose other cells are merged with the first.
        for (let more = chance.integer(0, 2); more > 0; more--)
          contractRows.push([null, null, null, null, null, null, '套餐B', 2]);
        if (bad) breaks('transactions INVALID_NUMBER');
        else {
          story.orders.push(signed);
          revenue += amount;
        }
      }
    }
    dealRows.push([
      number,
      name,
      chance.pick(['官网', '展会', null]),
      amountCell(100),
      closed === null ? null : dayText(closed),
      stage,
      chance.pick(['员工甲', '员工乙', null]),
      badCreated ? '下周' : stamp(created),
      stamp(updated),
    ]);
  }

  const workbook = (header: readonly string[], rows: readonly (readonly (string | number | null)[])[]): Buffer =>
    workbookOf([{ name: '导出', rows: [header, ...rows].map((cells, index) => sheetRow(index + 1, cells)).join('') }]);
  return {
    files: {
      '商机_20260701.xlsx': workbook(
        [
          '商机编号',
          '客户名称',
          '商机来源',
          '预计成交金额',
          '实际成交日期',
          '商机阶段',
          '负责人',
          '创建时间',
          '更新时间',
        ],
        dealRows,
      ),
      '客户_20260701.xlsx': workbook(['客户名称', '客户来源', '所属行业', '客户级别', '创建时间'], customerRows),
      '线索_20260701.xlsx': workbook(['客户名称', '线索来源', '负责人', '创建时间'], leadRows),
      '跟进记录_20260701.xlsx': workbook(['客户名称', '跟进方式', '跟进人', '跟进时间'], touchRows),
      '合同_20260701.xlsx': workbook(
        ['合同编号', '客户名称', '合同金额', '签订日期', '到期日期', '负责人', '产品', '数量'],
        contractRows,
      ),
    },
    expected: {
      ...storyFigures([...stories.values()]),
      dealsWon,
      dealsLost,
      revenue,
      customers: customers.size,
      broken,
    },
  };
}
