// Survey answers on the default scale of their question: lowest to lowest, highest to highest, linearly between.
import { toNumber } from '../exact';
import type { Interaction } from '../facts';

type Scale = { readonly lowest: number; readonly highest: number };

const scales: Readonly<Record<string, Scale>> = {
  nps: { lowest: 0, highest: 10 },
  csat: { lowest: 1, highest: 5 },
  ces: { lowest: 1, highest: 7 },
};

/** Of an answer to nps, csat or ces. */
export function onDefaultScale({ question, score, scaleMax }: Interaction): number {
  const { lowest, highest } = scales[question as string] as Scale;
  const given = scaleMax === null ? highest : toNumber(scaleMax);
  return lowest + ((toNumber(score as bigint) - lowest) * (highest - lowest)) / (given - lowest);
}
