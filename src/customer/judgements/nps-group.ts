// NPS group: by the last answer to the question of recommendation, from 0 to 10.
import type { NpsGroup } from '../../model/judgements';
import type { Rules } from '../rules/rules';

/** NaN: no answer. */
export function npsGroupOf(nps: number, { nps: { promoterFrom, detractorUpTo } }: Rules): NpsGroup | null {
  if (Number.isNaN(nps)) return null;
  if (nps >= promoterFrom) return 'PROMOTER';
  return nps <= detractorUpTo ? 'DETRACTOR' : 'PASSIVE';
}
