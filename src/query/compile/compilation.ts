// What every statement is compiled from: whose question it is, and the engine it is written for.
import type { Dialect } from '../../sql/dialect';
import type { Scope } from '../question/scope';

export type Compilation = { readonly scope: Scope; readonly dialect: Dialect };
