// The memory of a process, as Linux tells it; null elsewhere.
import { readFile } from 'node:fs/promises';

/** Megabytes: now, and the most so far. */
export type Resident = { readonly now: number; readonly peak: number };

export async function residentOf(processId: number): Promise<Resident | null> {
  const status = await readFile(`/proc/${processId}/status`, 'utf8').catch(() => null);
  if (status === null) return null;
  const megabytes = (field: string): number =>
    Number(new RegExp(`^${field}:\\s*(\\d+) kB`, 'm').exec(status)![1]) / 1024;
  return { now: megabytes('VmRSS'), peak: megabytes('VmHWM') };
}
