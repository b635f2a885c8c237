// All faults of a question at once: each argument is checked by itself, and what is wrong is thrown together in the end.
// A check that needs what another found is passed over where that one failed, so no fault is told that follows from another.
import { type UserError, UserErrors, userErrorsOf } from '../errors';

/** What a check found. Asked for by another check after its own failed, it ends that check without a fault of its own. */
export type Checked<Result> = () => Result;

export type Faults = {
  /** Runs a check. Its faults are at `argument`, unless they name their place themselves. */
  readonly check: <Result>(argument: string, work: () => Result) => Checked<Result>;
  /** Each item of a list by itself, at `argument[index]`. */
  readonly each: <Item, Result>(
    argument: string,
    items: readonly Item[],
    work: (item: Item, index: number) => Result,
  ) => Checked<readonly Result[]>;
  /** Throws what was found: the UserError, or several as UserErrors. */
  readonly refuse: () => void;
};

/** More than anyone mends at once; the rest is looked for when these are mended. */
const mostTold = 100;

const restsOnFault = new Error('a check rests on one that failed');
const unchecked = (): never => {
  throw restsOnFault;
};

export function collectFaults(): Faults {
  const found: UserError[] = [];
  const check = <Result>(argument: string, work: () => Result): Checked<Result> => {
    if (found.length >= mostTold) return unchecked;
    try {
      const result = work();
      return () => result;
    } catch (error) {
      const faults = userErrorsOf(error);
      if (faults.length === 0 && error !== restsOnFault) throw error;
      found.push(...faults.map((fault) => (fault.argument === undefined ? fault.at(argument) : fault)));
      return unchecked;
    }
  };
  return {
    check,
    each: (argument, items, work) => {
      const checked = items.map((item, index) => check(`${argument}[${index}]`, () => work(item, index)));
      return () => checked.map((result) => result());
    },
    refuse: () => {
      if (found.length > 1) throw new UserErrors(found.slice(0, mostTold));
      if (found[0] !== undefined) throw found[0];
    },
  };
}
