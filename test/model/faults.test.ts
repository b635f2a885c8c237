// All faults of a question at once: independent ones together, none that follows from another, and no fault of ours hidden.
import { UserError, UserErrors } from '../../src/errors';
import { collectFaults, type Faults } from '../../src/model/faults';

const wrong = (problem: string): never => {
  throw new UserError('INVALID_PERIOD', { problem, hint: 'Mend it.' });
};

/** What is thrown in the end, each with its place. */
function thrownBy(checks: (faults: Faults) => void): readonly string[] {
  const faults = collectFaults();
  checks(faults);
  try {
    faults.refuse();
  } catch (error) {
    const errors = error instanceof UserErrors ? error.errors : [error as UserError];
    return errors.map(({ argument, sentence }) => `${argument}: ${sentence}`);
  }
  return [];
}

it('gives back what checks find, and throws nothing', () => {
  const faults = collectFaults();
  const first = faults.check('first', () => 3);
  const members = faults.each('in', ['a', 'b'], (member, index) => `${member}${index}`);
  expect(() => faults.refuse()).not.toThrow();
  expect([first(), members()]).toEqual([3, ['a0', 'b1']]);
});

it('throws one fault as it is, at its argument', () => {
  const faults = collectFaults();
  faults.check('period', () => wrong('empty'));
  expect(() => faults.refuse()).toThrow(UserError);
  expect(thrownBy(({ check }) => check('period', () => wrong('empty')))).toEqual(['period: empty']);
});

it('throws several together, in their order, each at its argument', () => {
  expect(
    thrownBy(({ check, each }) => {
      check('period', () => wrong('empty'));
      each('by', ['good', 'bad', 'worse'], (name) => name === 'good' || wrong(name));
      check('first', () => 1);
    }),
  ).toEqual(['period: empty', 'by[1]: bad', 'by[2]: worse']);
});

it('tells no fault of a check that rests on one that failed', () => {
  expect(
    thrownBy(({ check, each }) => {
      const by = each('by', ['bad'], () => wrong('by'));
      const top = check('top', () => [by(), wrong('top')]);
      check('metrics', () => [top(), wrong('metrics')]);
      check('first', () => wrong('first'));
    }),
  ).toEqual(['by[0]: by', 'first: first']);
});

it('leaves a fault at the place it names itself, also from within another collection', () => {
  expect(
    thrownBy(({ check }) => {
      check('where', () => {
        const inner = collectFaults();
        inner.check('where.all[1].metric.period', () => wrong('inner period'));
        inner.check('where.all[2].in', () => wrong('inner member'));
        inner.refuse();
      });
    }),
  ).toEqual(['where.all[1].metric.period: inner period', 'where.all[2].in: inner member']);
});

it('tells a hundred at most', () => {
  const told = thrownBy(({ each }) => {
    each('in', Array.from({ length: 101 }), () => wrong('member'));
  });
  expect([told.length, told.at(-1)]).toEqual([100, 'in[99]: member']);
});

it('looks for no more than it tells', () => {
  const faults = collectFaults();
  let looked = 0;
  const checked = faults.each('in', Array.from({ length: 5_000 }), () => {
    looked += 1;
    return wrong('member');
  });
  expect(looked).toBe(100);
  expect(thrownBy(({ check }) => check('where', () => checked()))).toEqual([]);
  expect(() => faults.refuse()).toThrow(UserErrors);
});

it('hides no fault of ours', () => {
  expect(() =>
    collectFaults().check('first', () => {
      throw new TypeError('ours');
    }),
  ).toThrow(TypeError);
});
