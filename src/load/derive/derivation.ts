// What every step of the derivation is given: the session, and the change id of the rows it writes.
import type { LoadSession } from '../session/session';

export type Derivation = { readonly session: LoadSession; readonly changeId: number };
