// Whoever a request is answered for: what they are to the company, and which customers they see.
import type { Role } from '../model/roles';
import { everything, type Viewer } from '../model/viewer';

export type Principal = {
  /** The same for the same one, and no secret: it may stand in logs and in keys of caches. Such as `key:7`. */
  readonly id: string;
  /** For people. */
  readonly name: string;
  readonly role: Role;
  /** The customers in view, with their facts. */
  readonly viewer: Viewer;
};

/** Whoever may use the database itself: the command line, and a server of this machine without authentication. */
export const local: Principal = Object.freeze({ id: 'local', name: 'this machine', role: 'admin', viewer: everything });
