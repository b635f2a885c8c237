// What it costs that the warehouse changes: answers beside events that arrive, how far answers are behind, and how soon a load
// is in them.
import type { Warehouse } from '../../../src/warehouse/warehouse';
import { type Figure, grouped, median } from '../figure';
import {
  askers,
  askWithoutPause,
  behind,
  type Event,
  eventsPerSecond,
  lookOn,
  type Seen,
  sendEvents,
} from '../mixed-work';
import { catchUp } from './follow';
import type { Served } from './sides';

const spells = 3;
const spellSeconds = 5;
const newRows = 10_000;
/** Times, milliseconds, milliseconds. */
const goals = { slower: 1.5, behind: 1000, catchUp: 300 } as const;

export async function mixedWorkFigures({ ask, engine }: Served): Promise<readonly Figure[]> {
  const alone: number[] = [];
  const beside: number[] = [];
  const events: Event[] = [];
  const seen: Seen[] = [];
  const spellEnd = () => performance.now() + spellSeconds * 1000;
  await askWithoutPause(ask, spellEnd());
  for (let spell = 0; spell < spells; spell += 1) {
    alone.push(...(await askWithoutPause(ask, spellEnd())));
    const until = spellEnd();
    const [asked, sent, looks] = await Promise.all([
      askWithoutPause(ask, until),
      sendEvents(ask, `${engine} ${spell}`, until),
      // The last events of a spell are to be seen too.
      lookOn(ask, until + goals.behind),
    ]);
    beside.push(...asked);
    events.push(...sent);
    seen.push(...looks);
  }
  const slower = median(beside) / median(alone);
  const most = behind(events, seen);
  return [
    {
      name: `${engine}: answers to ${askers} clients beside ${eventsPerSecond} events a second`,
      goal: `at most ${goals.slower} x without`,
      figure: `${slower.toFixed(2)} x (${median(beside).toFixed(0)} ms, ${median(alone).toFixed(0)} ms without)`,
      met: slower <= goals.slower,
    },
    {
      name: `  ${engine}: how far answers are behind meanwhile`,
      goal: `at most ${goals.behind} ms`,
      figure: `${most.toFixed(0)} ms at most (${grouped(events.length)} events, stored in ${median(events.map(({ took }) => took)).toFixed(0)} ms)`,
      met: most <= goals.behind,
    },
  ];
}

export async function catchUpFigure(served: Served, warehouse: Warehouse, folder: string): Promise<Figure> {
  const times: number[] = [];
  for (let turn = 0; turn < spells; turn += 1) times.push(await catchUp(served, warehouse, newRows, folder));
  return {
    name: `${served.engine}: ${grouped(newRows)} new rows, from the commit to an answer that has them`,
    goal: `under ${goals.catchUp} ms`,
    figure: `${median(times).toFixed(0)} ms`,
    met: median(times) < goals.catchUp,
  };
}
