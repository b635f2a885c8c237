// Segments: saved, listed, deleted, and the customers that meet them.
import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { segmentsAllowed } from '../../auth/filter-rules';
import type { Segment as SegmentView } from '../../model/segment';
import { customersIn, deleteSegment, listSegments, saveSegment } from '../../query/segments/segments';
import { segmentsInView } from '../../query/segments/segments-in-view';
import { FilterInput } from '../common/inputs';
import type { RequestContext } from '../common/request-context';
import { Segment } from './segment-types';

@Resolver(() => Segment)
export class SegmentsResolver {
  @Query(() => [Segment], { description: 'Every saved segment that the role may ask by, by name.' })
  async segments(@Ctx() { records, lookingUp, principal }: RequestContext): Promise<readonly SegmentView[]> {
    const saved = await listSegments(records);
    const theirs = segmentsAllowed(principal.role, new Map(saved.map(({ name, where }) => [name, where])));
    return segmentsInView(
      saved.filter(({ name }) => theirs.has(name)),
      lookingUp,
    );
  }

  @FieldResolver(() => Int, {
    description: 'Customers on file now that meet it; its conditions without a period look at all time.',
  })
  customers(@Root() segment: SegmentView, @Ctx() { answering }: RequestContext): Promise<number> {
    return customersIn(segment, answering);
  }

  @Mutation(() => Segment, {
    description:
      'Saves a filter on customers under a name (1 to 100 characters), in place of the segment of that name. What only facts have goes into the where of a condition on a metric.',
  })
  saveSegment(
    @Arg('name', () => ID) name: string,
    @Arg('title', () => String, { nullable: true, description: 'The name, if none is given.' }) title: string | null,
    @Arg('where', () => FilterInput) where: FilterInput,
    @Ctx() { warehouse, writing }: RequestContext,
  ): Promise<SegmentView> {
    return writing((answering) => saveSegment(warehouse.pool, { name, title, where }, answering));
  }

  @Mutation(() => Boolean, {
    description: 'Whether there was such a segment. Refused while another segment rests on it.',
  })
  deleteSegment(@Arg('name', () => ID) name: string, @Ctx() { warehouse, writing }: RequestContext): Promise<boolean> {
    return writing((answering) => deleteSegment(warehouse.pool, name, answering));
  }
}
