import { availableParallelism, totalmem } from 'node:os';
import { readConfig } from '../src/config/config';
import { UserError } from '../src/errors';

const problemsOf = (env: NodeJS.ProcessEnv): readonly string[] => {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof UserError && error.code === 'INVALID_CONFIGURATION') {
      return (error as UserError<'INVALID_CONFIGURATION'>).parameters.problems;
    }
    throw error;
  }
  return [];
};

const everyRole = (limit: number) => ({ admin: limit, analyst: limit, bi: limit, app: limit, service: limit });

const usualLimits = {
  mostTokens: everyRole(20_000),
  mostDepth: everyRole(20),
  mostFields: everyRole(10_000),
  mostAliases: everyRole(900),
  mostRepeats: everyRole(50),
  mostRootFields: everyRole(50),
  mostDirectives: everyRole(200),
  mostFragments: everyRole(200),
  mostCells: { ...everyRole(2_000_000), app: 200_000 },
  mostBytes: { ...everyRole(64_000_000), app: 8_000_000 },
  mostCost: { ...everyRole(5_000), app: 1_000 },
  trustedDocuments: null,
  trustedDocumentsFor: ['app'],
};
const limitVariables = 'TOKENS DEPTH FIELDS ALIASES REPEATS ROOT_FIELDS DIRECTIVES FRAGMENTS CELLS BYTES COST'.split(
  ' ',
);

