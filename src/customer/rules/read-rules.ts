// Reads a file of judgement rules: every problem is listed, each with its pointer into the file.
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020';
import { UserError } from '../../errors';
import { schemaProblems } from '../../model/schema-problems';
import { defaultRules, type Rules } from './rules';
import { rulesSchema } from './rules-schema';

/** The defaults, and what the file says instead. `path` null: the defaults. Throws INVALID_JUDGEMENT_RULES. */
export function readRules(path: string | null): Rules {
  if (path === null) return defaultRules;
  const refuse = (problems: readonly string[]) => new UserError('INVALID_JUDGEMENT_RULES', { file: path, problems });
  let given: unknown;
  try {
    given = JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    throw refuse([readingProblem(error as NodeJS.ErrnoException)]);
  }
  const validate = new Ajv2020({ allErrors: true, verbose: true }).compile(rulesSchema);
  const problems = schemaProblems(validate, given, 'the file');
  if (problems.length > 0) throw refuse(problems);
  const rules = merged(defaultRules, given) as Rules;
  const contradictions = contradictionsOf(rules);
  if (contradictions.length > 0) throw refuse(contradictions);
  return rules;
}

/** Objects are merged name by name; anything else is replaced. */
function merged(standing: unknown, given: unknown): unknown {
  if (given === undefined) return standing;
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return given;
  const [before, after] = [standing, given] as readonly Readonly<Record<string, unknown>>[];
  return Object.fromEntries(Object.keys(before!).map((name) => [name, merged(before![name], after![name])]));
}

/** What is right by itself and wrong together. */
function contradictionsOf({ churnRisk, tier, health, nps, leadScore }: Rules): readonly string[] {
  const sum = (weights: Readonly<Record<string, number>>): number => Object.values(weights).reduce((a, b) => a + b, 0);
  const checks: readonly (readonly [boolean, string])[] = [
    [churnRisk.medium <= churnRisk.high, 'churnRisk.medium is above churnRisk.high'],
    [health.watch <= health.healthy, 'health.watch is above health.healthy'],
    [leadScore.low <= leadScore.high, 'leadScore.low is above leadScore.high'],
    [nps.detractorUpTo < nps.promoterFrom, 'nps.detractorUpTo is not below nps.promoterFrom'],
    [
      tier.oneIn.PLATINUM >= tier.oneIn.GOLD && tier.oneIn.GOLD >= tier.oneIn.SILVER,
      'tier.oneIn must fall from PLATINUM to GOLD to SILVER: each tier holds the better ones too',
    ],
    [
      sum(tier.weights) - tier.weights.predictedValue > 0,
      'tier.weights must leave a weight beside predictedValue, which is not always there',
    ],
    [sum(health.weights) > 0, 'health.weights are all 0'],
  ];
  return checks.filter(([holds]) => !holds).map(([, problem]) => problem);
}

function readingProblem({ code, message }: NodeJS.ErrnoException): string {
  if (code === 'ENOENT') return 'there is no such file';
  return code === undefined ? `it is not JSON: ${message}` : `it cannot be read (${code})`;
}
