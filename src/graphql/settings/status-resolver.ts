// The query `dataStatus`. Counting reads whole tables, so each figure is read only where it is asked for.

import type { Pool } from 'pg';
import { Ctx, FieldResolver, Int, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../common/request-context';
import { DateScalar } from '../common/scalars';
import { latestLoad } from './latest-load';
import { DataStatus } from './status-types';

async function single<Value>(pool: Pool, text: string): Promise<Value> {
  const { rows } = await pool.query<{ value: Value }>(text);
  return rows[0]!.value;
}

const factDay = (aggregate: 'min' | 'max', pick: 'least' | 'greatest') =>
  `SELECT ${pick}((SELECT ${aggregate}(date_key) FROM fact_interaction), (SELECT ${aggregate}(date_key) FROM fact_transaction)) AS value`;

@Resolver(() => DataStatus)
export class StatusResolver {
  @Query(() => DataStatus, { description: 'What the warehouse holds now.' })
  async dataStatus(@Ctx() { warehouse }: RequestContext): Promise<DataStatus> {
    return { ...(await latestLoad(warehouse.pool)), currency: warehouse.settings.currency };
  }

  @FieldResolver(() => DateScalar, {
    nullable: true,
    description: 'The day of the earliest interaction or transaction.',
  })
  firstDate(@Ctx() { warehouse }: RequestContext): Promise<string | null> {
    return single(warehouse.pool, factDay('min', 'least'));
  }

  @FieldResolver(() => DateScalar, { nullable: true, description: 'The day of the latest interaction or transaction.' })
  lastDate(@Ctx() { warehouse }: RequestContext): Promise<string | null> {
    return single(warehouse.pool, factDay('max', 'greatest'));
  }

  @FieldResolver(() => Int, { description: 'Transaction lines without cost: they count with cost 0 in profits.' })
  transactionsWithoutCost(@Ctx() { warehouse }: RequestContext): Promise<number> {
    return single(warehouse.pool, 'SELECT count(*) AS value FROM fact_transaction WHERE cost IS NULL');
  }

  @FieldResolver(() => Int)
  customers(@Ctx() { warehouse }: RequestContext): Promise<number> {
    return single(warehouse.pool, 'SELECT count(*) AS value FROM dim_customer WHERE is_current AND customer_no > 0');
  }

  @FieldResolver(() => Int)
  interactions(@Ctx() { warehouse }: RequestContext): Promise<number> {
    return single(warehouse.pool, 'SELECT count(*) AS value FROM fact_interaction');
  }

  @FieldResolver(() => Int)
  transactions(@Ctx() { warehouse }: RequestContext): Promise<number> {
    return single(warehouse.pool, 'SELECT count(*) AS value FROM fact_transaction');
  }

  @FieldResolver(() => Int, { description: 'Rows that loads put into quarantine, each with its reason.' })
  quarantined(@Ctx() { warehouse }: RequestContext): Promise<number> {
    return single(
      warehouse.pool,
      `SELECT count(*) AS value FROM load_rejection JOIN load USING (load_id) WHERE unloaded_by IS NULL`,
    );
  }
}
