// Every migration in the order in which it runs; a test compares the list with the folder.
import { StarSchema1763700000000 } from '../../migrations/1763700000000-star-schema';
import { PriceTiersAndTerms1763800000000 } from '../../migrations/1763800000000-price-tiers-and-terms';
import { ChangeFeed1763900000000 } from '../../migrations/1763900000000-change-feed';
import { RowOrigins1764000000000 } from '../../migrations/1764000000000-row-origins';
import { RareInteractions1764100000000 } from '../../migrations/1764100000000-rare-interactions';
import { Judgements1764200000000 } from '../../migrations/1764200000000-judgements';
import { CustomerSearch1764230000000 } from '../../migrations/1764230000000-customer-search';
import { Ingest1764300000000 } from '../../migrations/1764300000000-ingest';
import { AliasesAndErasure1764400000000 } from '../../migrations/1764400000000-aliases-and-erasure';
import { ChangedRows1764500000000 } from '../../migrations/1764500000000-changed-rows';
import { DerivedRows1764600000000 } from '../../migrations/1764600000000-derived-rows';
import { FullExports1764700000000 } from '../../migrations/1764700000000-full-exports';
import { DealAmounts1765000000000 } from '../../migrations/1765000000000-deal-amounts';
import { ApiKeys1766000000000 } from '../../migrations/1766000000000-api-keys';
import { RowScope1766100000000 } from '../../migrations/1766100000000-row-scope';

export const migrations = [
  StarSchema1763700000000,
  PriceTiersAndTerms1763800000000,
  ChangeFeed1763900000000,
  RowOrigins1764000000000,
  RareInteractions1764100000000,
  Judgements1764200000000,
  CustomerSearch1764230000000,
  Ingest1764300000000,
  AliasesAndErasure1764400000000,
  ChangedRows1764500000000,
  DerivedRows1764600000000,
  FullExports1764700000000,
  DealAmounts1765000000000,
  ApiKeys1766000000000,
  RowScope1766100000000,
];
