// Slips where measures become values: null rules, statuses, intervals, rounding.
import type { Change } from '../change';

const values = {
  kind: 'status',
  file: 'src/query/assemble/value.ts',
  first: ['query/assemble/value-composite', 'query/assemble/value', 'metrics/sales'],
} as const;
const intervals = {
  kind: 'interval',
  file: 'src/query/assemble/interval.ts',
  first: ['query/assemble/interval'],
} as const;

export const valueChanges: readonly Change[] = [
  { ...values, kind: 'boundary', title: '30 are a low sample', from: 'smallestSample = 30', to: 'smallestSample = 31' },
  {
    ...values,
    kind: 'boundary',
    title: 'a mean of 30 is LOW_SAMPLE',
    from: 'count < smallestSample',
    to: 'count <= smallestSample',
  },
  {
    ...values,
    title: 'quotients of money are LOW_SAMPLE too',
    from: 'isShare && denominator < smallestSample',
    to: 'denominator < smallestSample',
  },
  {
    ...values,
    title: 'IMMATURE hides that there is no value',
    from: 'if (value.value === null || !context.immature)',
    to: 'if (!context.immature)',
  },
  {
    ...values,
    title: 'LOW_SAMPLE hides IMMATURE',
    from: 'if (value.value === null || !context.immature)',
    to: `if (value.value === null || value.status === 'LOW_SAMPLE' || !context.immature)`,
  },
  {
    ...values,
    title: 'a mean of nothing is ZERO_DENOMINATOR',
    from: `missing('NO_DATA', { numerator: 0, denominator: 0, n: 0 })`,
    to: `missing('ZERO_DENOMINATOR', { numerator: 0, denominator: 0, n: 0 })`,
  },
  {
    ...values,
    title: 'a quotient by less than nothing has no value',
    from: 'if (denominator === 0) return',
    to: 'if (denominator <= 0) return',
  },
  {
    ...values,
    kind: 'boundary',
    title: 'exactly ten years are not CAPPED',
    from: 'numerator >= formula.most * denominator',
    to: 'numerator > formula.most * denominator',
  },
  {
    ...values,
    title: 'LOW_SAMPLE hides CAPPED',
    from: `capped ? 'CAPPED' : numerator < smallestSample ? 'LOW_SAMPLE' : 'OK'`,
    to: `numerator < smallestSample ? 'LOW_SAMPLE' : capped ? 'CAPPED' : 'OK'`,
  },
  {
    ...values,
    title: 'a product forgets the status of its factors',
    from: '        worst,\n        known.reduce((product',
    to: "        'OK',\n        known.reduce((product",
  },
  {
    ...values,
    title: 'an index is made of the parts it has',
    from: "if (known.length < values.length) return missing('NO_DATA')",
    to: "if (known.length === 0) return missing('NO_DATA')",
  },
  {
    ...values,
    title: 'a quotient without divisor has the status of the divisor',
    from: `if (divisor == null) return missing('NO_DATA')`,
    to: 'if (divisor == null) return missing(parts[1]!.status)',
  },
  {
    ...values,
    kind: 'assembler',
    title: 'exact money has two digits',
    from: 'exact.toFixed(4)',
    to: 'exact.toFixed(2)',
  },
  {
    ...values,
    title: 'n of a capped value is who was lost',
    from: '{ numerator, denominator, n: numerator }',
    to: '{ numerator, denominator, n: denominator }',
  },
  {
    kind: 'boundary',
    file: 'src/query/assemble/immature.ts',
    title: 'a window that closes now is open',
    from: 'Temporal.Instant.compare(closes, now) > 0',
    to: 'Temporal.Instant.compare(closes, now) >= 0',
    first: ['metrics/bounds'],
  },
  {
    ...intervals,
    title: "Wilson's centre is the plain share",
    from: '(share + (z * z) / (2 * of)) / (1 + (z * z) / of)',
    to: 'share / (1 + (z * z) / of)',
  },
  { ...intervals, title: 'it is one of 90 %', from: 'z = 1.959963984540054', to: 'z = 1.6448536269514722' },
  {
    ...intervals,
    title: 'the variance of NPS forgets its mean',
    from: '(promoters + detractors) / answers - mean * mean',
    to: '(promoters + detractors) / answers',
  },
  {
    ...intervals,
    title: 'NPS may lie beyond -100',
    from: '100 * Math.max(-1, mean - half)',
    to: '100 * (mean - half)',
  },
];
