// The naive evaluator says of every small company what was worked out for it by hand.

import { judgementCases } from '../support/judgement-cases';
import { differences } from '../support/judgement-cases/differences';
import type { Expected, JudgementCase } from '../support/judgement-cases/judgement-case';
import { companyOf } from '../support/naive/company';
import { type Judgement, judge } from '../support/naive/judgements/judge';
import { noModels } from '../support/naive/judgements/models';
import type { NaiveSettings } from '../support/naive/question';
import { parseTimestamp, zoneClock } from '../support/naive/time';

function settingsOf({ now, timeZone, lostAfterDays, dormantAfterDays }: JudgementCase): NaiveSettings {
  return {
    now,
    timeZone,
    lostAfterDays,
    dormantAfterDays,
    weekStart: 'MONDAY',
    fiscalYearStartMonth: 1,
    slaSeconds: 3600,
  };
}

function inWordsOfCases({ rfm, health, ...judgement }: Judgement): Required<Expected> {
  const parts = Object.fromEntries(health?.parts.map(({ name, score }) => [name, score]) ?? []);
  return {
    ...judgement,
    rfm: rfm === null ? null : [rfm.recency, rfm.frequency, rfm.monetary],
    healthParts: health === null ? null : parts,
    healthScore: health?.score ?? null,
    healthBand: health?.band ?? null,
  };
}

const asked = judgementCases.flatMap((one) =>
  one.judged.map(({ at, expected }) => [`${one.name}, at ${at}`, one, at, expected] as const),
);

test.each(asked)('%s', (_, one, at, expected) => {
  const settings = settingsOf(one);
  const t = parseTimestamp(at === 'NOW' ? one.now : at, zoneClock(one.timeZone));
  const judgements = judge(companyOf(one.rows), t, { settings, models: noModels });
  const differing = Object.entries(expected).flatMap(([customer, ofCase]) => {
    const found = judgements.get(customer);
    const lines = differences(found === undefined ? null : inWordsOfCases(found), ofCase);
    return lines.map((line) => `${customer}: ${line}`);
  });
  expect(differing).toEqual([]);
});
