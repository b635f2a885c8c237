// What a score run tells while it goes on: on a terminal a bar of the instants, elsewhere nothing.
import { Presets, SingleBar } from 'cli-progress';
import { type ScoreProgress, silent } from '../customer/scoring/score';
import { currentMonthEnd } from '../model/judgements';

export function scoreProgress(output: NodeJS.WriteStream, quiet: boolean): ScoreProgress {
  if (!output.isTTY || quiet) return silent;
  const bar = new SingleBar(
    {
      stream: output,
      format: 'Judging {bar} {value}/{total} | {monthEnd} | {customers} customers | {eta_formatted} left',
      hideCursor: true,
      gracefulExit: false,
      fps: 5,
    },
    Presets.shades_classic,
  );
  return {
    begin: (instants) => bar.start(instants, 0, { monthEnd: 'reading', customers: 0 }),
    judged: (monthEnd, customers) =>
      bar.increment(1, { monthEnd: monthEnd === currentMonthEnd ? 'now' : monthEnd, customers }),
    stop: () => bar.stop(),
  };
}
