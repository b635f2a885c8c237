// The names people know for members, fetched for a whole answer at once: one lookup per dimension and language.
import DataLoader from 'dataloader';
import type { MetricRow, SliceKey } from '../../query/question/metrics-result';
import type { LocaleName } from './enums';

export type MemberLabels = (
  dimension: string,
  values: readonly string[],
  locale: LocaleName,
) => Promise<ReadonlyMap<string, string>>;

type Member = { readonly dimension: string; readonly value: string; readonly locale: LocaleName };

export type LabelLoader = DataLoader<Member, string, string>;

const noMember = { EN: '(none)', ZH: '（无）' } as const;
const leftOut = { EN: 'Other', ZH: '其他' } as const;

export function createLabelLoader(memberLabels: MemberLabels): LabelLoader {
  const labelAll = async (members: readonly Member[]): Promise<string[]> => {
    const groups = new Map<string, Member[]>();
    for (const member of members) {
      const key = groupKey(member);
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [member]);
      else group.push(member);
    }
    const labels = new Map<string, ReadonlyMap<string, string>>();
    for (const [key, group] of groups) {
      const { dimension, locale } = group[0]!;
      const values = group.map(({ value }) => value);
      labels.set(key, await memberLabels(dimension, values, locale));
    }
    return members.map((member) => labels.get(groupKey(member))?.get(member.value) ?? member.value);
  };
  return new DataLoader(labelAll, { cacheKeyFn: (member) => `${groupKey(member)} ${member.value}` });
}

function groupKey({ locale, dimension }: Member): string {
  return `${locale} ${dimension}`;
}

/** A key as rows show it. `together`: it stands for all members of its dimension that top left out. */
export type LabelledKey = SliceKey & { readonly together?: boolean };

/** top takes members of the first dimension. */
export const labelledKeys = ({ level, keys }: MetricRow): readonly LabelledKey[] =>
  level === 'OTHER' ? keys.map((key, index) => ({ ...key, together: index === 0 })) : keys;

export function labelOf(loader: LabelLoader, key: LabelledKey, locale: LocaleName): Promise<string> | string {
  const { dimension, value, together } = key;
  if (together === true) return leftOut[locale];
  return value === null ? noMember[locale] : loader.load({ dimension, value, locale });
}
