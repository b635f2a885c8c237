// The reliability table, a row for each promise. What makes a row long is named here; in `npm test` the same suites are short.
import type { Check } from './check';

export const faultChecks: readonly Check[] = [
  {
    name: 'kills',
    check: 'SIGKILL of loader, server, scorer, PostgreSQL while rows are written; same again, reconcile',
    goal: '50 kills each: 0 rows lost, 0 doubled, 0 half-visible loads',
    paths: ['test/load/kill', 'test/load/ingest/kill', 'test/customer/scoring/kill', 'test/trust/faults/kill-postgres'],
    long: { KILLS: '50' },
  },
  {
    name: 'histories',
    check: 'same rows re-sent, reordered, split, concurrently, retried after an unknown commit',
    goal: 'same table checksum over 200 random histories',
    paths: ['test/trust/faults/same-rows'],
    long: { RANDOM_HISTORIES: '200' },
  },
  {
    name: 'balance',
    check: 'read = inserted + updated + unchanged + quarantined + filtered (+ deleted)',
    goal: 'every load in every test, and the database refuses any other',
    paths: ['test/load/idempotence', 'test/load/quarantine', 'test/load/bulk', 'test/warehouse/schema'],
  },
  {
    name: 'dirty-files',
    check: 'dirty files: csv-spectrum and 30 defect classes',
    goal: 'every good row in, every bad row in quarantine with line and reason',
    paths: ['test/trust/faults/dirty-files', 'test/load/read/readers', 'test/load/quarantine'],
  },
  {
    name: 'arrival',
    check: 'any arrival order of versions, early and late facts',
    goal: 'same final facts, same as-of answers',
    paths: ['test/trust/faults/arrival-order'],
    long: { ARRIVAL_ORDERS: '100' },
  },
  {
    name: 'network',
    check: 'eight faults of the network between server and PostgreSQL',
    goal: 'process up, each answer right or an error with a code, within 45 s; as before afterwards',
    paths: ['test/trust/faults/network'],
    long: { FAULT_ROUNDS: '5' },
  },
  {
    name: 'outage',
    check: 'PostgreSQL away for 60 s while serving',
    goal: 'process stays up, readiness flips within 5 s both ways',
    paths: ['test/trust/faults/outage'],
    long: { OUTAGE_SECONDS: '60' },
  },
  {
    name: 'overload',
    check: '10x overload for 60 s',
    goal: 'only 429/503 with Retry-After beyond capacity, memory bounded, normal within 10 s',
    paths: ['test/trust/faults/overload'],
    long: { OVERLOAD_SECONDS: '60' },
  },
  {
    name: 'drain',
    check: 'SIGTERM under load, 100 times',
    goal: '0 cut answers, exit 0 within 10 s',
    paths: ['test/trust/faults/drain'],
    long: { DRAINS: '100' },
  },
  {
    name: 'mixed',
    check: 'ten minutes of mixed load: questions, look-ups, 50 events a second, judging',
    goal: '0 requests failed; memory and latency of the last tenth at most 1.5 x and 2 x those of the first',
    paths: ['test/trust/faults/mixed-load'],
    long: { MIXED_SECONDS: '600' },
  },
];
