// What a load tells while it runs: on a terminal a bar per file with rows, rate and time left; elsewhere one line a file.
import { MultiBar, Presets, type SingleBar } from 'cli-progress';
import { printableInLine } from '../../printable';

export type Progress = {
  /** A file begins to be read. */
  readonly begin: (file: string, bytesTotal: number) => void;
  /** Bytes and rows read of it so far. */
  readonly advance: (file: string, bytesRead: number, rows: number) => void;
  readonly end: (file: string, rows: number) => void;
  /** What happens after the files were read. */
  readonly step: (text: string) => void;
  /** The load is over, well or badly. */
  readonly stop: () => void;
};

export const noProgress: Progress = {
  begin: () => undefined,
  advance: () => undefined,
  end: () => undefined,
  step: () => undefined,
  stop: () => undefined,
};

export type Terminal = { readonly isTTY?: boolean; write(text: string): unknown };

const grouped = new Intl.NumberFormat('en');
const count = (rows: number): string => `${grouped.format(rows)} ${rows === 1 ? 'row' : 'rows'}`;

/** Bars on a terminal, lines elsewhere or when `quiet`. */
export function loadProgress(output: NodeJS.WriteStream, quiet: boolean): Progress {
  return output.isTTY && !quiet ? bars(output) : lines(output);
}

function lines(output: Terminal): Progress {
  return { ...noProgress, end: (file, rows) => output.write(`${printableInLine(file)}: ${count(rows)} read\n`) };
}

function bars(output: NodeJS.WriteStream): Progress {
  const multi = new MultiBar(
    {
      stream: output,
      format: '{file} {bar} {percentage}% | {rows} | {rate} rows/s | {left}',
      clearOnComplete: false,
      hideCursor: true,
      gracefulExit: false,
      fps: 5,
    },
    Presets.shades_classic,
  );
  const open = new Map<string, { readonly bar: SingleBar; readonly startedAt: number; readonly bytesTotal: number }>();
  const show = (file: string, bytesRead: number, rows: number) => {
    const { bar, startedAt, bytesTotal } = open.get(file)!;
    const seconds = Math.max(0.001, (performance.now() - startedAt) / 1000);
    const left = bytesRead === 0 ? 0 : Math.ceil((seconds * Math.max(0, bytesTotal - bytesRead)) / bytesRead);
    bar.update(Math.min(bytesRead, bytesTotal), {
      rows: count(rows),
      rate: grouped.format(Math.round(rows / seconds)),
      left: bytesRead >= bytesTotal ? `${Math.round(seconds)} s` : `${left} s left`,
    });
  };
  return {
    begin: (file, bytesTotal) => {
      const shown = { file: printableInLine(file).padEnd(24), rows: count(0), rate: '0', left: '' };
      open.set(file, {
        bar: multi.create(Math.max(1, bytesTotal), 0, shown),
        startedAt: performance.now(),
        bytesTotal,
      });
    },
    advance: show,
    end: (file, rows) => show(file, open.get(file)!.bytesTotal, rows),
    step: (text) => {
      multi.log(`${text}\n`);
      multi.update();
    },
    stop: () => multi.stop(),
  };
}
