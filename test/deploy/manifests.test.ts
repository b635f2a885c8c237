// The image, the compose file and the manifests under docs/deploy are held to what can be held to without building them: their
// syntax, what must stand in them, that they fit each other, and that every variable is a setting.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validate } from 'dockerfile-utils';
import { parseAllDocuments } from 'yaml';
import { settings } from '../../src/config/config';

const folder = join(__dirname, '../../docs/deploy');
const textOf = (file: string): string => readFileSync(join(folder, file), 'utf8');

// biome-ignore lint/suspicious/noExplicitAny: documents are read by the names that a test expects in them
type Document = any;

/** Every document of a file; a key that stands twice, or a tab, is an error. */
function documentsOf(file: string): readonly Document[] {
  return parseAllDocuments(textOf(file), { strict: true, uniqueKeys: true }).map((each) => {
    expect([...each.errors, ...each.warnings]).toEqual([]);
    return each.toJS();
  });
}

const variables: ReadonlySet<string> = new Set([
  ...Object.values(settings).map(({ variable }) => variable),
  'NODE_ENV',
]);

/** Of groups of settings that are not in every build of the sources. */
const elsewhere = ['ERASURE_JOURNAL'];
const unknownIn = (names: readonly string[]): readonly string[] =>
  names.filter((name) => !variables.has(name) && !elsewhere.includes(name));

const passwords = /postgres(ql)?:\/\/|password[ \t]*[:=][ \t]*[^\s/]|secret[ \t]*=|BEGIN [A-Z ]*KEY/i;

test('nothing under docs/deploy holds a secret', () => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /file$|\.ya?ml$/i.test(name),
  );
  expect(files.length).toBeGreaterThan(4);
  expect(files.filter((file) => passwords.test(textOf(file)))).toEqual([]);
});

describe('the Dockerfile', () => {
  const text = textOf('Dockerfile');
  const lines = text.split('\n');
  const last = text.slice(text.lastIndexOf('\nFROM '));

  test('is one without a mistake', () => {
    expect(validate(text)).toEqual([]);
  });

  test('runs in two stages, as nobody special, with a check of its health', () => {
    const stages = lines.filter((line) => line.startsWith('FROM '));
    expect(stages.map((line) => line.replace(/^FROM \S+/, '').trim())).toEqual(['AS build', '']);
    expect(last).toMatch(/^USER 1000:1000$/m);
    expect(last).toMatch(/^HEALTHCHECK /m);
    expect(last).toMatch(/^CMD \["node", .*"dist\/src\/main\.js"\]$/m);
    expect(last.indexOf('USER 1000')).toBeLessThan(last.indexOf('\nCMD '));
  });

  test('takes from the first stage what runs, and nothing that builds', () => {
    expect(text).toMatch(/npm ci --ignore-scripts/);
    expect(text).toMatch(/npm prune --omit=dev/);
    const copied = lines.filter((line) => line.startsWith('COPY --from=build'));
    expect(copied).toHaveLength(5);
    for (const line of copied)
      expect(line).toMatch(/\/build\/(package\.json|node_modules|dist\/(src|migrations)|src\/load\/mappings) /);
  });

  test('states settings that there are', () => {
    const stated = [...last.matchAll(/^(?:ENV| {3}) ([A-Z_]+)=/gm)].map(([, name]) => name!);
    expect(stated).toContain('HOST');
    expect(unknownIn(stated)).toEqual([]);
  });

  test('leaves out of its context what is not to be in an image', () => {
    const left = textOf('Dockerfile.dockerignore').split('\n');
    for (const each of ['.git', '.data', 'node_modules', 'dist', '**/secrets', '**/.env*'])
      expect(left).toContain(each);
  });
});

describe('the compose file', () => {
  const [compose] = documentsOf('compose.yaml');

  test('has a server that can do little, on this machine alone', () => {
    const { astrolabe } = compose.services;
    expect(astrolabe).toMatchObject({
      build: { context: '../..', dockerfile: 'docs/deploy/Dockerfile' },
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      tmpfs: ['/tmp'],
      ports: ['127.0.0.1:4000:4000'],
      depends_on: { database: { condition: 'service_healthy' } },
    });
    expect(unknownIn(Object.keys(astrolabe.environment))).toEqual([]);
  });

  test('keeps its secrets in files, and its database where nobody else is', () => {
    expect(Object.values(compose.secrets)).toEqual([
      { file: './secrets/database-url' },
      { file: './secrets/database-password' },
    ]);
    const { database } = compose.services;
    expect([database.networks, database.ports, compose.networks.inside]).toEqual([
      ['inside'],
      undefined,
      { internal: true },
    ]);
    expect(database.healthcheck.test).toContain('pg_isready');
  });

  test('names no service, secret, volume or network that it does not have', () => {
    for (const service of Object.values<Document>(compose.services)) {
      for (const secret of service.secrets ?? []) expect(Object.keys(compose.secrets)).toContain(secret);
      for (const network of service.networks ?? []) expect(Object.keys(compose.networks)).toContain(network);
      for (const volume of service.volumes ?? []) expect(Object.keys(compose.volumes)).toContain(volume.split(':')[0]);
      for (const other of Object.keys(service.depends_on ?? {})) expect(Object.keys(compose.services)).toContain(other);
    }
  });
});

