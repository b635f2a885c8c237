// Slips in what a load makes of rows: versions, scales, rules, dates, replaced and removed rows.
import type { Change } from '../change';

const versions = {
  kind: 'loading',
  file: 'src/load/merge/customer-versions.ts',
  first: ['load/merge/versions'],
} as const;
const facts = {
  kind: 'loading',
  file: 'src/load/merge/fact.ts',
  first: ['load/merge', 'load/merge/versions'],
} as const;
const dates = {
  kind: 'loading',
  file: 'src/load/mapping/steps/date-pattern.ts',
  first: ['load/mapping/steps/date-pattern'],
} as const;
const numbers = {
  kind: 'loading',
  file: 'src/load/mapping/steps/number-notation.ts',
  first: ['load/mapping/steps/number-notation'],
} as const;
const rules = { kind: 'boundary', file: 'src/load/format/row-rules.ts', first: ['load/quarantine'] } as const;

export const loadingChanges: readonly Change[] = [
  {
    ...facts,
    kind: 'boundary',
    title: 'a fact at the first instant of a version has the one before',
    from: 's.occurred_at >= version.effective_from AND s.occurred_at < version.valid_to',
    to: 's.occurred_at > version.effective_from AND s.occurred_at <= version.valid_to',
  },
  {
    ...facts,
    title: 'a row that moves to another customer leaves the old one as it was',
    from: 'INSERT INTO touched_customer SELECT customer_no FROM changed_row UNION SELECT old_customer_no FROM changed_row',
    to: 'INSERT INTO touched_customer SELECT DISTINCT customer_no FROM changed_row',
  },
  {
    ...facts,
    title: 'a channel that the file lacks is forgotten',
    from: ": known ? `f.${number}` : '0',",
    to: ": '0',",
  },
  {
    ...versions,
    kind: 'boundary',
    title: 'a new version takes the facts after its first instant only',
    from: 'f.occurred_at >= d.effective_from AND f.occurred_at < d.valid_to',
    to: 'f.occurred_at > d.effective_from AND f.occurred_at <= d.valid_to',
  },
  {
    ...versions,
    title: 'before its first version a customer has none',
    from: `CASE WHEN row_number() OVER version = 1 THEN '-infinity' ELSE valid_from END AS effective_from`,
    to: 'valid_from AS effective_from',
  },
  {
    kind: 'loading',
    file: 'src/load/format/survey-scales.ts',
    title: 'nps answers start at 1',
    from: 'nps: { lowest: 0, highest: 10 }',
    to: 'nps: { lowest: 1, highest: 10 }',
    first: ['load/quarantine', 'metrics/satisfaction', 'load/merge'],
  },
  {
    kind: 'loading',
    file: 'src/load/format/survey-scales.ts',
    title: 'answers on another scale are stretched from 0',
    from: '(${score} - ${lowest}) * (${highest} - ${lowest}) / (${scaleMax} - ${lowest}) + ${lowest}',
    to: '${score} * ${highest} / ${scaleMax}',
    first: ['metrics/satisfaction', 'load/merge'],
  },
  { ...rules, title: 'a refund of nothing is refused', from: '${sql[column]} > 0', to: '${sql[column]} >= 0' },
  {
    ...rules,
    title: 'a term may end when it begins',
    from: `'TERM_ENDS_EARLY', '<='`,
    to: `'TERM_ENDS_EARLY', '<'`,
  },
  {
    kind: 'calendar',
    file: 'src/load/format/timestamp-text.ts',
    title: 'the year 2000 was no leap year',
    from: '(year % 400 === 0 || (year % 4 === 0 && year % 100 !== 0))',
    to: '(year % 4 === 0 && year % 100 !== 0)',
    first: ['load/mapping/steps/date-pattern', 'metrics/sales'],
  },
  {
    kind: 'loading',
    file: 'src/load/mapping/keep-rule.ts',
    title: 'the last row of a key is the first',
    from: `count === (keep === 'last' ? announced.count(fingerprint) : 1)`,
    to: 'count === 1',
    first: ['load/mapping'],
  },
  {
    ...dates,
    title: 'midnight of a half day is noon',
    from: '(parts.hour % 12) + parts.half',
    to: 'parts.hour + parts.half',
  },
  {
    ...dates,
    kind: 'boundary',
    title: 'the pivot itself is of the century after',
    from: 'pivot + ((((digits - pivot) % 100) + 100) % 100)',
    to: 'pivot + 1 + ((((digits - pivot - 1) % 100) + 100) % 100)',
  },
  {
    ...dates,
    title: 'letters that stand for nothing stand for themselves',
    from: 'letter === undefined ? {',
    to: 'letters[token] === undefined ? {',
  },
  {
    ...numbers,
    title: 'a separator may stand anywhere between digits',
    from: '(?:${separatorSource(thousands)}\\\\d{3})+',
    to: '(?:${separatorSource(thousands)}\\\\d+)+',
  },
  {
    ...numbers,
    title: 'brackets are dropped, and the minus with them',
    from: `[found, text] = ['-', text.slice(1, -1)]`,
    to: `[found, text] = ['+', text.slice(1, -1)]`,
  },
  {
    kind: 'boundary',
    file: 'src/load/mapping/steps/excel-serial.ts',
    title: 'days of a workbook count on from the 29th of February 1900',
    from: 'days < notADay ? 31 : 30',
    to: '31',
    first: ['load/mapping/steps/excel-serial'],
  },
  {
    kind: 'loading',
    file: 'src/load/mapping/value.ts',
    title: 'only the first step is taken',
    from: `    if (made === '') return null;\n  }`,
    to: `    if (made === '') return null;\n    return made;\n  }`,
    first: ['load/mapping/mapping', 'load/mapping/foreign-notations'],
  },
  {
    kind: 'loading',
    file: 'src/model/decimal-text.ts',
    title: 'a number with too many decimals is kept to those there are',
    from: `number.decimalPlaces() > scale ? { kind: 'tooPrecise' } : number.toFixed()`,
    to: 'number.toFixed(scale)',
    first: ['load/quarantine'],
  },
  {
    kind: 'loading',
    file: 'src/load/read/passed-over.ts',
    title: 'a workbook beside the files is passed over in silence',
    from: `kind.kind === 'note' ? null : {`,
    to: `kind.kind === 'note' || kind.kind === 'workbook' ? null : {`,
    first: ['load/read/passed-over'],
  },
  {
    kind: 'loading',
    file: 'src/load/merge/remove-load.ts',
    title: 'customers keep what came of facts taken back',
    from: `      await run('INSERT INTO touched_customer SELECT DISTINCT customer_no FROM removed_row ON CONFLICT DO NOTHING');\n`,
    to: '',
    first: ['load/unload'],
  },
  {
    kind: 'loading',
    file: 'src/load/merge/duplicates.ts',
    title: 'a row that differs from another by an empty cell is a copy of it',
    from: '\n    OR count(${name}) ${filter} NOT IN (0, count(*) ${filter})',
    to: '',
    first: ['load/quarantine', 'load/merge'],
  },
  {
    kind: 'data version',
    file: 'src/load/set-target.ts',
    title: 'a target that is replaced leaves no new version',
    from: 'if (stored?.same === true) {',
    to: 'if (stored !== undefined) {',
    first: ['load/set-target'],
  },
];
