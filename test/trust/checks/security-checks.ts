// The security table, a row for each promise, measured by the tests that hold it.
import type { Check } from './check';

export const securityChecks: readonly Check[] = [
  {
    name: 'http-audits',
    check: 'GraphQL over HTTP audits (`graphql-http`, 61) against the real app, authentication and CSRF prevention on',
    goal: '61 of 61',
    paths: ['test/server/http/audits'],
  },
  {
    name: 'graphql-cop',
    check: "graphql-cop's 13 checks",
    goal: '0 findings, anonymous and per role',
    paths: ['test/server/http/graphql-cop'],
  },
  {
    name: 'hostile-documents',
    check: '40 hostile documents',
    goal: '0 executed, each a 4xx JSON answer, no schema names in it (that it comes within 50 ms is not measured here)',
    paths: ['test/graphql/documents/.*(refused|hostile)'],
  },
  {
    name: 'legitimate-documents',
    check: '40 legitimate BI, app and analyst documents',
    goal: '0 rejected',
    paths: ['test/graphql/documents/.*(answered|legitimate)'],
  },
  {
    name: 'role-matrix',
    check: 'every role x every field, generated from the schema',
    goal: '0 allowed that the table denies; a new field without a rule fails',
    paths: ['test/auth/matrix'],
  },
  {
    name: 'row-scope',
    check:
      "row scope: the answer under S = an admin's with the filter S; judgements apart, an admin's on a database of S alone",
    goal: '1,000 random questions, 0 mismatches, on both engines and through the cache',
    paths: ['test/query/(row-scope|random-scopes)'],
    long: { SCOPE_QUESTIONS: '1000' },
  },
  {
    name: 'keys-and-tokens',
    check:
      'API keys and JWTs: none, wrong, expired, revoked, tampered, wrong algorithm, issuer, audience, unknown kid, duplicate header, ...',
    goal: '0 accepted',
    paths: ['test/auth/(?!matrix)'],
  },
  {
    name: 'naughty-strings',
    check: 'the big list of naughty strings in every argument and every cell',
    goal: '0 SQL errors, 0 5xx, stored = sent',
    paths: ['test/graphql/naughty-strings', 'test/graphql/every-text', 'test/query/injection'],
    long: { NAUGHTY_STRINGS: '20' },
  },
  {
    name: 'induced-faults',
    check: 'induced faults',
    goal: 'no SQL, table, path or value in any answer; a request id in each, found in the log',
    paths: ['test/trust/security/induced-faults'],
  },
  {
    name: 'personal-data',
    check: 'personal data',
    goal: 'by role and field, never in logs, errors, metrics labels or cache keys; small groups can be suppressed',
    paths: [
      'test/auth/matrix',
      'test/server/log\\.test',
      'test/server/metrics\\.test',
      'test/query/.*suppress',
      'test/graphql/small-groups',
    ],
    long: { SUPPRESSION_QUESTIONS: '1000' },
  },
  {
    name: 'no-strangers',
    check: 'non-loopback host without authentication configured',
    goal: 'refuses to start, saying what to set',
    paths: ['test/config\\.test'],
  },
  {
    name: 'playground',
    check: 'playground with the network cut',
    goal: '0 requests off origin, under a strict CSP',
    paths: ['test/explorer/'],
  },
];
