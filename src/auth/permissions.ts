// What there is to be allowed, and which role is: the one table of access. Whatever is not granted here is denied.
import { type Role, roles } from '../model/roles';

type Granted = { readonly means: string; readonly to: readonly Role[] };

const table = {
  metrics: {
    means: 'measured values of any slice: metrics, tables, funnels, cohorts, transitions, members of dimensions',
    to: ['admin', 'analyst', 'bi', 'app'],
  },
  customers: {
    means: 'single customers: attributes, judgements, timeline, the dimension CUSTOMER, and who is in a segment',
    to: ['admin', 'analyst', 'app'],
  },
  names: { means: 'names of customers, as fields, as labels, as what a search finds', to: ['admin', 'app'] },
  contacts: {
    means: 'e-mail addresses, phone numbers and birth dates; age bands of single customers, which tell a birthday',
    to: ['admin', 'app'],
  },
  freeText: {
    means:
      'what people wrote of single customers: summaries of the timeline; topics, outcomes and reasons beside CUSTOMER',
    to: ['admin', 'app'],
  },
  spend: { means: 'what was spent, and metrics made of it', to: ['admin', 'analyst', 'bi'] },
  targets: { means: 'targets, and how far they are met', to: ['admin', 'analyst', 'bi'] },
  agents: { means: 'agents, teams and departments, and metrics of them', to: ['admin', 'analyst', 'bi'] },
  explain: { means: 'how an answer was measured: plan and SQL', to: ['admin', 'analyst'] },
  models: { means: 'fits of the models behind judgements', to: ['admin', 'analyst'] },
  segments: { means: 'saved segments and their conditions', to: ['admin', 'analyst', 'bi', 'app'] },
  saveSegments: { means: 'to save and delete segments', to: ['admin', 'analyst'] },
  setTargets: { means: 'to set and delete targets', to: ['admin', 'analyst'] },
  ingest: { means: 'to send and delete rows, and to merge customers', to: ['admin', 'service'] },
  watch: { means: 'counters and times of the server itself', to: ['admin', 'service'] },
  erase: { means: 'to erase a customer for good', to: ['admin'] },
} as const satisfies Readonly<Record<string, Granted>>;

export type Permission = keyof typeof table;

export const permissions: Readonly<Record<Permission, Granted>> = table;

export const permissionNames = Object.keys(table) as readonly Permission[];

const granted: ReadonlyMap<Role, ReadonlySet<string>> = new Map(
  roles.map((role) => [role, new Set(permissionNames.filter((name) => permissions[name].to.includes(role)))]),
);

export const isGranted = (role: Role, permission: Permission): boolean => granted.get(role)!.has(permission);
