// A score run: every month-end that is due and the present, judged from one snapshot of the warehouse. One run at a time; what it
// judged becomes visible all at once, and a run that is killed leaves nothing.
//
//   digests of months -> due month-ends -> facts, read once for as many instants as fit memory -> judgements -> commit
import { Client } from 'pg';
import type { Temporal } from 'temporal-polyfill';
import { dataVersionOf, type WatermarkRow, watermarksOf, watermarksQuery } from '../../warehouse/change-feed';
import { sessionSettings } from '../../warehouse/connection';
import { databaseProblem } from '../../warehouse/database-problem';
import { endClient } from '../../warehouse/end-client';
import { endIfSilent } from '../../warehouse/silent-sessions';
import { awaitQuestions } from '../../warehouse/view-lock';
import type { Warehouse } from '../../warehouse/warehouse';
import { evidenceTable } from '../history/evidence-table';
import { atMonthEnd, atPresent, type JudgementInstant, lastMonthEnd } from '../history/judgement-instant';
import { judgeEverybody, type Standing } from '../judgements/judge';
import type { LeadHistory } from '../judgements/lead-score';
import { defaultRules, type Rules } from '../rules/rules';
import { isScoreDue } from './due';
import { dueMonths, rulesVersion, type StoredMonthEnd } from './due-months';
import { gatherEvidence, instantsAtOnce } from './gather-evidence';
import { monthDigests } from './month-digests';
import { enterJudgements, removeMonthEnds, storeInstant } from './store-judgements';

export type ScoreOptions = {
  /** The clock. */
  readonly now: Temporal.Instant;
  readonly rules?: Rules;
  /** Whether nothing is done where the judgements are true already. */
  readonly onlyIfDue?: boolean;
  readonly progress?: ScoreProgress;
  /** Interrupts the run: nothing of it stays. */
  readonly signal?: AbortSignal;
};

/** What a run tells while it goes on. */
export type ScoreProgress = {
  /** So many instants are to be judged. */
  readonly begin: (instants: number) => void;
  readonly judged: (monthEnd: string, customers: number) => void;
  readonly stop: () => void;
};

export const silent: ScoreProgress = { begin: () => undefined, judged: () => undefined, stop: () => undefined };

export type ScoreReport = {
  /** Month-ends judged anew, beside the present. */
  readonly monthEnds: number;
  /** Customers judged now. */
  readonly customers: number;
  /** Of which data the judgements are true. */
  readonly dataVersion: string;
};

const scoreLock = 4_702_111_238;

type Sessions = { readonly reading: Client; readonly writing: Client };

/** Null where it was only to be done if due, and was not. */
export async function score(warehouse: Warehouse, options: ScoreOptions): Promise<ScoreReport | null> {
  const { now, rules = defaultRules, progress = silent, signal } = options;
  return inSessions(warehouse, signal, async (sessions) => {
    const { reading, writing } = sessions;
    await writing.query('BEGIN');
    await writing.query('SELECT pg_advisory_xact_lock($1)', [scoreLock]);
    // Whoever had the lock before may have done it.
    if (options.onlyIfDue && !(await isScoreDue(writing, warehouse.settings, rules, now))) return null;
    await reading.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await reading.query(`SET LOCAL work_mem = '256MB'`);
    try {
      const report = await judgeDue(warehouse, sessions, now, rules, progress);
      if (warehouse.distributed) await awaitQuestions(writing);
      await writing.query('COMMIT');
      return report;
    } finally {
      progress.stop();
    }
  });
}

