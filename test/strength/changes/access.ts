// Slips in who may see what: a grant too many, a place that is not looked at.
import type { Change } from '../change';

const access = { kind: 'access', first: ['auth/matrix'] } as const;

export const accessChanges: readonly Change[] = [
  {
    ...access,
    first: ['auth/single-customers'],
    file: 'src/graphql/access/enforce-singling.ts',
    title: 'what a segment rests on is not looked at',
    from: 'if (where == null || segmentsUsed(where).size === 0) {',
    to: 'if (where == null || segmentsUsed(where).size > 0) {',
  },
  {
    ...access,
    first: ['auth/single-customers'],
    file: 'src/auth/filter-rules.ts',
    title: 'segments beneath a segment are not looked at',
    from: 'if (beneath !== undefined) pending.push(beneath);',
    to: 'if (beneath !== undefined) pending.push({ ...beneath, any: null, all: null });',
  },
  {
    ...access,
    first: ['auth/single-customers'],
    file: 'src/query/segments/segments.ts',
    title: 'a segment that names others is deleted',
    from: 'if (standing !== undefined && (await namesOthers(standing, context)))',
    to: 'if (standing === undefined && (await namesOthers({}, context)))',
  },
  {
    ...access,
    file: 'src/auth/permissions.ts',
    title: 'analysts may have contacts',
    from: `which tell a birthday',
    to: ['admin', 'app'],`,
    to: `which tell a birthday',
    to: ['admin', 'analyst', 'app'],`,
  },
  {
    ...access,
    file: 'src/auth/member-rules.ts',
    title: 'metrics made of spend take nothing',
    from: "measure.family === 'spend' ? ['spend']",
    to: "measure.family === 'spend' ? free",
  },
  {
    ...access,
    file: 'src/graphql/access/enforce-rules.ts',
    title: 'what an argument holds is not looked at',
    from: 'const refused = refuseArguments?.(args, role) ?? null;',
    to: 'const refused = refuseArguments?.({}, role) ?? null;',
  },
  {
    ...access,
    file: 'src/graphql/access/enforce-rules.ts',
    title: 'of a list only the first is looked at',
    from: '(value) => each(value, role)',
    to: '(value) => (value === (values as readonly unknown[])[0] ? each(value, role) : null)',
  },
  {
    ...access,
    file: 'src/graphql/access/enforce-rules.ts',
    title: 'a denied field that may be null is answered',
    from: 'if (!mayBeNull) throw error;',
    to: 'if (mayBeNull) return resolve(source, args, context, info);\n      if (!mayBeNull) throw error;',
  },
  {
    ...access,
    file: 'src/graphql/common/metrics-allowed.ts',
    title: 'a denied metric is told and computed all the same',
    from: 'const allowed = metrics.filter((metric) => !denied.has(metric));',
    to: 'const allowed = metrics;',
  },
  {
    ...access,
    file: 'src/graphql/common/request-context.ts',
    title: 'customers have their names for everybody',
    from: "unnamed: !isGranted(principal.role, 'names'),",
    to: 'unnamed: false,',
  },
  {
    ...access,
    file: 'src/query/members/dimension-values.ts',
    title: 'members are found by names that may not be read',
    from: 'named: namedFor(dimension.id, context) },',
    to: 'named: namedFor(dimension.id, {}) },',
  },
];
