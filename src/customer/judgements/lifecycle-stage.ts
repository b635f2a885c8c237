// Lifecycle stage of a customer with a purchase before the instant.
import type { LifecycleStage } from '../../model/judgements';
import type { Evidence } from '../history/evidence';

export function lifecycleStageOf({ isInBase, isDormant, isNew }: Evidence): LifecycleStage {
  if (!isInBase) return 'LOST';
  if (isDormant) return 'DORMANT';
  return isNew ? 'NEW' : 'ACTIVE';
}