async function judgeDue(
  { settings }: Warehouse,
  { reading, writing }: Sessions,
  now: Temporal.Instant,
  rules: Rules,
  progress: ScoreProgress,
): Promise<ScoreReport> {
  const watermarks = watermarksOf((await reading.query<WatermarkRow>(watermarksQuery)).rows);
  const dataVersion = dataVersionOf(watermarks);
  const version = rulesVersion(rules, settings);
  const stored = await reading.query<StoredMonthEnd>(
    'SELECT month_end AS "monthEnd", rules_version AS "rulesVersion", digest FROM month_end',
  );
  const digests = await monthDigests(reading, settings.timeZone);
  const { due, obsolete } = dueMonths(digests, stored.rows, version, now, settings.timeZone);
  const present = atPresent(now, settings, rules);
  const instants = [...due.map(({ day }) => atMonthEnd(day, settings, rules)), present];
  const replaced = [...obsolete, ...instants.map(({ monthEnd }) => monthEnd)];
  await removeMonthEnds(writing, replaced);
  progress.begin(instants.length);
  const digestOf = new Map(due.map(({ day, digest }) => [day.toString(), digest]));
  const last = atMonthEnd(lastMonthEnd(now, settings.timeZone), settings, rules);
  const customers = await customersWithFacts(reading);
  let standing: Standing | null = null;
  let customersNow = 0;
  let leads: readonly LeadHistory[] | null = null;
  const batches = batchesOf(instants, last, instantsAtOnce(customers));
  const tables = Array.from(batches[0]!, () => evidenceTable(customers));
  for (const batch of batches) {
    const gathered = await gatherEvidence(reading, batch, tables, leads);
    leads = gathered.leads;
    for (const [index, instant] of batch.entries()) {
      const isPresent = instant === present;
      const judged = judgeEverybody(
        {
          instant,
          evidence: tables[index]!,
          leads,
          terms: gathered.terms[index]!,
          standing: isPresent ? standing : null,
        },
        settings.dormantAfterDays,
        rules,
      );
      standing = judged.standing;
      if (!instants.includes(instant)) continue;
      const origin = { dataVersion, rulesVersion: version, digest: digestOf.get(instant.monthEnd) ?? '' };
      const count = await storeInstant(writing, instant, judged, origin, settings.dormantAfterDays, rules);
      progress.judged(instant.monthEnd, count);
      if (isPresent) customersNow = count;
    }
  }
  const judgedVersion = await enterJudgements(writing, replaced, Number(dataVersion));
  return { monthEnds: due.length, customers: customersNow, dataVersion: String(judgedVersion) };
}

/** Instants read together. The present comes after the last month-end, whose models and base it uses. */
function batchesOf(
  instants: readonly JudgementInstant[],
  last: JudgementInstant,
  size: number,
): readonly (readonly JudgementInstant[])[] {
  const [monthEnds, present] = [instants.slice(0, -1), instants[instants.length - 1]!];
  const all = [...(monthEnds.at(-1)?.monthEnd === last.monthEnd ? monthEnds : [...monthEnds, last]), present];
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}

async function customersWithFacts(client: Client): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    'SELECT count(*) AS count FROM customer_summary WHERE first_fact_at IS NOT NULL',
  );
  return rows[0]!.count;
}

async function inSessions<Result>(
  { url }: Warehouse,
  signal: AbortSignal | undefined,
  work: (sessions: Sessions) => Promise<Result>,
): Promise<Result> {
  signal?.throwIfAborted();
  const config = {
    ...sessionSettings,
    options: `${sessionSettings.options ?? ''} -c client_connection_check_interval=2000 -c jit=off -c statement_timeout=0 -c idle_in_transaction_session_timeout=0`,
    connectionString: url,
  };
  const open = (name: string): Client => {
    const client = new Client({ ...config, application_name: name });
    client.on('error', () => undefined);
    return client;
  };
  const sessions = { reading: open('astrolabe score, reading'), writing: open('astrolabe score, writing') };
  const end = async (): Promise<void> => {
    for (const client of Object.values(sessions)) await endClient(client);
  };
  const interrupt = (): void => void end();
  signal?.addEventListener('abort', interrupt, { once: true });
  try {
    for (const client of Object.values(sessions)) {
      await client.connect();
      endIfSilent(client, config);
    }
    return await work(sessions);
  } catch (error) {
    throw databaseProblem(error, url, 'use');
  } finally {
    signal?.removeEventListener('abort', interrupt);
    await end();
  }
}
