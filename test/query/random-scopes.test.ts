// What a viewer who sees some customers is answered, for random scopes, questions and companies: as by the filter, and as where
// those customers are alone. SCOPE_QUESTIONS and RANDOM_SEED ask for more, or for the same again.
import { breaches } from '../support/scope-law';
import { tellFigure } from '../trust/support/tell-figure';

const questions = Number(process.env.SCOPE_QUESTIONS ?? 30);
const firstSeed = Number(process.env.RANDOM_SEED ?? 1);
jest.setTimeout(600_000 + questions * 3_000);

it(`hold of ${questions} questions on both engines, also of what is remembered`, async () => {
  const { found, held } = await breaches(questions, firstSeed);
  expect(found).toEqual([]);
  tellFigure(
    `${questions} random questions on two engines, 0 mismatches: ${held.filtered} beside the filter, ${held.alone} beside a warehouse of their own, ${held.repeated} from the cache, ${held.locked} under the second lock`,
  );
  // To hold of nothing would prove nothing.
  expect(held.filtered).toBeGreaterThan(questions / 2);
  expect(held.alone).toBeGreaterThan(questions / 2);
  expect(held.locked).toBe(Math.ceil(questions / 30) * 30);
  expect(held.repeated).toBe(2 * Math.ceil(questions / 30) * 30);
});
