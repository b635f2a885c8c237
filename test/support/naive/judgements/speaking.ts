// Which judgement speaks of a customer at an instant: at the clock's now the current one, of the last time the company was scored;
// before it that of the last month-end at or before the instant.
import type { Company } from '../company';
import type { Customer } from '../customers';
import { type Instant, parseTimestamp } from '../time';
import type { World } from '../world';
import { monthEndAt } from './instants';
import { type Judgement, judge } from './judge';
import { type ModelsAt, noModels } from './models';

/** By what the customers of a company are judged, and when it was. */
export type JudgedBy = {
  readonly models: ModelsAt;
  /** When it was scored, RFC 3339. */
  readonly scoredAt: readonly string[];
  readonly discountRate?: number;
};

/** A company that carries what its customers are judged by, beside its rows. */
export type JudgedCompany = Company & { readonly judging: JudgedBy };

/** null: there is none. */
export function judgementAt(world: World, customer: Customer, at: Instant): Judgement | null {
  const t = instantOfJudgement(world, at);
  if (t === null) return null;
  const { company, settings } = world;
  return judge(company, t, { settings, ...judgedOf(world) }).get(customer.id) ?? null;
}

function instantOfJudgement(world: World, at: Instant): Instant | null {
  const { settings, rules } = world;
  const now = parseTimestamp(settings.now, rules.clock);
  const scored = judgedOf(world)
    .scoredAt.map((instant) => parseTimestamp(instant, rules.clock))
    .filter((instant) => instant <= now);
  if (scored.length === 0) return null;
  const last = Math.max(...scored);
  if (at === now) return last;
  return monthEndAt(Math.min(at, last), rules.clock);
}

/** Of a company that does not say: scored now, without models. */
function judgedOf({ company, settings }: World): JudgedBy {
  return 'judging' in company ? (company as JudgedCompany).judging : { models: noModels, scoredAt: [settings.now] };
}
