// Keeps views and commits apart for a moment: whoever begins to read is told the version it will see, and nothing is committed
// until it sees it. Readers begin side by side; a commit waits for those who are beginning, and who comes later waits for it.

export type ViewGate = {
  /** Waits for a commit that is under way or waits. The pass is given back once the view is fixed, or is not wanted any more. */
  readonly enter: () => Promise<Pass>;
  /** Runs the work while nobody is beginning to read. */
  readonly alone: <Result>(work: () => Promise<Result>) => Promise<Result>;
};

/** May be given back more than once. */
export type Pass = { readonly leave: () => void };

export function viewGate(): ViewGate {
  let inside = 0;
  let empty: (() => void) | undefined;
  /** Resolves when the last commit that was asked for is over. */
  let commits: Promise<unknown> = Promise.resolve();
  let committing = 0;
  const pass = (): Pass => {
    let isLeft = false;
    inside += 1;
    return {
      leave: () => {
        if (isLeft) return;
        isLeft = true;
        inside -= 1;
        if (inside === 0) empty?.();
      },
    };
  };
  return {
    enter: async () => {
      while (committing > 0) await commits;
      return pass();
    },
    alone: (work) => {
      committing += 1;
      const done = commits.then(async () => {
        try {
          if (inside > 0) await new Promise<void>((resolve) => (empty = resolve));
          return await work();
        } finally {
          empty = undefined;
          committing -= 1;
        }
      });
      commits = done.catch(() => undefined);
      return done;
    },
  };
}
