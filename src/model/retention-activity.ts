// What customers of a cohort come back for: a purchase, or any active fact (METRICS.md, Words used in the definitions). The
// first such fact enters a customer, so its family says by what cohorts are sliced.
import type { FamilyId } from './families';

export const retentionActivities = ['PURCHASE', 'ACTIVE'] as const;
export type RetentionActivity = (typeof retentionActivities)[number];

/** The family of the fact that enters a customer. */
export const entryFamily: Readonly<Record<RetentionActivity, FamilyId>> = { PURCHASE: 'order', ACTIVE: 'activity' };
