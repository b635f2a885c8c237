// What answers questions, and what it may use of the machine.
import { availableParallelism, totalmem } from 'node:os';
import { anyText, oneOf, wholeNumber } from './parsers';
import { setting } from './setting';

const engines = ['columnar', 'postgres'] as const;

export type EngineName = (typeof engines)[number];

const bytesPerMegabyte = 1_048_576;
const leastMemoryMegabytes = 128;

/** A quarter of the memory that this process may have. */
function usualMemoryMegabytes(): number {
  const limit = process.constrainedMemory();
  const there = limit > 0 ? Math.min(limit, totalmem()) : totalmem();
  return Math.max(leastMemoryMegabytes, Math.floor(there / 4 / bytesPerMegabyte));
}

export const engineSettings = {
  engine: setting<EngineName>({
    variable: 'ENGINE',
    fallback: 'columnar',
    parse: oneOf(engines),
    means: 'What answers metric questions: a columnar replica, or PostgreSQL itself.',
  }),
  columnarThreads: setting({
    variable: 'COLUMNAR_THREADS',
    fallback: () => availableParallelism(),
    parse: wholeNumber(1, 256),
    means: 'Threads of the columnar engine.',
  }),
  columnarMemoryMegabytes: setting({
    variable: 'COLUMNAR_MEMORY_MB',
    fallback: usualMemoryMegabytes,
    parse: wholeNumber(leastMemoryMegabytes, 16_777_216),
    means: 'Memory of the columnar engine.',
  }),
  columnarSpillFolder: setting<string | null>({
    variable: 'COLUMNAR_SPILL_DIR',
    fallback: null,
    parse: anyText,
    means: 'Where the columnar engine puts what does not fit; none: beside its file.',
  }),
  resultCacheMegabytes: setting({
    variable: 'RESULT_CACHE_MB',
    fallback: 64,
    parse: wholeNumber(0, 1_048_576),
    means: 'For the rows of statements that are asked again; 0: none are remembered.',
  }),
};
