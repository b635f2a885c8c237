// Journeys by putting every stage's rows in order, by windows alone: no step is joined, whose rows PostgreSQL cannot estimate (it took
// more than a minute for a million facts).
import type { Stage } from '../../model/stages';
import { type Fragment, name, sql, textConstant } from '../../sql/fragment';
import type { Column, Step } from '../../sql/select';
import { entryColumns, reachedStage, timeName } from './stage-rows';

export const journeysInOrder = (stages: readonly Stage[], placed: boolean): readonly Step[] => [
  knownRows,
  rankedRows(stages),
  journeys(stages, placed),
];

const everyColumn: Column = { name: '*', value: sql`*` };

const firstOf = (step: string): Fragment =>
  sql`min(CASE WHEN step = ${textConstant(step)} THEN occurred_at END) OVER (PARTITION BY customer_no)`;

const knownRows: Step = {
  words: "each beside its customer's lead and first purchase",
  name: 'known_row',
  of: [
    {
      columns: [
        everyColumn,
        { name: 'lead_at', value: firstOf('lead') },
        { name: 'first_purchase_at', value: firstOf('purchase') },
      ],
      from: sql`stage_row`,
    },
  ],
};

/** A won row and a purchase at one instant may even share their id; which comes first must not depend on the engine. */
function rankedRows(stages: readonly Stage[]): Step {
  const rank = sql`row_number() OVER (PARTITION BY customer_no, reached ORDER BY occurred_at, source_id, step)`;
  return {
    words: "each stage's rows in order, ties by source id",
    name: 'ranked_row',
    of: [
      {
        columns: [everyColumn, { name: 'rank', value: rank }],
        from: sql`(SELECT *, ${reachedStage(stages)} AS reached FROM known_row) AS staged`,
        where: [sql`reached IS NOT NULL`],
      },
    ],
  };
}

/** A customer has one first row of each stage, so that min and max pick it. */
function journeys(stages: readonly Stage[], placed: boolean): Step {
  const at = (stage: Stage, column: string): Fragment =>
    sql`CASE WHEN reached = ${textConstant(stage)} THEN ${name(column)} END`;
  const times = stages.map((stage) => ({ name: timeName(stage), value: sql`min(${at(stage, 'occurred_at')})` }));
  const entry = entryColumns.map((column) => ({ name: column, value: sql`max(${at(stages[0]!, column)})` }));
  return {
    words: "each customer's own time of every stage",
    name: 'journey',
    of: [
      {
        columns: [
          { name: 'customer_no', value: sql`customer_no` },
          { name: 'first_purchase_at', value: sql`min(first_purchase_at)` },
          ...times,
          ...(placed ? entry : []),
        ],
        from: sql`ranked_row`,
        where: [sql`rank = 1`],
        groupBy: 1,
      },
    ],
  };
}
