// What the reader of an answer should know beside it: code, typed parameters, and a sentence in English and Chinese. A warning
// never changes an answer; what could make one wrong is refused (errors.ts). schema/errors.md is generated from this table.

type Sentence = { readonly en: string; readonly zh: string };

export const factTables = ['fact_interaction', 'fact_transaction', 'fact_spend'] as const;
export type FactTable = (typeof factTables)[number];

/** The tables that hold facts, by the names people know. */
const factNames: Readonly<Record<FactTable, Sentence>> = {
  fact_interaction: { en: 'interactions', zh: '互动' },
  fact_transaction: { en: 'transactions', zh: '交易' },
  fact_spend: { en: 'spend', zh: '费用' },
};

/** What enters customers into cohorts. */
const firstFacts = {
  PURCHASE: { en: 'first purchases', zh: '首次购买' },
  ACTIVE: { en: 'first active facts', zh: '首次活跃行为' },
} as const;

const messages = {
  DATA_ENDS_EARLY: (p: { table: FactTable; lastDay: string | null; periodEnd: string }): Sentence => {
    const { en, zh } = factNames[p.table];
    return p.lastDay === null
      ? {
          en: `There are no ${en} at all: what is counted of them is 0 or missing.`,
          zh: `尚无任何${zh}数据：据此计算的数值为 0 或缺失。`,
        }
      : {
          en: `The last of the ${en} is of ${p.lastDay}, the period runs to ${p.periodEnd}: its last days may lack data.`,
          zh: `${zh}数据只到 ${p.lastDay}，而查询期到 ${p.periodEnd}：最后几天的数据可能缺失。`,
        };
  },
  LATER_FACTS_LEFT_OUT: (p: { facts: number; now: string }): Sentence => ({
    en: `${p.facts} ${p.facts === 1 ? 'fact is' : 'facts are'} later than ${p.now}, the now of this answer, and left out.`,
    zh: `有 ${p.facts} 条事实晚于本次查询的当前时刻 ${p.now}，未计入。`,
  }),
  COMPARISON_WITHOUT_DATA: (p: { name: string }): Sentence => ({
    en: `The comparison ${p.name} has no data: every value of it is 0 or missing.`,
    zh: `对比 ${p.name} 没有数据：其数值全部为 0 或缺失。`,
  }),
  SEGMENT_LOST_MEMBER: (p: { segment: string; dimension: string; member: string }): Sentence => ({
    en: `The segment ${p.segment} names the ${p.dimension} "${p.member}", which nothing has any more: nobody is there.`,
    zh: `客群 ${p.segment} 引用的 ${p.dimension} “${p.member}” 已不存在：该条件下没有客户。`,
  }),
  TARGET_OF_UNKNOWN_MEMBER: (p: { dimension: string; member: string }): Sentence => ({
    en: `Nothing has the ${p.dimension} "${p.member}" yet: no value stands beside this target.`,
    zh: `目前没有任何数据属于 ${p.dimension} “${p.member}”：该目标旁不会有数值。`,
  }),
  LIMIT_CUT: (p: { limit: string; most: number; of: number }): Sentence => ({
    en: `The answer holds ${p.most} of ${p.of} rows, as many as ${p.limit} allows unless it is given. Page with after, or give ${p.limit}.`,
    zh: `共 ${p.of} 行，只返回了 ${p.most} 行（${p.limit} 的默认上限）。请用 after 翻页，或指定 ${p.limit}。`,
  }),
  COHORT_CUT: (p: {
    from: string;
    to: string;
    cohort: Sentence;
    first: string;
    last: string;
    activity: keyof typeof firstFacts;
  }): Sentence => ({
    en: `The period from ${p.from} to ${p.to} cuts the cohort ${p.cohort.en}: it holds ${firstFacts[p.activity].en} from ${p.first} to ${p.last} only.`,
    zh: `查询期 ${p.from} 至 ${p.to} 截断了 ${p.cohort.zh} 这一批客户：其中只含 ${p.first} 至 ${p.last} 的${firstFacts[p.activity].zh}。`,
  }),
} as const;

export type WarningCode = keyof typeof messages;
export type WarningParameters<Code extends WarningCode> = Parameters<(typeof messages)[Code]>[0];

export type Warning = { readonly code: WarningCode; readonly message: Sentence };

export function warning<Code extends WarningCode>(code: Code, parameters: WarningParameters<Code>): Warning {
  const sentence = messages[code] as (p: WarningParameters<Code>) => Sentence;
  return { code, message: sentence(parameters) };
}
