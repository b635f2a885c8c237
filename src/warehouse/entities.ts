// Every entity, one per table; a test compares them with the migrated schema column by column.
import { ApiKey } from './entities/api-key';
import { Change } from './entities/change';
import { CustomerAlias } from './entities/customer-alias';
import { CustomerCategory } from './entities/customer-category';
import { CustomerLead } from './entities/customer-lead';
import { CustomerOffer } from './entities/customer-offer';
import { CustomerOrder } from './entities/customer-order';
import { CustomerPriceTier } from './entities/customer-price-tier';
import { CustomerSnapshot } from './entities/customer-snapshot';
import { CustomerSpell } from './entities/customer-spell';
import { CustomerSummary } from './entities/customer-summary';
import { CustomerTerm } from './entities/customer-term';
import { DeletedFact } from './entities/deleted-fact';
import { DimAgent } from './entities/dim-agent';
import { DimChannel } from './entities/dim-channel';
import { DimCustomer } from './entities/dim-customer';
import { DimDate } from './entities/dim-date';
import { DimProduct } from './entities/dim-product';
import { ErasedCustomer } from './entities/erased-customer';
import { FactInteraction } from './entities/fact-interaction';
import { FactSpend } from './entities/fact-spend';
import { FactTransaction } from './entities/fact-transaction';
import { IngestKey } from './entities/ingest-key';
import { Load } from './entities/load';
import { LoadCount } from './entities/load-count';
import { LoadRejection } from './entities/load-rejection';
import { LoadRepeat } from './entities/load-repeat';
import { LoadReplacement } from './entities/load-replacement';
import { MergedCustomer } from './entities/merged-customer';
import { ModelFit } from './entities/model-fit';
import { MonthEnd } from './entities/month-end';
import { Opportunity } from './entities/opportunity';
import { Segment } from './entities/segment';
import { Setting } from './entities/setting';
import { TableWatermark } from './entities/table-watermark';
import { Target } from './entities/target';

export const entities = [
  ApiKey,
  Change,
  CustomerAlias,
  CustomerCategory,
  CustomerLead,
  CustomerOffer,
  CustomerOrder,
  CustomerPriceTier,
  CustomerSnapshot,
  CustomerSpell,
  CustomerSummary,
  CustomerTerm,
  DeletedFact,
  DimAgent,
  DimChannel,
  DimCustomer,
  DimDate,
  DimProduct,
  ErasedCustomer,
  FactInteraction,
  FactSpend,
  FactTransaction,
  IngestKey,
  Load,
  LoadCount,
  LoadRejection,
  LoadRepeat,
  LoadReplacement,
  MergedCustomer,
  ModelFit,
  MonthEnd,
  Opportunity,
  Segment,
  Setting,
  TableWatermark,
  Target,
];
