// A server that asks who somebody is, with a key that it knows.

import { createKey } from '../../../src/auth/credentials/api-keys';
import { authenticateBy } from '../../../src/auth/credentials/authenticate';
import { checkKeys } from '../../../src/auth/credentials/check-key';
import type { Role } from '../../../src/model/roles';
import { type RunningApi, startApi } from '../running-api';

export async function startKeyedApi(role: Role): Promise<{ readonly api: RunningApi; readonly authorization: string }> {
  const api = await startApi({ authenticate: ({ pool }) => authenticateBy({ key: checkKeys(pool), token: null }) });
  const { text } = await createKey(api.warehouse.pool, { name: 'test', role, scope: null, expiresAt: null });
  return { api, authorization: `Bearer ${text}` };
}
