// Manifests of trusted documents in the forms in which clients' tools write them, and what is answered of what is sent.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../../../src/errors';
import { documentSent, hashOf, readManifest, trustedDocuments } from '../../../src/graphql/limits/trusted-documents';

const text = '{ dataStatus { dataVersion } }';
const hash = hashOf(text);
const other = '{ catalog { currency } }';
const trusted = { documents: readManifest({ [hash]: text }), only: ['app' as const] };

const refusalOf = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    if (error instanceof UserError) return [error.code, error.parameters];
    throw error;
  }
};

test.each([
  ['a map from hashes', { [hash]: text }],
  ['a map from hashes in capitals', { [hash.toUpperCase()]: text }],
  ['a map from hashes that say so', { [`sha256:${hash}`]: text }],
  [
    "Apollo's",
    {
      format: 'apollo-persisted-query-manifest',
      version: 1,
      operations: [{ id: hash, name: 'q', type: 'query', body: text }],
    },
  ],
])('a manifest may be %s', (_, manifest) => {
  expect([...readManifest(manifest)]).toEqual([[hash, text]]);
});

test('a document may have an id that is no hash, and is known by its hash too', () => {
  expect([...readManifest({ status: text })]).toEqual([
    ['status', text],
    [hash, text],
  ]);
});

test.each([
  ['a list', [text], 'names a file that is no map from hashes to documents'],
  ['null', null, 'names a file that is no map from hashes to documents'],
  ['an entry without text', { [hash]: '' }, 'lists an entry that is no document under an id'],
  ['an operation without a body', { operations: [{ id: hash }] }, 'lists an entry that is no document under an id'],
  ['a hash of another text', { [hash]: other }, `lists a document under ${hash}, which is the hash of another text`],
])('%s is refused', (_, manifest, problem) => {
  expect(refusalOf(() => readManifest(manifest))).toEqual([
    'INVALID_CONFIGURATION',
    { problems: [`TRUSTED_DOCUMENTS ${problem}`] },
  ]);
});

test('a manifest is read from its file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'trusted-'));
  const file = join(folder, 'manifest.json');
  const read = (trustedDocumentsFile: string) =>
    refusalOf(() => trustedDocuments({ trustedDocuments: trustedDocumentsFile, trustedDocumentsFor: ['app'] }));
  try {
    writeFileSync(file, JSON.stringify({ [hash]: text }));
    expect(read(file)).toEqual(trusted);
    writeFileSync(file, '{');
    expect(read(file)).toEqual([
      'INVALID_CONFIGURATION',
      { problems: ['TRUSTED_DOCUMENTS names a file that is not JSON'] },
    ]);
    expect(read(join(folder, 'none.json'))).toEqual([
      'INVALID_CONFIGURATION',
      { problems: ['TRUSTED_DOCUMENTS names a file that cannot be read'] },
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
  expect(trustedDocuments({ trustedDocuments: null, trustedDocumentsFor: ['app'] })).toBeNull();
});

test.each([
  ['its hash', { extensions: { persistedQuery: { version: 1, sha256Hash: hash } } }],
  ['its id', { documentId: hash }],
  ['its id as a hash', { documentId: `sha256:${hash}` }],
  ['its text', { query: text }],
  ['its text and its hash', { query: text, extensions: { persistedQuery: { version: 1, sha256Hash: hash } } }],
])('a listed document is answered by %s', (_, sent) => {
  expect(documentSent(sent, trusted, 'app')).toBe(text);
});

test('another is not answered to whoever gets trusted ones alone', () => {
  const unlisted = ['DOCUMENT_NOT_TRUSTED', { hash: hashOf(other) }];
  expect(refusalOf(() => documentSent({ query: other }, trusted, 'app'))).toEqual(unlisted);
  expect(refusalOf(() => documentSent({ query: `${text} ` }, trusted, 'app'))).toEqual([
    'DOCUMENT_NOT_TRUSTED',
    { hash: hashOf(`${text} `) },
  ]);
  // A hash beside a text of its own is no way round it.
  expect(refusalOf(() => documentSent({ query: other, documentId: hash }, trusted, 'app'))).toEqual(unlisted);
  expect(documentSent({ query: other }, trusted, 'analyst')).toBe(other);
});

test('a hash that is not listed is refused, whoever asks', () => {
  for (const role of ['app', 'admin'] as const)
    expect(refusalOf(() => documentSent({ documentId: 'x'.repeat(1_000) }, trusted, role))).toEqual([
      'DOCUMENT_NOT_TRUSTED',
      { hash: 'x'.repeat(200) },
    ]);
});

test('without a manifest a text is what it is, and a hash is nothing', () => {
  expect(documentSent({ query: other }, null, 'app')).toBe(other);
  expect(documentSent({ documentId: hash }, null, 'app')).toBeUndefined();
  expect(documentSent({}, trusted, 'app')).toBeUndefined();
});
