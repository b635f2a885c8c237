// What the cells of one row must be together: what a kind needs, survey answers inside their scale, refunds that give
// money back, terms and targets that end after they began. The rules judge the row as it would be stored (with the
// stored values of columns that its file lacks), in SQL, and name the column to mend.
import { loadFormat } from './load-format';
import type { LoadTable } from './source-row';
import { scaleBound } from './survey-scales';

/** The SQL of each column that a rule reads. */
export type ColumnSql = { readonly [column: string]: string };

export type RowRule = {
  readonly column: string;
  readonly code: string;
  readonly reads: readonly string[];
  /** SQL: true for a row that breaks the rule. Every cell by itself has passed its check. */
  readonly broken: (sql: ColumnSql) => string;
  /** SQL of the sentence. */
  readonly sentence: (sql: ColumnSql) => string;
  /** What holds of every row, as the documentation says it. */
  readonly states: string;
};

function neededByKind(table: LoadTable): RowRule[] {
  return loadFormat[table].columns.flatMap(({ name, requiredWhen }): RowRule[] => {
    if (requiredWhen === undefined) return [];
    const { column, value } = requiredWhen;
    return [
      {
        column: name,
        code: 'REQUIRED',
        reads: [name, column],
        broken: (sql) => `${sql[column]} = '${value}' AND ${sql[name]} IS NULL`,
        sentence: () => `'A row of ${column} ${value} needs ${name}.'`,
        states: `A row of ${column} \`${value}\` needs \`${name}\`.`,
      },
    ];
  });
}

/** A question or stage on a row of another kind would count as an answer or a step that nobody gave; an amount would count for nothing. */
const onlyWith = (column: string, kind: string): RowRule => ({
  column,
  code: 'NOT_ALLOWED',
  reads: [column, 'kind'],
  broken: (sql) => `${sql[column]} IS NOT NULL AND ${sql.kind} <> '${kind}'`,
  sentence: (sql) => `format('${column} goes with kind ${kind} only; the kind of this row is %s.', ${sql.kind})`,
  states: `\`${column}\` goes with kind \`${kind}\` only.`,
});

const scaleReads = ['question', 'score', 'scale_max'];

const scaleAboveLowest: RowRule = {
  column: 'scale_max',
  code: 'SCORE_OUT_OF_SCALE',
  reads: scaleReads,
  broken: (sql) => `${sql.question} IS NOT NULL AND ${sql.scale_max} <= ${scaleBound('lowest', sql.question!)}`,
  sentence: (sql) =>
    `format('scale_max %s is not above the lowest answer to %s, which is %s.',
      trim_scale(${sql.scale_max}), ${sql.question}, ${scaleBound('lowest', sql.question!)})`,
  states: '`scale_max` is above the lowest answer to its question.',
};

const scoreInsideScale: RowRule = {
  column: 'score',
  code: 'SCORE_OUT_OF_SCALE',
  reads: scaleReads,
  broken: (sql) =>
    `${sql.question} IS NOT NULL AND ${sql.score} NOT BETWEEN ${scaleBound('lowest', sql.question!)}
      AND coalesce(${sql.scale_max}, ${scaleBound('highest', sql.question!)})`,
  sentence: (sql) =>
    `format('The score %s is outside of the scale of %s, which is %s to %s.', trim_scale(${sql.score}), ${sql.question},
      ${scaleBound('lowest', sql.question!)}, trim_scale(coalesce(${sql.scale_max}, ${scaleBound('highest', sql.question!)})))`,
  states: '`score` lies on the scale of its question, up to `scale_max` where that is given.',
};

const givesBack = (column: string): RowRule => ({
  column,
  code: 'WRONG_SIGN',
  reads: [column, 'kind'],
  broken: (sql) => `${sql.kind} = 'refund' AND ${sql[column]} > 0`,
  sentence: (sql) => `format('A refund has no positive ${column}; this one has %s.', trim_scale(${sql[column]}))`,
  states: `A refund has no positive \`${column}\`.`,
});

const endsAfter = (end: string, start: string, code: string, operator: '<' | '<='): RowRule => ({
  column: end,
  code,
  reads: [end, start],
  broken: (sql) => `${sql[end]} ${operator} ${sql[start]}`,
  sentence: () => `'${end} is ${operator === '<' ? 'before' : 'not after'} ${start}.'`,
  states: `\`${end}\` is ${operator === '<' ? 'not before' : 'after'} \`${start}\`.`,
});

const together = (one: string, other: string): RowRule => ({
  column: one,
  code: 'REQUIRED',
  reads: [one, other],
  broken: (sql) => `${sql[one]} IS NULL AND ${sql[other]} IS NOT NULL`,
  sentence: () => `'${one} and ${other} go together: both are given or neither.'`,
  states: `With \`${other}\` goes \`${one}\`.`,
});

export const rowRules: Readonly<Partial<Record<LoadTable, readonly RowRule[]>>> = {
  interactions: [
    ...neededByKind('interactions'),
    onlyWith('stage', 'stage'),
    onlyWith('amount', 'stage'),
    onlyWith('product_id', 'stage'),
    onlyWith('question', 'survey'),
    scaleAboveLowest,
    scoreInsideScale,
  ],
  transactions: [
    ...['revenue', 'cost', 'quantity'].map(givesBack),
    endsAfter('term_end', 'occurred_at', 'TERM_ENDS_EARLY', '<='),
  ],
  targets: [
    endsAfter('to', 'from', 'RANGE_REVERSED', '<'),
    together('dimension', 'member'),
    together('member', 'dimension'),
  ],
};
