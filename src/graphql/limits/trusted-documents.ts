// Trusted documents: a manifest lists what clients may ask, each document under the SHA-256 hash of its text, and roles that are
// named are answered those alone. A client sends the hash, or the whole text unchanged. Manifests are those that Apollo
// ("apollo-persisted-query-manifest") and Relay or GraphQL Code Generator (a map from hash to text) write.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Config } from '../../config/config';
import { UserError } from '../../errors';
import type { Role } from '../../model/roles';

export type TrustedDocuments = {
  /** By their ids, which are hashes unless a manifest gives others, and by their hashes. */
  readonly documents: ReadonlyMap<string, string>;
  /** Who is answered these alone. */
  readonly only: readonly Role[];
};

export type Sent = {
  readonly query?: unknown;
  readonly documentId?: unknown;
  readonly extensions?: unknown;
};

const longestId = 200;

export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Of the file that the configuration names; none: null. Throws INVALID_CONFIGURATION. */
export function trustedDocuments({
  trustedDocuments: file,
  trustedDocumentsFor: only,
}: Pick<Config, 'trustedDocuments' | 'trustedDocumentsFor'>): TrustedDocuments | null {
  if (file === null) return null;
  let manifest: unknown;
  try {
    manifest = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    return refuseFile(
      error instanceof SyntaxError ? 'names a file that is not JSON' : 'names a file that cannot be read',
    );
  }
  return { documents: readManifest(manifest), only };
}

/** Throws INVALID_CONFIGURATION for what is neither form, and for a hash that is not its document's. */
export function readManifest(manifest: unknown): ReadonlyMap<string, string> {
  if (manifest === null || typeof manifest !== 'object' || Array.isArray(manifest))
    return refuseFile('names a file that is no map from hashes to documents');
  const { operations } = manifest as { readonly operations?: unknown };
  const listed: readonly (readonly [unknown, unknown])[] = Array.isArray(operations)
    ? operations.map(({ id, body }: { readonly id?: unknown; readonly body?: unknown }) => [id, body])
    : Object.entries(manifest);
  const documents = new Map<string, string>();
  for (const [given, text] of listed) {
    if (typeof given !== 'string' || given === '' || typeof text !== 'string' || text.trim() === '')
      return refuseFile('lists an entry that is no document under an id');
    const id = plainId(given);
    const hash = hashOf(text);
    if (/^[0-9a-f]{64}$/.test(id) && id !== hash)
      return refuseFile(`lists a document under ${id}, which is the hash of another text`);
    documents.set(id, text).set(hash, text);
  }
  return documents;
}

const refuseFile = (problem: string): never => {
  throw new UserError('INVALID_CONFIGURATION', { problems: [`TRUSTED_DOCUMENTS ${problem}`] });
};

/** The draft on persisted documents writes sha256:HASH. */
const plainId = (id: string): string =>
  id.replace(/^sha256:/i, '').replace(/^[0-9A-F]{64}$/, (hash) => hash.toLowerCase());

/** The text to answer; undefined: none was sent. Throws DOCUMENT_NOT_TRUSTED. */
export function documentSent(
  { query, documentId, extensions }: Sent,
  trusted: TrustedDocuments | null,
  role: Role,
): string | undefined {
  const text = typeof query === 'string' ? query : undefined;
  if (trusted === null) return text;
  const id = idIn(documentId, extensions);
  if (text === undefined) {
    if (id === undefined) return undefined;
    return trusted.documents.get(id) ?? refuseUnlisted(id);
  }
  const hash = hashOf(text);
  return trusted.only.includes(role) && !trusted.documents.has(hash) ? refuseUnlisted(hash) : text;
}

function idIn(documentId: unknown, extensions: unknown): string | undefined {
  const { persistedQuery } = (extensions ?? {}) as { readonly persistedQuery?: { readonly sha256Hash?: unknown } };
  const id = documentId ?? persistedQuery?.sha256Hash;
  return typeof id === 'string' && id !== '' ? plainId(id) : undefined;
}

const refuseUnlisted = (id: string): never => {
  throw new UserError('DOCUMENT_NOT_TRUSTED', { hash: id.slice(0, longestId) });
};
