// A file of judgement rules: what it changes, and what is said of one that cannot hold.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRules } from '../../../src/customer/rules/read-rules';
import { defaultRules } from '../../../src/customer/rules/rules';
import { userErrorsOf } from '../../../src/errors';

function file(text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'astrolabe-rules-')), 'rules.json');
  writeFileSync(path, text);
  return path;
}

function problems(rules: unknown): unknown {
  try {
    readRules(file(typeof rules === 'string' ? rules : JSON.stringify(rules)));
  } catch (error) {
    const [refusal] = userErrorsOf(error);
    expect(refusal!.code).toBe('INVALID_JUDGEMENT_RULES');
    return refusal!.message.replace(/^The judgement rules \S+ are not valid: /, '').split('.\n')[0];
  }
  return null;
}

it('without a file the defaults hold', () => expect(readRules(null)).toBe(defaultRules));

it('a file changes what it names and nothing else', () => {
  const rules = readRules(
    file('{ "tier": { "weights": { "activity": 0.3 } }, "health": { "complaints": [100, 60, 30, 10] } }'),
  );
  expect(rules).toEqual({
    ...defaultRules,
    tier: { ...defaultRules.tier, weights: { contribution: 0.4, activity: 0.3, loyalty: 0.2, predictedValue: 0.2 } },
    health: { ...defaultRules.health, complaints: [100, 60, 30, 10] },
  });
});

it.each([
  [
    'a name that there is not',
    { tier: { weights: { loyality: 1 } } },
    'tier.weights has no "loyality" (did you mean "loyalty"?)',
  ],
  ['a value beyond its bounds', { churnRisk: { high: 1.5 } }, 'churnRisk.high must be <= 1'],
  ['another type', { leadScore: { days: 'ninety' } }, 'leadScore.days must be integer'],
  [
    'a list that is too short',
    { health: { complaints: [100, 50] } },
    'health.complaints must NOT have fewer than 4 items',
  ],
  ['no object at all', '[]', 'the file must be object'],
  ['bounds the wrong way round', { health: { watch: 80 } }, 'health.watch is above health.healthy'],
  [
    'tiers the wrong way round',
    { tier: { oneIn: { GOLD: 30 } } },
    'tier.oneIn must fall from PLATINUM to GOLD to SILVER: each tier holds the better ones too',
  ],
  [
    'a tier of nothing but a value that may be missing',
    { tier: { weights: { contribution: 0, activity: 0, loyalty: 0 } } },
    'tier.weights must leave a weight beside predictedValue, which is not always there',
  ],
])('%s is refused', (_, rules, expected) => expect(problems(rules)).toContain(expected));

it('a text that is no JSON and a file that is not there are refused', () => {
  expect(problems('{')).toMatch(/^it is not JSON: /);
  expect(() => readRules('/nowhere/rules.json')).toThrow('there is no such file');
});
