// What is said of a call once it is committed.
import { Field, ID, Int, ObjectType } from 'type-graphql';

@ObjectType({
  simpleResolvers: true,
  description: 'A row that is not valid: it is in quarantine, and all others are stored.',
})
export class Rejection {
  @Field(() => Int, {
    description: 'Its place in rows, from 0: rows[3] is 3. The quarantine (astrolabe rejections) has it as line 4.',
  })
  row: number;

  @Field(() => String, { nullable: true, description: 'The field at fault; null where the row as a whole is.' })
  column: string | null;

  @Field(() => String, { description: 'The same as of a row of a file.' })
  code: string;

  @Field(() => String)
  message: string;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'What a call did, told after it was committed. rows = inserted + updated + unchanged + quarantined + filtered; ids = deleted + unchanged.',
})
export class IngestResult {
  @Field(() => ID, { description: 'The load that the call is: unload takes it back.' })
  loadId: string;

  @Field(() => String, { description: 'Give it as minDataVersion to questions that must see the rows.' })
  dataVersion: string;

  @Field(() => Int)
  inserted: number;

  @Field(() => Int, { description: 'Rows with a known key and other values, which they replaced.' })
  updated: number;

  @Field(() => Int, {
    description:
      'Rows that were stored like this already, or stand in the call twice; of a deletion the ids that no row has (any more).',
  })
  unchanged: number;

  @Field(() => Int, { description: 'Rows that are not valid, as many as there are rejections.' })
  quarantined: number;

  @Field(() => Int, { description: 'Rows of customers who were erased: they are left out.' })
  filtered: number;

  @Field(() => Int, { description: 'Rows that a deletion removed; 0 for what stores rows.' })
  deleted: number;

  @Field(() => [Rejection], { description: 'In the order of the rows.' })
  rejections: readonly Rejection[];
}
