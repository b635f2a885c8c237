// The judgements of instants, written within one transaction: they are all there at once or as they were before.
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { currentMonthEnd } from '../../model/judgements';
import { enterChanges, moveWatermarks, takeChangeLock } from '../../warehouse/change-feed';
import { judgedTables } from '../../warehouse/followed-tables';
import type { JudgementInstant } from '../history/judgement-instant';
import type { JudgedInstant } from '../judgements/judge';
import type { ModelsAt } from '../judgements/models-at';
import type { FitReport } from '../models/fit-report';
import type { Rules } from '../rules/rules';
import { snapshotColumns, snapshotLine } from './snapshot-row';

/** Of which data, under which rules. */
export type Origin = { readonly dataVersion: string; readonly rulesVersion: string; readonly digest: string };

/** Takes away what stands under month-ends. */
export async function removeMonthEnds(client: Client, monthEnds: readonly string[]): Promise<void> {
  for (const table of judgedTables)
    await client.query(`DELETE FROM ${table} WHERE month_end = ANY ($1::date[])`, [monthEnds]);
}

/** Writes the judgements of an instant; those that stood there are gone already. Returns how many. */
export async function storeInstant(
  client: Client,
  instant: JudgementInstant,
  { judgements, standing }: JudgedInstant,
  origin: Origin,
  dormantAfterDays: number,
  rules: Rules,
): Promise<number> {
  const around = { instant, dormantAfterDays, rules };
  const stream = client.query(copyFrom(`COPY customer_snapshot (${snapshotColumns.join(', ')}) FROM STDIN`));
  let [count, lines] = [0, ''];
  const write = async (): Promise<void> => {
    if (!stream.write(lines)) await once(stream, 'drain');
    lines = '';
  };
  for (const judgement of judgements) {
    count += 1;
    lines += snapshotLine(judgement, around);
    if (lines.length > 65_536) await write();
  }
  stream.end(lines);
  await finished(stream);
  await client.query('INSERT INTO month_end VALUES ($1, $2, clock_timestamp(), $3, $4, $5)', [
    instant.monthEnd,
    instant.instant.toString(),
    origin.dataVersion,
    origin.rulesVersion,
    origin.digest,
  ]);
  if (instant.monthEnd !== currentMonthEnd) await storeFits(client, instant.monthEnd, standing.models);
  return count;
}

/** Models are fitted at month-ends: the present uses those of the last. */
async function storeFits(client: Client, monthEnd: string, { purchases, profits }: ModelsAt): Promise<void> {
  for (const [model, fit] of [
    ['MBG_NBD', purchases],
    ['GAMMA_GAMMA', profits],
  ] as const)
    await client.query('INSERT INTO model_fit VALUES ($1, $2, $3, $4, $5, $6, $7, $8)', [
      monthEnd,
      model,
      ...fitCells(fit),
    ]);
}

const fitCells = (fit: FitReport<Readonly<Record<string, number>>>): readonly unknown[] => [
  fit.parameters === undefined ? null : JSON.stringify(fit.parameters),
  fit.logLikelihood ?? null,
  fit.customers,
  fit.repeatCustomers,
  fit.iterations ?? null,
  fit.kind === 'REFUSED' ? fit.reason : null,
];

/**
 * The last step before the commit: what was replaced is entered into the feed of changes. Returns up to which data version the
 * judgements are true: that of this change, unless another was made since they were begun.
 */
export async function enterJudgements(
  client: Client,
  monthEnds: readonly string[],
  judgedVersion: number,
): Promise<number> {
  const changeId = await takeChangeLock(client);
  await client.query(enterChanges(changeId, 'month_end', 'month_end', 'unnest($1::text[]) AS month_end'), [monthEnds]);
  await moveWatermarks(client, changeId, judgedTables);
  if (changeId !== judgedVersion + 1) return judgedVersion;
  await client.query('UPDATE month_end SET data_version = $1 WHERE month_end = ANY ($2::date[])', [
    changeId,
    monthEnds,
  ]);
  return changeId;
}
