// Which reason is told, where two could be.

import { Temporal } from 'temporal-polyfill';
import { type Judged, judgementsMissing } from '../../../src/customer/portrait/judgements-missing';
import type { Judging } from '../../../src/customer/portrait/judging';
import { reasonTexts } from '../../../src/customer/portrait/reasons';
import type { Snapshot } from '../../../src/customer/portrait/snapshots';
import { defaultRules } from '../../../src/customer/rules/rules';

const judging = (fits: readonly (readonly ['MBG_NBD' | 'GAMMA_GAMMA', string | null])[] = []): Judging => ({
  judgedAt: '2025-07-01T00:00:00Z',
  lastDay: '2025-06-30',
  fits: new Map(fits),
});
const judged: Judged = {
  profile: { hasBought: false, firstLeadAt: null },
  judging: judging(),
  snapshot: null,
  rules: defaultRules,
  now: Temporal.Instant.from('2025-07-10T00:00:00Z'),
};
const buyer = { inBase: true, historicValue: '10', tier: 'GOLD', rfmRecency: 1 } as Snapshot;
const bought = { hasBought: true, firstLeadAt: null };
const codeOf = (name: string, more: Partial<Judged>) =>
  judgementsMissing({ ...judged, ...more }).find(({ judgement }) => judgement === name)?.code;

test('the model of purchases comes before that of values', () => {
  const both = judging([
    ['MBG_NBD', 'MODEL_DID_NOT_CONVERGE'],
    ['GAMMA_GAMMA', 'NO_VALUE_MODEL'],
  ]);
  const values = judging([
    ['MBG_NBD', null],
    ['GAMMA_GAMMA', 'NO_VALUE_MODEL'],
  ]);
  const of = (fits: Judging) => codeOf('clv.predicted', { profile: bought, snapshot: buyer, judging: fits });
  expect([of(both), of(values), of(judging())]).toEqual(['MODEL_DID_NOT_CONVERGE', 'NO_VALUE_MODEL', 'NO_MODEL']);
  expect(codeOf('churnRisk', { profile: bought, snapshot: buyer, judging: both })).toBe('MODEL_DID_NOT_CONVERGE');
});

test('who is judged by an answer alone has bought nothing, or not been judged since', () => {
  const snapshot = { inBase: false, historicValue: null, npsGroup: 'PASSIVE' } as Snapshot;
  expect(codeOf('tier', { snapshot })).toBe('NO_PURCHASE');
  expect(codeOf('tier', { snapshot, profile: bought })).toBe('NOT_JUDGED_YET');
  expect(codeOf('npsGroup', { snapshot })).toBeUndefined();
});

test('a lead is open for 90 times 24 hours before the judgement', () => {
  const leadScore = (firstLeadAt: string, hasBought = false) =>
    codeOf('leadScore', { profile: { hasBought, firstLeadAt } });
  // 90 days before 1 July is 2 April.
  expect(leadScore('2025-04-02T00:00:00Z')).toBe('NO_LEAD');
  expect(leadScore('2025-04-02T00:00:00.000001Z')).toBe('LEAD_NOT_SCORED');
  expect(leadScore('2025-04-02T00:00:00.000001Z', true)).toBe('NO_LEAD');
  // A lead that came after everybody was judged.
  expect(leadScore('2025-07-01T00:00:00Z')).toBe('NOT_JUDGED_YET');
});

test('where nobody was judged, nothing is known yet of whoever could be', () => {
  const nobody: Judging = { judgedAt: null, lastDay: null, fits: new Map() };
  expect(codeOf('npsGroup', { judging: nobody })).toBe('NOT_JUDGED_YET');
  expect(codeOf('tier', { judging: nobody, profile: bought })).toBe('NOT_JUDGED_YET');
  expect(codeOf('tier', { judging: nobody })).toBe('NO_PURCHASE');
});

test('every reason is a sentence in both languages', () => {
  for (const { en, zh } of Object.values(reasonTexts)) {
    expect(en).toMatch(/^[A-Z].*\.$/);
    expect(zh).toMatch(/\p{Script=Han}.*。$/u);
  }
});
