// The executable schema, built once from the classes beside this file.
import 'reflect-metadata';
import { GraphQLList, GraphQLNonNull, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { checkRules } from './access/check-rules';
import { enforceRules } from './access/enforce-rules';
import { DimensionValueResolver, DimensionValuesResolver } from './catalog/dimension-values-resolver';
import { CatalogResolver, DimensionDefinitionResolver, MetricDefinitionResolver } from './catalog/resolver';
import { describeArguments } from './common/argument-descriptions';
import { CellScalar } from './common/scalars';
import { WarningResolver } from './common/warning-type';
import { CustomerAttributesResolver, CustomerResolver } from './customer/customer-resolver';
import { CustomersResolver } from './customer/customers-resolver';
import { MergeResolver } from './customer/merge-resolver';
import { IngestResolver } from './ingest/resolver';
import { FunnelResolver } from './journeys/funnel-resolver';
import { RetentionResolver } from './journeys/retention-resolver';
import { TransitionsResolver } from './journeys/transitions-resolver';
import { ExplainResolver } from './metrics/estimate-type';
import { MetricsResolver } from './metrics/resolver';
import { ErasureResolver } from './settings/erasure-resolver';
import { SegmentsResolver } from './settings/segments-resolver';
import { StatusResolver } from './settings/status-resolver';
import { TargetsResolver } from './settings/targets-resolver';
import { ColumnResolver, TableResolver } from './table/resolver';

/** type-graphql cannot say "lists of cells that may be null": its nullable items reach every level of a nested list. */
function letCellsBeNull(schema: GraphQLSchema): void {
  const table = schema.getType('Table') as GraphQLObjectType;
  const line = new GraphQLNonNull(new GraphQLList(CellScalar));
  for (const name of ['data', 'totals']) table.getFields()[name]!.type = new GraphQLNonNull(new GraphQLList(line));
}

let built: GraphQLSchema | undefined;

export function buildSchema(): GraphQLSchema {
  if (built === undefined) {
    built = buildSchemaSync({
      resolvers: [
        MetricsResolver,
        ExplainResolver,
        TableResolver,
        ColumnResolver,
        FunnelResolver,
        RetentionResolver,
        CatalogResolver,
        MetricDefinitionResolver,
        DimensionDefinitionResolver,
        DimensionValuesResolver,
        DimensionValueResolver,
        SegmentsResolver,
        TargetsResolver,
        IngestResolver,
        StatusResolver,
        CustomersResolver,
        CustomerResolver,
        CustomerAttributesResolver,
        TransitionsResolver,
        MergeResolver,
        ErasureResolver,
        WarningResolver,
      ],
      // Questions are validated where they are understood, with typed errors.
      validate: false,
    });
    letCellsBeNull(built);
    describeArguments(built);
    checkRules(built);
    enforceRules(built);
  }
  return built;
}
