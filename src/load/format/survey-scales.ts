// The scales of survey answers: the lowest and the highest answer of each question where the row states no scale_max.
// An answer on another scale is brought to the default one linearly, lowest to lowest and highest to highest.
import type { surveyQuestionMeanings } from '../../model/kinds';

export type SurveyScale = { readonly lowest: number; readonly highest: number };

const fiveSteps: SurveyScale = { lowest: 1, highest: 5 };
const tenSteps: SurveyScale = { lowest: 1, highest: 10 };

export const surveyScales: Readonly<Record<keyof typeof surveyQuestionMeanings, SurveyScale>> = {
  nps: { lowest: 0, highest: 10 },
  csat: fiveSteps,
  ces: { lowest: 1, highest: 7 },
  csi_product: fiveSteps,
  csi_service: fiveSteps,
  csi_support: fiveSteps,
  cli_repurchase: tenSteps,
  cli_recommend: tenSteps,
  cli_overall: tenSteps,
};

/** SQL of a bound of the default scale of a question. */
export function scaleBound(bound: keyof SurveyScale, question: string): string {
  const cases = Object.entries(surveyScales).map(([name, scale]) => `WHEN '${name}' THEN ${scale[bound]}`);
  return `CASE ${question} ${cases.join(' ')} END`;
}

/**
 * SQL of an answer on the default scale; null without a question. Multiplied before it is divided, so that whatever is
 * exact stays exact.
 */
export function scaledScore(question: string, score: string, scaleMax: string): string {
  const [lowest, highest] = [scaleBound('lowest', question), scaleBound('highest', question)];
  return `CASE WHEN ${question} IS NULL THEN NULL WHEN ${scaleMax} IS NULL THEN ${score}
    ELSE (${score} - ${lowest}) * (${highest} - ${lowest}) / (${scaleMax} - ${lowest}) + ${lowest} END`;
}
