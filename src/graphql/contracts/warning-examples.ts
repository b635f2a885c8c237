// One example of each warning, for the page of errors: adding a code to the registry asks for its example here.
import type { WarningCode, WarningParameters } from '../../warnings';

type Examples = { readonly [Code in WarningCode]: WarningParameters<Code> };

export const warningExamples: Examples = {
  DATA_ENDS_EARLY: { table: 'fact_transaction', lastDay: '2026-06-20', periodEnd: '2026-06-30' },
  LATER_FACTS_LEFT_OUT: { facts: 12, now: '2026-07-01T09:31:00Z' },
  COMPARISON_WITHOUT_DATA: { name: 'lastYear' },
  SEGMENT_LOST_MEMBER: { segment: 'north', dimension: 'REGION', member: 'West' },
  TARGET_OF_UNKNOWN_MEMBER: { dimension: 'CHANNEL', member: 'Emial' },
  LIMIT_CUT: { limit: 'first', most: 1_000, of: 23_650 },
  COHORT_CUT: {
    from: '2026-01-15',
    to: '2026-06-30',
    cohort: { en: '2026-01', zh: '2026-01' },
    first: '2026-01-15',
    last: '2026-01-31',
    activity: 'PURCHASE',
  },
};
