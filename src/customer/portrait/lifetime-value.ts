// What a customer is worth (JUDGEMENTS.md): historic and predicted value of the judgement that speaks. Whoever was not judged
// yet has the gross profit of the facts before the instant as historic value.
import { isJudgedBuyer } from './judgements-missing';
import type { Judging } from './judging';
import type { Snapshot } from './snapshots';

export type LifetimeValue = {
  /** Exact. */
  readonly historic: string;
  readonly predicted: number | null;
  /** The models behind the predicted value; null without one. */
  readonly model: string | null;
  /** The last day that the values know. Null where nothing was judged. */
  readonly asOf: string | null;
};

const modelNames = 'MBG/NBD, Gamma-Gamma';

/** Null of a customer who was not judged as a buyer: it is worth what its facts come to. */
export function judgedValue(snapshot: Snapshot | null, { lastDay, fits }: Judging): LifetimeValue | null {
  if (!isJudgedBuyer(snapshot) || lastDay === null) return null;
  const predicted = snapshot.predictedValue;
  const isModelled = predicted !== null && fits.get('MBG_NBD') === null && fits.get('GAMMA_GAMMA') === null;
  return {
    historic: snapshot.historicValue!,
    predicted,
    model: isModelled ? modelNames : null,
    asOf: lastDay,
  };
}

/** `grossProfit`: of the facts before the instant. */
export const unjudgedValue = (grossProfit: string): LifetimeValue => ({
  historic: grossProfit,
  predicted: null,
  model: null,
  asOf: null,
});
