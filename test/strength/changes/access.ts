// Slips in who may see what: a grant too many, a place that is not looked at.
import type { Change } from '../change';

const access = { kind: 'access', first: ['auth/matrix'] } as const;

export const accessChanges: readonly Change[] = [
  {
    ...access,
    file: 'src/auth/permissions.ts',
    title: 'analysts may have contacts',
    from: "contacts: { means: 'e-mail addresses, phone numbers and birth dates', to: ['admin', 'app'] },",
    to: "contacts: { means: 'e-mail addresses, phone numbers and birth dates', to: ['admin', 'analyst', 'app'] },",
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