describe('the configuration', () => {
  test.each([
    ['700', { ...everyRole(700) }],
    ['700, app = 9', { ...everyRole(700), app: 9 }],
    ['app=9,BI=10', { ...everyRole(900), app: 9, bi: 10 }],
  ])('a limit may differ by role: %s', (text, limits) => {
    expect(readConfig({ LIMIT_ALIASES: text }).mostAliases).toEqual(limits);
  });

  test.each(['0', 'many', '5,6', 'guest=5', '5,app', '5,app=0', '-1', '1.5', '5,,app=1'])(
    'refuses LIMIT_ALIASES=%s',
    (text) => {
      expect(problemsOf({ LIMIT_ALIASES: text })).toEqual([
        `LIMIT_ALIASES=${text} must be a whole number from 1 to 999999999, or numbers by role (admin, analyst, bi, app, service) such as 500,app=100`,
      ]);
    },
  );

  test('roles of trusted documents are listed', () => {
    expect(readConfig({ TRUSTED_DOCUMENTS_FOR: 'app, BI' }).trustedDocumentsFor).toEqual(['app', 'bi']);
    expect(problemsOf({ TRUSTED_DOCUMENTS_FOR: 'guest' })).toEqual([
      'TRUSTED_DOCUMENTS_FOR=guest must be roles separated by commas, of admin, analyst, bi, app, service',
    ]);
  });

  test('has a default for everything', () => {
    expect(readConfig({})).toEqual({
      port: 4000,
      host: '127.0.0.1',
      dataDir: '.data',
      databaseUrl: null,
      databaseUrlFile: null,
      sample: true,
      engine: 'columnar',
      columnarThreads: availableParallelism(),
      columnarMemoryMegabytes: expect.any(Number),
      columnarSpillFolder: null,
      resultCacheMegabytes: 64,
      statementTimeoutSeconds: 60,
      ...usualLimits,
      lockTimeoutSeconds: 20,
      idleTransactionTimeoutSeconds: 300,
      columnarSpillMegabytes: 10_240,
      concurrentQuestions: Math.min(8, Math.max(4, 2 * availableParallelism())),
      queuedQuestions: 100,
      queueSeconds: 8,
      ratePerMinute: { admin: 3_000, analyst: 1_200, bi: 3_000, app: 6_000, service: 6_000 },
      allowedHosts: [],
      behindTls: false,
      httpEdition: 'draft',
      timeZone: 'UTC',
      currency: 'CNY',
      weekStart: 'MONDAY',
      fiscalYearStartMonth: 1,
      lostAfterDays: 180,
      dormantAfterDays: 90,
      slaSeconds: 3600,
      debug: false,
      logLevel: 'warn',
      metricsPort: null,
      metricsHost: '127.0.0.1',
      tracing: false,
      otlpEndpoint: 'http://localhost:4318',
      erasureJournal: '.data/erasures.ndjson',
      quarantineRetentionDays: 90,
      asOf: null,
      judgementRules: null,
      authentication: 'none',
      jwtKeysUrl: null,
      jwtKeysFile: null,
      jwtIssuer: null,
      jwtAudience: [],
      jwtAlgorithms: ['RS256', 'PS256', 'ES256', 'EdDSA', 'Ed25519'],
      jwtSubjectClaim: 'sub',
      jwtRoleClaim: 'roles',
      jwtRoles: [],
      jwtScopeClaim: null,
      suppressBelowCustomers: 0,
      corsOrigins: [],
      stated: [],
    });
  });

  test('takes every variable of the environment', () => {
    expect(
      readConfig({
        PORT: '0',
        HOST: '::1',
        DATA_DIR: '/data',
        DATABASE_URL: 'postgresql://u:p@db/astrolabe',
        SAMPLE: 'ON',
        ENGINE: 'postgres',
        COLUMNAR_THREADS: '3',
        COLUMNAR_MEMORY_MB: '1024',
        COLUMNAR_SPILL_DIR: '/spill',
        RESULT_CACHE_MB: '0',
        STATEMENT_TIMEOUT_SECONDS: '5',
        ...Object.fromEntries(limitVariables.map((name) => [`LIMIT_${name}`, '7'])),
        TRUSTED_DOCUMENTS: 'trusted.json',
        TRUSTED_DOCUMENTS_FOR: 'bi',
        LOCK_TIMEOUT_SECONDS: '6',
        IDLE_TRANSACTION_TIMEOUT_SECONDS: '7',
        COLUMNAR_SPILL_MB: '8',
        CONCURRENT_QUESTIONS: '9',
        QUEUED_QUESTIONS: '0',
        QUEUE_SECONDS: '10',
        RATE_PER_MINUTE: 'bi=600, app = 0',
        ALLOWED_HOSTS: 'BI.example.com, reports.example.com:8443',
        BEHIND_TLS: 'on',
        HTTP_EDITION: '2026-09',
        TIME_ZONE: 'Asia/Shanghai',
        CURRENCY: 'eur',
        WEEK_START: 'sunday',
        FISCAL_YEAR_START_MONTH: '4',
        LOST_AFTER_DAYS: '365',
        DORMANT_AFTER_DAYS: '30',
        SLA_SECONDS: '60',
        ASTROLABE_DEBUG: '1',
        LOG_LEVEL: 'info',
        METRICS_PORT: '9464',
        METRICS_HOST: '0.0.0.0',
        OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318',
        ERASURE_JOURNAL: '/kept/erased.ndjson',
        QUARANTINE_RETENTION_DAYS: '0',
        AS_OF: '2025-03-31T18:20:00.123456+08:00',
        JUDGEMENT_RULES: 'judgements.json',
        AUTHENTICATION: 'both',
        JWT_JWKS_URL: 'https://login.example.com/jwks',
        JWT_ISSUER: 'https://login.example.com/',
        JWT_AUDIENCE: 'astrolabe, https://crm.example.com',
        JWT_ALGORITHMS: 'es256,EdDSA',
        JWT_SUBJECT_CLAIM: 'email',
        JWT_ROLE_CLAIM: 'realm_access.roles',
        JWT_ROLES: 'crm-admins=admin, group=eu=analyst',
        JWT_SCOPE_CLAIM: 'customers',
        SUPPRESS_BELOW_CUSTOMERS: '5',
        CORS_ORIGINS: 'https://CRM.example.com, http://localhost:5173',
      }),
    ).toEqual({
      port: 0,
      host: '::1',
      dataDir: '/data',
      databaseUrl: 'postgresql://u:p@db/astrolabe',
      databaseUrlFile: null,
      sample: true,
      engine: 'postgres',
      columnarThreads: 3,
      columnarMemoryMegabytes: 1024,
      columnarSpillFolder: '/spill',
      resultCacheMegabytes: 0,
      statementTimeoutSeconds: 5,
      ...Object.fromEntries(
        Object.keys(usualLimits)
          .filter((name) => name.startsWith('most'))
          .map((name) => [name, everyRole(7)]),
      ),
      trustedDocuments: 'trusted.json',
      trustedDocumentsFor: ['bi'],
      lockTimeoutSeconds: 6,
      idleTransactionTimeoutSeconds: 7,
      columnarSpillMegabytes: 8,
      concurrentQuestions: 9,
      queuedQuestions: 0,
      queueSeconds: 10,
      ratePerMinute: { admin: 3_000, analyst: 1_200, bi: 600, app: 0, service: 6_000 },
      allowedHosts: ['bi.example.com', 'reports.example.com:8443'],
      behindTls: true,
      httpEdition: '2026-09',
      timeZone: 'Asia/Shanghai',
      currency: 'EUR',
      weekStart: 'SUNDAY',
      fiscalYearStartMonth: 4,
      lostAfterDays: 365,
      dormantAfterDays: 30,
      slaSeconds: 60,
      debug: true,
      logLevel: 'info',
      metricsPort: 9464,
      metricsHost: '0.0.0.0',
      tracing: true,
      otlpEndpoint: 'http://collector:4318',
      erasureJournal: '/kept/erased.ndjson',
      quarantineRetentionDays: 0,
      asOf: '2025-03-31T10:20:00.123456Z',
      judgementRules: 'judgements.json',
      authentication: 'both',
      jwtKeysUrl: 'https://login.example.com/jwks',
      jwtKeysFile: null,
      jwtIssuer: 'https://login.example.com/',
      jwtAudience: ['astrolabe', 'https://crm.example.com'],
      jwtAlgorithms: ['ES256', 'EdDSA'],
      jwtSubjectClaim: 'email',
      jwtRoleClaim: 'realm_access.roles',
      jwtRoles: [
        { claimed: 'crm-admins', role: 'admin' },
        { claimed: 'group=eu', role: 'analyst' },
      ],
      jwtScopeClaim: 'customers',
      suppressBelowCustomers: 5,
      corsOrigins: ['https://crm.example.com', 'http://localhost:5173'],
      stated: ['timeZone', 'currency', 'lostAfterDays', 'dormantAfterDays'],
    });
  });

  test('has no sample company in a database of DATABASE_URL unless asked', () => {
    expect(readConfig({ DATABASE_URL: 'postgres://localhost/crm' }).sample).toBe(false);
    expect(readConfig({ SAMPLE: 'off' }).sample).toBe(false);
  });

  test('treats an empty variable as unset', () => {
    expect(readConfig({ PORT: '', TIME_ZONE: ' ', AS_OF: '' })).toEqual(readConfig({}));
  });

  test('is frozen', () => {
    const config = readConfig({ TIME_ZONE: 'UTC' });
    expect(Object.isFrozen(config) && Object.isFrozen(config.stated)).toBe(true);
  });

  test.each([
    ['PORT', '65536', 'PORT=65536 must be a whole number from 0 to 65535'],
    ['PORT', '-1', 'PORT=-1 must be a whole number from 0 to 65535'],
    ['PORT', '4000.0', 'PORT=4000.0 must be a whole number from 0 to 65535'],
    ['ASTROLABE_DEBUG', 'yes', 'ASTROLABE_DEBUG=yes must be one of 1, 0'],
    ['SAMPLE', 'yes', 'SAMPLE=yes must be one of on, off'],
    ['ENGINE', 'duckdb', 'ENGINE=duckdb must be one of columnar, postgres'],
    ['COLUMNAR_MEMORY_MB', '64', 'COLUMNAR_MEMORY_MB=64 must be a whole number from 128 to 16777216'],
    ['COLUMNAR_THREADS', '0', 'COLUMNAR_THREADS=0 must be a whole number from 1 to 256'],
    ['LOCK_TIMEOUT_SECONDS', '0', 'LOCK_TIMEOUT_SECONDS=0 must be a whole number from 1 to 86400'],
    ['CONCURRENT_QUESTIONS', '0', 'CONCURRENT_QUESTIONS=0 must be a whole number from 1 to 1000'],
    [
      'RATE_PER_MINUTE',
      'boss=1',
      'RATE_PER_MINUTE=boss=1 must be a whole number from 0 to 999999999, or numbers by role (admin, analyst, bi, app, service) such as 500,app=100',
    ],
    [
      'ALLOWED_HOSTS',
      'https://bi.example.com',
      'ALLOWED_HOSTS=https://bi.example.com must be names of hosts, separated by commas, such as bi.example.com or bi.example.com:8443',
    ],
    ['HTTP_EDITION', 'latest', 'HTTP_EDITION=latest must be one of draft, 2026-09'],
    ['STATEMENT_TIMEOUT_SECONDS', '0', 'STATEMENT_TIMEOUT_SECONDS=0 must be a whole number from 1 to 86400'],
    [
      'TIME_ZONE',
      'Mars/Olympus',
      'TIME_ZONE=Mars/Olympus must be an IANA time zone such as Asia/Shanghai, Europe/Berlin or UTC',
    ],
    ['TIME_ZONE', '+08:00', 'TIME_ZONE=+08:00 must be an IANA time zone such as Asia/Shanghai, Europe/Berlin or UTC'],
    ['CURRENCY', 'RMB', 'CURRENCY=RMB must be an ISO 4217 currency code such as CNY, EUR or USD'],
    ['WEEK_START', 'TUESDAY', 'WEEK_START=TUESDAY must be one of MONDAY, SUNDAY, SATURDAY'],
    ['FISCAL_YEAR_START_MONTH', '13', 'FISCAL_YEAR_START_MONTH=13 must be a whole number from 1 to 12'],
    ['LOST_AFTER_DAYS', '0', 'LOST_AFTER_DAYS=0 must be a whole number from 1 to 36500'],
    ['DORMANT_AFTER_DAYS', '-5', 'DORMANT_AFTER_DAYS=-5 must be a whole number from 1 to 36500'],
    ['SLA_SECONDS', '1h', 'SLA_SECONDS=1h must be a whole number from 1 to 999999999'],
  ])('refuses %s=%s', (name, value, problem) => {
    expect(problemsOf({ [name]: value })).toEqual([problem]);
  });

  test.each([
    '*',
    'crm.example.com',
    'https://crm.example.com/',
    'https://a.example, ftp://b.example',
    'https://a.example,',
  ])('refuses CORS_ORIGINS=%s', (value) => {
    expect(problemsOf({ CORS_ORIGINS: value })).toEqual([
      `CORS_ORIGINS=${value} must be origins without a path, separated by commas, such as https://crm.example.com`,
    ]);
  });

  test.each(['2025-03-31', '2025-03-31T18:00:00', '2025-02-30T00:00:00Z', 'now'])('refuses AS_OF=%s', (value) => {
    expect(problemsOf({ AS_OF: value })).toEqual([
      `AS_OF=${value} must be an instant with its offset such as 2025-03-31T18:00:00Z or 2025-03-31T18:00:00+08:00`,
    ]);
  });

  test.each(['0.0.0.0', '::', '192.168.1.2', 'example.com', '127.evil.example'])(
    'refuses the host %s, which other machines reach, without authentication',
    (host) => {
      expect(problemsOf({ HOST: host })).toEqual([
        `HOST=${host} would serve other machines without authentication: set AUTHENTICATION=keys (or tokens, or both; docs/access.md), or leave HOST at a loopback address (127.0.0.1, ::1 or localhost)`,
      ]);
      expect(readConfig({ HOST: host, AUTHENTICATION: 'keys' }).host).toBe(host);
    },
  );

  test.each(['127.0.0.300', '1.2.3', 'crm example', 'http://crm', '-', '*', 'a..b'])(
    'refuses the host %s, which is none',
    (host) => {
      expect(problemsOf({ HOST: host, AUTHENTICATION: 'keys' })).toEqual([
        `HOST=${host} must be an address or a name of this machine, such as 127.0.0.1 or 0.0.0.0`,
      ]);
    },
  );

  const tokens = {
    AUTHENTICATION: 'tokens',
    JWT_JWKS_FILE: 'keys.json',
    JWT_ISSUER: 'https://login.example.com/',
    JWT_AUDIENCE: 'astrolabe',
    JWT_ROLES: 'crm-admins=admin',
  };

  test.each([
    [{ AUTHENTICATION: 'on' }, 'AUTHENTICATION=on must be one of none, keys, tokens, both'],
    [
      { ...tokens, JWT_JWKS_FILE: '' },
      'AUTHENTICATION=tokens needs one of JWT_JWKS_URL and JWT_JWKS_FILE, and not both',
    ],
    [
      { ...tokens, JWT_JWKS_URL: 'https://login.example.com/jwks' },
      'AUTHENTICATION=tokens needs one of JWT_JWKS_URL and JWT_JWKS_FILE, and not both',
    ],
    [{ ...tokens, JWT_ISSUER: '' }, 'AUTHENTICATION=tokens needs JWT_ISSUER'],
    [{ ...tokens, JWT_AUDIENCE: '' }, 'AUTHENTICATION=tokens needs JWT_AUDIENCE'],
    [{ ...tokens, JWT_ROLES: '' }, 'AUTHENTICATION=tokens needs JWT_ROLES'],
    [
      { ...tokens, AUTHENTICATION: 'keys' },
      'JWT_JWKS_FILE, JWT_ISSUER, JWT_AUDIENCE, JWT_ROLES would count for nothing with AUTHENTICATION=keys: set AUTHENTICATION=tokens or both',
    ],
    [{ ...tokens, JWT_AUDIENCE: 'a,,b' }, 'JWT_AUDIENCE=a,,b must not have an empty place between commas'],
  ])('refuses access that is not whole: %j', (env, problem) => {
    expect(problemsOf(env)).toContain(problem);
  });

  test.each(['none', 'HS256', 'RS256,HS512', 'RSA-OAEP'])(
    'refuses the algorithm %s, by which whoever checks a token could make one or nobody need',
    (algorithms) => {
      expect(problemsOf({ ...tokens, JWT_ALGORITHMS: algorithms })).toEqual([
        `JWT_ALGORITHMS=${algorithms} must be one of RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512, EdDSA, Ed25519`,
      ]);
    },
  );

  test.each([
    ['http://login.example.com/jwks', false],
    ['http://localhost.example.com/jwks', false],
    ['file:///etc/keys.json', false],
    ['login.example.com', false],
    ['https://login.example.com/jwks', true],
    ['http://localhost:8080/jwks', true],
    ['http://127.0.0.1:8080/jwks', true],
    ['http://[::1]:8080/jwks', true],
  ])('reads keys of tokens over a line that nobody changes: %s', (url, isTaken) => {
    const problems = problemsOf({ ...tokens, JWT_JWKS_FILE: '', JWT_JWKS_URL: url });
    expect(problems.some((each) => each.startsWith('JWT_JWKS_URL='))).toBe(!isTaken);
  });

  test.each(['admin', 'crm=owner', '=admin', 'a=admin,', 'a=Admin'])('refuses JWT_ROLES=%s', (value) => {
    expect(problemsOf({ ...tokens, JWT_ROLES: value })).toContain(
      `JWT_ROLES=${value} must be pairs such as crm-admins=admin,crm-analysts=analyst; the roles are admin, analyst, bi, app, service`,
    );
  });

  test.each(['127.0.0.1', '127.0.0.53', 'localhost', '::1'])('takes the loopback host %s', (host) => {
    expect(readConfig({ HOST: host }).host).toBe(host);
  });

  test('gives the columnar engine a quarter of the memory there is, and never less than it needs', () => {
    const { columnarMemoryMegabytes } = readConfig({});
    expect(columnarMemoryMegabytes).toBeGreaterThanOrEqual(128);
    expect(columnarMemoryMegabytes).toBeLessThanOrEqual(Math.max(128, totalmem() / 4 / 1_048_576));
  });

  test('lists every problem at once', () => {
    expect(problemsOf({ PORT: 'x', HOST: '0.0.0.0', CURRENCY: 'X', AS_OF: 'x', WEEK_START: 'x' })).toHaveLength(5);
  });

  test('never repeats a database URL, which may hold a password', () => {
    const problems = problemsOf({ DATABASE_URL: 'mysql://root:secret@db/x' });
    expect(problems).toEqual([
      'DATABASE_URL must be a PostgreSQL URL such as postgresql://user:password@localhost:5432/astrolabe',
    ]);
  });
});
