// Small reads are made once while their tables are unchanged, by any session; what failed is made again.
import { rememberedRows } from '../../src/engine/remembered-rows';

let asked: string[];
beforeEach(() => {
  asked = [];
});

const targets = { text: 'targets', parameters: ['nps'], reads: ['target'] };
const sessionAt = (target: number, other: number, of: ReturnType<typeof rememberedRows>) =>
  of({
    watermarks: new Map([
      ['target', target],
      ['fact_transaction', other],
    ]),
    select: async ({ text }) => {
      asked.push(text);
      if (text === 'bad') throw new Error('gone');
      return [[text, target]];
    },
  });

test('a session that sees the same table at the same change is given the same rows', async () => {
  const of = rememberedRows();
  expect(await sessionAt(3, 3, of)(targets)).toEqual([['targets', 3]]);
  expect(await sessionAt(3, 4, of)(targets)).toEqual([['targets', 3]]);
  expect(asked).toEqual(['targets']);
});

test('another change of the table, another parameter and another text are asked anew', async () => {
  const of = rememberedRows();
  await sessionAt(3, 3, of)(targets);
  expect(await sessionAt(5, 5, of)(targets)).toEqual([['targets', 5]]);
  await sessionAt(3, 3, of)({ ...targets, parameters: ['csat'] });
  await sessionAt(3, 3, of)({ ...targets, text: 'others' });
  expect(asked).toEqual(['targets', 'targets', 'targets', 'others']);
});

test('a table that never changed is one at change 0', async () => {
  const of = rememberedRows();
  const spend = { text: 'spend', parameters: [], reads: ['fact_spend'] };
  await sessionAt(3, 3, of)(spend);
  await sessionAt(4, 4, of)(spend);
  expect(asked).toEqual(['spend']);
});

test('questions of one session that ask at once share one read', async () => {
  const session = sessionAt(3, 3, rememberedRows());
  await Promise.all([session(targets), session(targets)]);
  expect(asked).toEqual(['targets']);
});

test('what failed is asked again', async () => {
  const session = sessionAt(3, 3, rememberedRows());
  const bad = { ...targets, text: 'bad' };
  await expect(session(bad)).rejects.toThrow('gone');
  await expect(session(bad)).rejects.toThrow('gone');
  expect(asked).toEqual(['bad', 'bad']);
});

test('two engines share nothing', async () => {
  await sessionAt(3, 3, rememberedRows())(targets);
  await sessionAt(3, 3, rememberedRows())(targets);
  expect(asked).toEqual(['targets', 'targets']);
});
