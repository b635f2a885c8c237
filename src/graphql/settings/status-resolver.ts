// The query `dataStatus`. Counting reads whole tables, so each figure is read only where it is asked for.

import { Ctx, FieldResolver, Int, Query, Resolver } from 'type-graphql';
import type { Queryable } from '../../warehouse/queryable';
import type { RequestContext } from '../common/request-context';
import { DateScalar, DateTimeScalar } from '../common/scalars';
import { latestFits, latestLoad, latestScore } from './latest-load';
import { DataStatus, ModelFit } from './status-types';

async function single<Value>(records: Queryable, text: string): Promise<Value> {
  const { rows } = await records.query<{ value: Value }>(text);
  return rows[0]!.value;
}

const factDay = (aggregate: 'min' | 'max', pick: 'least' | 'greatest') =>
  `SELECT ${pick}((SELECT ${aggregate}(date_key) FROM fact_interaction), (SELECT ${aggregate}(date_key) FROM fact_transaction)) AS value`;

@Resolver(() => DataStatus)
export class StatusResolver {
  @Query(() => DataStatus, { description: 'What the warehouse holds now.' })
  async dataStatus(@Ctx() { records, warehouse }: RequestContext): Promise<DataStatus> {
    return { ...(await latestLoad(records)), currency: warehouse.settings.currency };
  }

  @FieldResolver(() => DateTimeScalar, { nullable: true, description: 'When the current judgements were made.' })
  async scoredAt(@Ctx() { records }: RequestContext): Promise<string | null> {
    return (await latestScore(records)).scoredAt;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'The version of the data up to which the judgements are true.',
  })
  async scoredVersion(@Ctx() { records }: RequestContext): Promise<string | null> {
    return (await latestScore(records)).scoredVersion;
  }

  @FieldResolver(() => [ModelFit], { description: 'The models behind the current judgements.' })
  models(@Ctx() { records }: RequestContext): Promise<readonly ModelFit[]> {
    return latestFits(records);
  }

  @FieldResolver(() => DateScalar, {
    nullable: true,
    description: 'The day of the earliest interaction or transaction.',
  })
  firstDate(@Ctx() { records }: RequestContext): Promise<string | null> {
    return single(records, factDay('min', 'least'));
  }

  @FieldResolver(() => DateScalar, { nullable: true, description: 'The day of the latest interaction or transaction.' })
  lastDate(@Ctx() { records }: RequestContext): Promise<string | null> {
    return single(records, factDay('max', 'greatest'));
  }

  @FieldResolver(() => Int, { description: 'Transaction lines without cost: they count with cost 0 in profits.' })
  transactionsWithoutCost(@Ctx() { records }: RequestContext): Promise<number> {
    return single(records, 'SELECT count(*) AS value FROM fact_transaction WHERE cost IS NULL');
  }

  @FieldResolver(() => Int)
  customers(@Ctx() { records }: RequestContext): Promise<number> {
    return single(records, 'SELECT count(*) AS value FROM dim_customer WHERE is_current AND customer_no > 0');
  }

  @FieldResolver(() => Int)
  interactions(@Ctx() { records }: RequestContext): Promise<number> {
    return single(records, 'SELECT count(*) AS value FROM fact_interaction');
  }

  @FieldResolver(() => Int)
  transactions(@Ctx() { records }: RequestContext): Promise<number> {
    return single(records, 'SELECT count(*) AS value FROM fact_transaction');
  }

  @FieldResolver(() => Int, { description: 'Rows that loads put into quarantine, each with its reason.' })
  quarantined(@Ctx() { records }: RequestContext): Promise<number> {
    return single(
      records,
      `SELECT count(*) AS value FROM load_rejection JOIN load USING (load_id) WHERE unloaded_by IS NULL`,
    );
  }
}
