// Every change that is tried, by what it concerns.
import type { Change } from './change';
import { accessChanges } from './changes/access';
import { answerChanges } from './changes/answers';
import { apiChanges } from './changes/api';
import { backupChanges } from './changes/backups';
import { catalogueChanges } from './changes/catalogue';
import { columnarChanges } from './changes/columnar';
import { credentialChanges } from './changes/credentials';
import { customerModelChanges } from './changes/customer-models';
import { customerChanges } from './changes/customers';
import { dealChanges } from './changes/deals';
import { derivationChanges } from './changes/derivation';
import { draftChanges } from './changes/drafts';
import { engagementChanges } from './changes/engagement';
import { factChanges } from './changes/facts';
import { filterChanges } from './changes/filters';
import { ingestChanges } from './changes/ingest';
import { journeyChanges } from './changes/journeys';
import { judgementChanges } from './changes/judgements';
import { judgingChanges } from './changes/judging';
import { leavingFactsChanges } from './changes/leaving-facts';
import { loadingChanges } from './changes/loading';
import { mappingChanges } from './changes/mappings';
import { operationChanges } from './changes/operations';
import { personalDataChanges } from './changes/personal-data';
import { planChanges } from './changes/plans';
import { portraitChanges } from './changes/portraits';
import { readingChanges } from './changes/reading';
import { readyMappingChanges } from './changes/ready-mappings';
import { retentionChanges } from './changes/retention';
import { rowScopeChanges } from './changes/row-scope';
import { salesChanges } from './changes/sales';
import { serverChanges } from './changes/server';
import { smallGroupChanges } from './changes/small-groups';
import { statementChanges } from './changes/statements';
import { suiteChanges } from './changes/suites';
import { targetChanges } from './changes/targets';
import { timeChanges } from './changes/time';
import { valueChanges } from './changes/values';

export const changes: readonly Change[] = [
  ...accessChanges,
  ...rowScopeChanges,
  ...smallGroupChanges,
  ...serverChanges,
  ...apiChanges,
  ...credentialChanges,
  ...columnarChanges,
  ...salesChanges,
  ...dealChanges,
  ...engagementChanges,
  ...retentionChanges,
  ...catalogueChanges,
  ...valueChanges,
  ...planChanges,
  ...statementChanges,
  ...answerChanges,
  ...factChanges,
  ...filterChanges,
  ...customerChanges,
  ...customerModelChanges,
  ...judgementChanges,
  ...judgingChanges,
  ...portraitChanges,
  ...timeChanges,
  ...journeyChanges,
  ...targetChanges,
  ...derivationChanges,
  ...loadingChanges,
  ...mappingChanges,
  ...suiteChanges,
  ...readyMappingChanges,
  ...draftChanges,
  ...leavingFactsChanges,
  ...readingChanges,
  ...ingestChanges,
  ...operationChanges,
  ...personalDataChanges,
  ...backupChanges,
];
