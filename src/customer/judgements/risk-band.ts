// Risk band: the churn risk in three.
import type { RiskBand } from '../../model/judgements';
import type { Rules } from '../rules/rules';
import { toNineDecimals } from './rank';

export function riskBandOf(churnRisk: number | null, { churnRisk: { medium, high } }: Rules): RiskBand | null {
  if (churnRisk === null) return null;
  const risk = toNineDecimals(churnRisk);
  if (risk < medium) return 'LOW';
  return risk < high ? 'MEDIUM' : 'HIGH';
}