describe('the manifests of Kubernetes', () => {
  const all = readdirSync(join(folder, 'kubernetes')).flatMap((file) => documentsOf(`kubernetes/${file}`));
  const one = (kind: string): Document => all.find((each) => each.kind === kind);
  const [deployment, cron, service, budget, policy] = [
    'Deployment',
    'CronJob',
    'Service',
    'PodDisruptionBudget',
    'NetworkPolicy',
  ].map(one);
  const pods = [deployment.spec.template, cron.spec.jobTemplate.spec.template];

  const versions: Readonly<Record<string, string>> = {
    Deployment: 'apps/v1',
    Service: 'v1',
    PersistentVolumeClaim: 'v1',
    PodDisruptionBudget: 'policy/v1',
    NetworkPolicy: 'networking.k8s.io/v1',
    CronJob: 'batch/v1',
  };

  test('are of kinds and versions that there are, each with a name', () => {
    expect(new Set(all.map(({ kind }) => kind))).toEqual(new Set(Object.keys(versions)));
    for (const { apiVersion, kind, metadata, ...rest } of all) {
      expect([kind, apiVersion]).toEqual([kind, versions[kind]]);
      expect(metadata.name).toMatch(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/);
      expect(Object.keys(rest)).toEqual(['spec']);
    }
  });

  test('run as nobody special, on a file system that cannot be written, within bounds', () => {
    for (const { spec } of pods) {
      expect(spec).toMatchObject({
        automountServiceAccountToken: false,
        securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
      });
      for (const { securityContext, resources, volumeMounts } of spec.containers) {
        expect(securityContext).toEqual({
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        });
        for (const quantity of [resources.requests.memory, resources.limits.memory])
          expect(quantity).toMatch(/^\d+[MG]i$/);
        expect(resources.requests.cpu).toMatch(/^\d+m?$/);
        const names = spec.volumes.map(({ name }: Document) => name);
        for (const mount of volumeMounts) expect(names).toContain(mount.name);
      }
    }
  });

  test('state settings that there are, and secrets as files alone', () => {
    for (const { spec } of pods)
      for (const { env } of spec.containers) {
        expect(unknownIn(env.map(({ name }: Document) => name))).toEqual([]);
        expect(env.filter(({ value }: Document) => typeof value !== 'string')).toEqual([]);
        expect(env).toContainEqual({ name: 'DATABASE_URL_FILE', value: '/run/secrets/astrolabe/database-url' });
      }
  });

  test('ask whether a server lives and is ready, by a name that it is called by', () => {
    const [container] = deployment.spec.template.spec.containers;
    const probes = [container.startupProbe, container.livenessProbe, container.readinessProbe];
    expect(probes.map(({ httpGet }) => httpGet.path)).toEqual(['/livez', '/livez', '/readyz']);
    for (const { httpGet } of probes) {
      expect(httpGet.httpHeaders).toEqual([{ name: 'Host', value: 'localhost' }]);
      expect(container.ports.map(({ name }: Document) => name)).toContain(httpGet.port);
    }
    // Five seconds of pause, and ten for a stop.
    expect(deployment.spec.template.spec.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(15 + 5);
  });

  test('select the pods that they are for, and no others', () => {
    const labels = deployment.spec.template.metadata.labels;
    expect(deployment.spec.selector.matchLabels).toEqual(labels);
    expect(service.spec.selector).toEqual(labels);
    expect(budget.spec.selector.matchLabels).toEqual(labels);
    expect(budget.spec.minAvailable).toBeLessThan(deployment.spec.replicas);
    const [{ key, operator, values }] = policy.spec.podSelector.matchExpressions;
    expect([operator, values]).toEqual(['In', pods.map(({ metadata }) => metadata.labels[key])]);
    expect(policy.spec.policyTypes).toEqual(['Ingress', 'Egress']);
  });

  test('have a claim for each volume that outlives a pod, and run the command that there is', () => {
    const claimed = pods.flatMap(({ spec }) =>
      spec.volumes.flatMap(({ persistentVolumeClaim }: Document) => persistentVolumeClaim?.claimName ?? []),
    );
    const claims = all.filter(({ kind }) => kind === 'PersistentVolumeClaim').map(({ metadata }) => metadata.name);
    expect(claims.sort()).toEqual(claimed.sort());
    expect(cron.spec).toMatchObject({ schedule: '15 2 * * *', concurrencyPolicy: 'Forbid' });
    expect(cron.spec.jobTemplate.spec.template.spec.restartPolicy).toBe('Never');
    expect(pods[1].spec.containers[0].command.join(' ')).toContain('exec node dist/src/cli.js backup ');
  });
});
