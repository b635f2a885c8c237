// The limits of a request, by the role it is for; and how a request over one of them is refused: which limit it is, what it
// allows, what was asked and what to ask instead.
import type { Config } from '../../config/config';
import { settings } from '../../config/config';
import { UserError } from '../../errors';
import type { Role } from '../../model/roles';

/** By their names in Config: what is counted, and what to do about too much of it. */
const measures = {
  mostTokens: { what: 'tokens', hint: 'Send lists of members and rows as variables.' },
  mostDepth: { what: 'levels of fields within fields', hint: 'Ask for inner fields in a request of their own.' },
  mostFields: {
    what: 'fields, fragments written out where they are spread',
    hint: 'Ask for fewer fields, or for some of them in another request; table gives many metrics by a short document.',
  },
  mostAliases: {
    what: 'aliases, fragments written out where they are spread',
    hint: 'Ask once with a dimension in by, or a comparison in compare, in place of one alias for each.',
  },
  mostRepeats: { what: 'mentions of one field at one place', hint: 'Name each field once at a place.' },
  mostRootFields: {
    what: 'fields at the root of an operation',
    hint: 'Send several requests, or one question with more metrics or dimensions; customers takes many ids.',
  },
  mostDirectives: { what: 'directives, fragments written out', hint: 'Leave fields out of the document instead.' },
  mostFragments: {
    what: 'operations and fragments',
    hint: 'Send the operation that is asked, with its fragments alone.',
  },
  mostCells: {
    what: 'cells',
    hint: 'Ask for fewer rows (first), metrics, fields of a metric, comparisons or levels of totals, and page with after.',
  },
  mostBytes: {
    what: 'bytes',
    hint: 'Ask for fewer rows (first), metrics or fields of a metric, page with after, or use table, which names each column once.',
  },
  mostCost: {
    what: 'units of cost',
    hint: 'Ask for fewer metrics, dimensions or comparisons, a coarser grain, a shorter window, or fewer questions in one request.',
  },
} as const;

export type LimitName = keyof typeof measures;
export type Limits = Readonly<Record<LimitName, number>>;

export const limitsFor = (config: Pick<Config, LimitName>, role: Role): Limits =>
  Object.fromEntries(
    (Object.keys(measures) as LimitName[]).map((name) => [name, config[name][role]]),
  ) as unknown as Limits;

/** Those of a request that are over their limit. */
export const tooLarge = (limits: Limits, asked: Partial<Limits>): readonly UserError[] =>
  (Object.keys(measures) as LimitName[])
    .filter((name) => (asked[name] ?? 0) > limits[name])
    .map((name) => {
      const { what, hint } = measures[name];
      const { variable } = settings[name];
      return new UserError('QUERY_TOO_LARGE', {
        limit: variable,
        what,
        allowed: limits[name],
        asked: asked[name]!,
        hint,
      });
    });
