// Slips in what a draft of a mapping finds of foreign files.
import type { Change } from '../change';

const profile = { kind: 'loading', first: ['load/draft/profile'] } as const;
const draft = { kind: 'loading', first: ['load/draft/draft-mapping'] } as const;

export const draftChanges: readonly Change[] = [
  {
    ...profile,
    file: 'src/load/draft/profile/number-finding.ts',
    title: 'a number with two readings takes the first',
    from: 'if (other !== undefined) return openFinding(',
    to: 'if (other !== undefined && values.length === 0) return openFinding(',
  },
  {
    ...profile,
    file: 'src/load/draft/profile/date-finding.ts',
    title: 'a date with two readings takes the first',
    from: 'if (alternatives.length === 1) return',
    to: 'if (alternatives.length > 0) return',
  },
  {
    ...profile,
    file: 'src/load/draft/profile/column-profile.ts',
    title: 'a column that is empty in some rows tells rows apart',
    from: 'distinct.length === cells.length',
    to: 'distinct.length === present.length',
  },
  {
    ...profile,
    file: 'src/load/draft/profile/empty-texts.ts',
    title: 'Namibia is no country',
    from: 'notAvailable && !codes',
    to: 'notAvailable',
  },
  {
    ...draft,
    file: 'src/load/draft/sample/text-encoding.ts',
    title: 'letters with accents pass for Chinese',
    from: ' && paired >= high * 0.9',
    to: '',
  },
  {
    ...draft,
    file: 'src/load/draft/sample/footer-guess.ts',
    kind: 'boundary',
    title: 'whole rows at the end are no data',
    from: 'row.cells.length < width;',
    to: 'row.cells.length <= width;',
  },
  {
    ...draft,
    file: 'src/load/draft/guess/order-rules.ts',
    title: 'negative money is an order',
    from: 'if (money === null || !money.negative || money.revenue.open.length > 0)',
    to: 'if (money === null || money.negative || money.revenue.open.length > 0)',
  },
  {
    ...draft,
    file: 'src/load/draft/guess/found-columns.ts',
    title: 'a column with the name of a date is taken whatever it holds',
    from: 'const fitting = possible.filter(({ meaning }) => readsAs(profile, readsOf(meaning)));',
    to: "const fitting = possible.filter(({ meaning }) => readsOf(meaning) === 'time' || readsAs(profile, readsOf(meaning)));",
  },
];
