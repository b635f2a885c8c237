// The parts of the health score (JUDGEMENTS.md) as data: how much each weighs and what people call it, in the order in which
// they are shown. Together they weigh 1.
import type { Label } from '../../model/dimension';

export type HealthPartName = 'recency' | 'frequency' | 'engagement' | 'satisfaction' | 'complaints' | 'terms';

export type HealthPartDefinition = {
  readonly name: HealthPartName;
  readonly weight: number;
  readonly label: Label;
};

export const healthParts: readonly HealthPartDefinition[] = Object.freeze([
  { name: 'recency', weight: 0.25, label: { en: 'Recency', zh: '最近购买' } },
  { name: 'frequency', weight: 0.2, label: { en: 'Frequency', zh: '购买频率' } },
  { name: 'engagement', weight: 0.15, label: { en: 'Engagement', zh: '互动' } },
  { name: 'satisfaction', weight: 0.2, label: { en: 'Satisfaction', zh: '满意度' } },
  { name: 'complaints', weight: 0.1, label: { en: 'Complaints', zh: '投诉' } },
  { name: 'terms', weight: 0.1, label: { en: 'Contract terms', zh: '合约期' } },
]);
