// An engine for one request: whatever reads through it sees one view of the data, opened when something first reads and held
// until the request is over. A request that writes lets go of its view first, and reads what it wrote on a new one.
import type { Engine, EngineSession } from './engine';

export type OneView = Engine & {
  /** Whether something has read, and holds the view. */
  readonly isOpen: () => boolean;
  /** Whether what reads through it sees the version, or would, if nothing has read yet. */
  readonly sees: (version: string) => Promise<boolean>;
  /** Lets go of the view, if one is open; what reads later opens another. */
  readonly renew: () => Promise<void>;
  /** The request is over. */
  readonly close: () => Promise<void>;
};

type OpenView = { readonly session: Promise<EngineSession>; readonly letGo: () => Promise<void> };

export function oneView(engine: Engine): OneView {
  let view: OpenView | null = null;
  let isOver = false;
  const renew = async (): Promise<void> => {
    const open = view;
    view = null;
    await open?.letGo();
  };
  return {
    ...engine,
    read: async (work) => {
      // Nobody would let go of a view any more.
      if (isOver) return engine.read(work);
      view ??= openView(engine);
      return work(await view.session);
    },
    isOpen: () => view !== null,
    sees: async (version) => view === null || BigInt((await view.session).dataVersion) >= BigInt(version),
    renew,
    close: async () => {
      isOver = true;
      await renew();
    },
  };
}

function openView(engine: Engine): OpenView {
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let reading: Promise<void> = Promise.resolve();
  const session = new Promise<EngineSession>((resolve, reject) => {
    reading = engine.read((opened) => {
      resolve(opened);
      return held;
    });
    reading.catch(reject);
  });
  return {
    session,
    letGo: async () => {
      release();
      // Whoever read was told.
      await reading.catch(() => undefined);
    },
  };
}
