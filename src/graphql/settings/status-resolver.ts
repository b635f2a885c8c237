// The query `dataStatus`. Counting reads whole tables, so each figure is read only where it is asked for. Rows of customers are
// counted as whoever asks sees them; what was made of everybody's rows at once is told to nobody who sees some.
import { Ctx, FieldResolver, Int, Query, Resolver } from 'type-graphql';
import { endOfFacts, rowsOnFile } from '../../query/members/rows-on-file';
import type { RequestContext } from '../common/request-context';
import { DateScalar, DateTimeScalar } from '../common/scalars';
import { latestFits, latestLoad, latestScore } from './latest-load';
import { DataStatus, ModelFit } from './status-types';

const seesEverybody = ({ viewer }: RequestContext['principal']): boolean => viewer.kind === 'everything';

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

  @FieldResolver(() => [ModelFit], {
    description: 'The models behind the current judgements; none for whoever sees some customers only.',
  })
  async models(@Ctx() { records, principal }: RequestContext): Promise<readonly ModelFit[]> {
    return seesEverybody(principal) ? latestFits(records) : [];
  }

  @FieldResolver(() => DateScalar, {
    nullable: true,
    description: 'The day of the earliest interaction or transaction.',
  })
  firstDate(@Ctx() { lookingUp }: RequestContext): Promise<string | null> {
    return endOfFacts('firstDate', lookingUp);
  }

  @FieldResolver(() => DateScalar, { nullable: true, description: 'The day of the latest interaction or transaction.' })
  lastDate(@Ctx() { lookingUp }: RequestContext): Promise<string | null> {
    return endOfFacts('lastDate', lookingUp);
  }

  @FieldResolver(() => Int, { description: 'Transaction lines without cost: they count with cost 0 in profits.' })
  transactionsWithoutCost(@Ctx() { lookingUp }: RequestContext): Promise<number> {
    return rowsOnFile('transactionsWithoutCost', lookingUp);
  }

  @FieldResolver(() => Int)
  customers(@Ctx() { lookingUp }: RequestContext): Promise<number> {
    return rowsOnFile('customers', lookingUp);
  }

  @FieldResolver(() => Int)
  interactions(@Ctx() { lookingUp }: RequestContext): Promise<number> {
    return rowsOnFile('interactions', lookingUp);
  }

  @FieldResolver(() => Int)
  transactions(@Ctx() { lookingUp }: RequestContext): Promise<number> {
    return rowsOnFile('transactions', lookingUp);
  }

  @FieldResolver(() => Int, {
    description:
      'Rows that loads put into quarantine, each with its reason; 0 for whoever sees some customers only, since it is not known whose they are.',
  })
  async quarantined(@Ctx() { records, principal }: RequestContext): Promise<number> {
    if (!seesEverybody(principal)) return 0;
    const { rows } = await records.query<{ value: number }>(
      `SELECT count(*) AS value FROM load_rejection JOIN load USING (load_id) WHERE unloaded_by IS NULL`,
    );
    return rows[0]!.value;
  }
}
