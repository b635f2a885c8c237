// Targets: set, listed and deleted, here and by loads.
import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { userErrorsOf } from '../../errors';
import { deleteTarget, listTargets, setTarget } from '../../load/set-target';
import type { StoredTarget } from '../../load/target-warnings';
import { enumValueOf, findMetric } from '../../metrics/catalog';
import { customersSeen } from '../../query/members/customers-seen';
import { MetricId } from '../common/enums';
import type { RequestContext } from '../common/request-context';
import { Target, TargetInput, TargetKeyArguments } from './target-types';

const shown = (row: StoredTarget): Target => ({ ...row, metric: enumValueOf(row.metric) });

/** What is wrong in the input is told with its place in it. */
function placeInInput(error: unknown): never {
  const [fault] = userErrorsOf(error);
  if (fault === undefined) throw error;
  throw fault.at(fault.argument === undefined ? 'input' : `input.${fault.argument}`);
}

@Resolver()
export class TargetsResolver {
  @Query(() => [Target], {
    description: 'Every target that is set, or those of one metric; defaults are in the catalogue.',
  })
  async targets(
    @Arg('metric', () => MetricId, { nullable: true }) metric: string | null,
    @Ctx() { records, warehouse, lookingUp }: RequestContext,
  ): Promise<readonly Target[]> {
    const rows = await listTargets(
      records,
      metric == null ? null : findMetric(metric)!.id,
      warehouse.distributed,
      await customersSeen(lookingUp),
    );
    return rows.map(shown);
  }

  @Mutation(() => Target, { description: 'Sets a target, in place of the one for the same metric, days and slice.' })
  async setTarget(
    @Arg('input', () => TargetInput) input: TargetInput,
    @Ctx() { warehouse, writing }: RequestContext,
  ): Promise<Target> {
    return shown(
      await writing(async (answering) => setTarget(warehouse, input, await customersSeen(answering))).catch(
        placeInInput,
      ),
    );
  }

  @Mutation(() => Boolean, { description: 'Whether there was such a target.' })
  deleteTarget(
    @Args(() => TargetKeyArguments) target: TargetKeyArguments,
    @Ctx() { warehouse, writing }: RequestContext,
  ): Promise<boolean> {
    return writing(async (answering) => deleteTarget(warehouse, target, await customersSeen(answering)));
  }
}
