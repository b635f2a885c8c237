// Rows and deletions that come one call at a time. Every call is a load of its own.
import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import type { DeleteTable, IngestTable, IngestResult as StoredResult } from '../../load/ingest/ingest-call';
import { byColumns, type FieldRow, fieldOf } from '../../load/ingest/row-fields';
import { customersSeen } from '../../query/members/customers-seen';
import type { RequestContext } from '../common/request-context';
import { IngestResult } from './result-types';
import { CustomerRow, InteractionRow, TransactionRow } from './row-types';

const shown = ({ loadId, changeId, rejections, ...counts }: StoredResult): IngestResult => ({
  ...counts,
  loadId: String(loadId),
  dataVersion: String(changeId),
  rejections: rejections.map((each) => ({ ...each, column: each.column === null ? null : fieldOf(each.column) })),
});

const idempotencyKey = { nullable: true } as const;

async function store(
  { ingest, writing }: RequestContext,
  name: string,
  table: IngestTable,
  rows: readonly FieldRow[],
  key: string | null,
): Promise<IngestResult> {
  const columns = rows.map((row) => byColumns(table, row));
  return shown(
    await writing(async (answering) => {
      const seen = await customersSeen(answering);
      return ingest({ kind: 'rows', name, table, rows: columns, idempotencyKey: key, seen });
    }),
  );
}

async function remove(
  { ingest, writing }: RequestContext,
  name: string,
  table: DeleteTable,
  ids: readonly string[],
  key: string | null,
): Promise<IngestResult> {
  return shown(
    await writing(async (answering) => {
      const seen = await customersSeen(answering);
      return ingest({ kind: 'delete', name, table, ids, idempotencyKey: key, seen });
    }),
  );
}

@Resolver()
export class IngestResolver {
  @Mutation(() => IngestResult, {
    description:
      'Stores customers, and versions of them (validFrom), by their keys. A row that is not valid is rejected, and all others are stored; the answer comes after the commit.',
  })
  ingestCustomers(
    @Arg('rows', () => [CustomerRow]) rows: readonly FieldRow[],
    @Arg('idempotencyKey', () => String, idempotencyKey) key: string | null,
    @Ctx() context: RequestContext,
  ): Promise<IngestResult> {
    return store(context, 'ingestCustomers', 'customers', rows, key);
  }

  @Mutation(() => IngestResult, {
    description:
      'Stores interactions by their keys. Whom and what they name need not be known yet. A row that is not valid is rejected, and all others are stored; the answer comes after the commit.',
  })
  ingestInteractions(
    @Arg('rows', () => [InteractionRow]) rows: readonly FieldRow[],
    @Arg('idempotencyKey', () => String, idempotencyKey) key: string | null,
    @Ctx() context: RequestContext,
  ): Promise<IngestResult> {
    return store(context, 'ingestInteractions', 'interactions', rows, key);
  }

  @Mutation(() => IngestResult, {
    description:
      'Stores lines of orders, renewals and refunds by their keys. Whom and what they name need not be known yet. A row that is not valid is rejected, and all others are stored; the answer comes after the commit.',
  })
  ingestTransactions(
    @Arg('rows', () => [TransactionRow]) rows: readonly FieldRow[],
    @Arg('idempotencyKey', () => String, idempotencyKey) key: string | null,
    @Ctx() context: RequestContext,
  ): Promise<IngestResult> {
    return store(context, 'ingestTransactions', 'transactions', rows, key);
  }

  @Mutation(() => IngestResult, {
    description:
      'Deletes interactions by their keys; unload of its load brings them back. An id that no interaction has counts as unchanged.',
  })
  deleteInteractions(
    @Arg('ids', () => [ID]) ids: readonly string[],
    @Arg('idempotencyKey', () => String, idempotencyKey) key: string | null,
    @Ctx() context: RequestContext,
  ): Promise<IngestResult> {
    return remove(context, 'deleteInteractions', 'interactions', ids, key);
  }

  @Mutation(() => IngestResult, {
    description:
      'Deletes lines of orders, renewals and refunds by their keys; unload of its load brings them back. An id that no line has counts as unchanged.',
  })
  deleteTransactions(
    @Arg('ids', () => [ID]) ids: readonly string[],
    @Arg('idempotencyKey', () => String, idempotencyKey) key: string | null,
    @Ctx() context: RequestContext,
  ): Promise<IngestResult> {
    return remove(context, 'deleteTransactions', 'transactions', ids, key);
  }
}
