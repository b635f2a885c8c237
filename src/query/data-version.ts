// Waiting for a data version that somebody was told of: a question asked with it sees at least that load.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Engine } from '../engine/engine';
import { UserError } from '../errors';
import { refuseArgument } from '../model/choose-argument';

const longestWait = 5_000;
const pause = 50;

/** Returns when the engine has the version; DATA_VERSION_NOT_REACHED if it does not come. */
export async function awaitVersion(wanted: string, engine: Engine): Promise<void> {
  if (!/^\d{1,18}$/.test(wanted))
    refuseArgument(
      'minDataVersion',
      `"${wanted}" is not a data version`,
      'Give the dataVersion of an ingest, a load or dataStatus.',
    );
  const deadline = performance.now() + longestWait;
  for (;;) {
    const current = await engine.read(async (session) => session.dataVersion);
    if (BigInt(current) >= BigInt(wanted)) return;
    if (performance.now() > deadline) throw new UserError('DATA_VERSION_NOT_REACHED', { wanted, current });
    await sleep(pause);
  }
}
