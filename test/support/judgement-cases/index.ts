// Every case by hand.
import { channelAndAnswerCases } from './channels-and-answers';
import { currentCases } from './current';
import { healthCases } from './health';
import type { JudgementCase } from './judgement-case';
import { leadCases } from './leads';
import { rfmCases } from './rfm';
import { stages } from './stages';
import { termCases } from './terms';
import { tierCases } from './tiers';
import { values } from './values';

export const judgementCases: readonly JudgementCase[] = [
  ...stages,
  ...values,
  ...tierCases,
  ...rfmCases,
  ...healthCases,
  ...leadCases,
  ...channelAndAnswerCases,
  ...termCases,
  ...currentCases,
];
