// The lifecycle stage of a customer: what it was judged to be; not judged as a buyer, NEW once it has bought, else LEAD.
import type { LifecycleStage } from '../../model/judgements';
import type { Profile } from './portraits';
import type { Snapshot } from './snapshots';

export function stageOf(
  { hasBought }: Pick<Profile, 'hasBought'>,
  snapshot: Pick<Snapshot, 'lifecycleStage'> | null,
): LifecycleStage {
  const stage = snapshot?.lifecycleStage ?? null;
  if (stage !== null && stage !== 'LEAD') return stage as LifecycleStage;
  return hasBought ? 'NEW' : 'LEAD';
}
