// Tasks start in order and stop in reverse order, whatever fails on the way.
import { type BackgroundTask, startTasks } from '../../src/services/background-tasks';

/** What happened, in order. */
let happened: string[];
beforeEach(() => {
  happened = [];
});

const pause = () => new Promise((resolve) => setTimeout(resolve, 5));

const task = (name: string, parts: Partial<Pick<BackgroundTask, 'start' | 'stop'>> = {}): BackgroundTask => ({
  name,
  start: async (signal) => {
    happened.push(`${name} starts`);
    await pause();
    await parts.start?.(signal);
    happened.push(`${name} runs`);
  },
  stop: async () => {
    happened.push(`${name} stops`);
    await pause();
    await parts.stop?.();
    happened.push(`${name} is over`);
  },
});

const failing = (reason: string) => async () => {
  throw new Error(reason);
};

const never = new AbortController().signal;

test('one starts when those before it run, and stops when those after it are over', async () => {
  const running = await startTasks([task('replica'), task('scoring'), task('HTTP')], never);
  expect(happened).toEqual([
    'replica starts',
    'replica runs',
    'scoring starts',
    'scoring runs',
    'HTTP starts',
    'HTTP runs',
  ]);
  happened.length = 0;
  await running.stop();
  expect(happened).toEqual([
    'HTTP stops',
    'HTTP is over',
    'scoring stops',
    'scoring is over',
    'replica stops',
    'replica is over',
  ]);
});

test('after a failed start those that run are stopped, the failed one and later ones are not touched', async () => {
  const tasks = [task('replica'), task('scoring'), task('HTTP', { start: failing('port taken') }), task('alerts')];
  await expect(startTasks(tasks, never)).rejects.toThrow('port taken');
  expect(happened).toEqual([
    'replica starts',
    'replica runs',
    'scoring starts',
    'scoring runs',
    'HTTP starts',
    'scoring stops',
    'scoring is over',
    'replica stops',
    'replica is over',
  ]);
});

test('the reason of a failed start is told, not what fails while it is taken back', async () => {
  const tasks = [task('replica', { stop: failing('disk gone') }), task('HTTP', { start: failing('port taken') })];
  await expect(startTasks(tasks, never)).rejects.toThrow('port taken');
});

test('a start that is interrupted between two tasks goes no further and is taken back', async () => {
  const interruption = new AbortController();
  const tasks = [task('replica', { start: async () => interruption.abort(new Error('Ctrl-C')) }), task('scoring')];
  await expect(startTasks(tasks, interruption.signal)).rejects.toThrow('Ctrl-C');
  expect(happened).toEqual(['replica starts', 'replica runs', 'replica stops', 'replica is over']);
});

test('a start that is interrupted during its last task is taken back too', async () => {
  const interruption = new AbortController();
  const tasks = [task('replica'), task('HTTP', { start: async () => interruption.abort(new Error('Ctrl-C')) })];
  await expect(startTasks(tasks, interruption.signal)).rejects.toThrow('Ctrl-C');
  expect(happened.slice(-4)).toEqual(['HTTP stops', 'HTTP is over', 'replica stops', 'replica is over']);
});

test('a task that is starting sees the interruption and may give up', async () => {
  const interruption = new AbortController();
  const slow = task('sample', {
    start: (signal) =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('given up')))),
  });
  const started = startTasks([task('replica'), slow], interruption.signal);
  setTimeout(() => interruption.abort(), 30);
  await expect(started).rejects.toThrow('given up');
  expect(happened).toEqual(['replica starts', 'replica runs', 'sample starts', 'replica stops', 'replica is over']);
});

test('nothing starts when the interruption came first', async () => {
  await expect(startTasks([task('replica')], AbortSignal.abort(new Error('Ctrl-C')))).rejects.toThrow('Ctrl-C');
  expect(happened).toEqual([]);
});

test('one that does not stop cleanly keeps no other from stopping, and is named', async () => {
  const tasks = [task('replica'), task('scoring', { stop: failing('disk gone') }), task('HTTP')];
  const running = await startTasks(tasks, never);
  happened.length = 0;
  await expect(running.stop()).rejects.toThrow('scoring did not stop cleanly');
  expect(happened).toEqual(['HTTP stops', 'HTTP is over', 'scoring stops', 'replica stops', 'replica is over']);
});

test('they stop once, however often that is asked', async () => {
  const running = await startTasks([task('replica')], never);
  await Promise.all([running.stop(), running.stop()]);
  await running.stop();
  expect(happened.filter((each) => each === 'replica stops')).toHaveLength(1);
});
