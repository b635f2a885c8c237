// The only way for a statement of a question to name a table: what it reads is known from its own text, and a viewer meets
// the rows of the customers in view alone, in whatever statement.
import type { Fragment } from '../../sql/fragment';
import { rowsInView } from '../../sql/rows-in-view';
import type { Compilation } from './compilation';
import { customersInView } from './customers-in-view';

export const relation = (name: string, compilation: Compilation): Fragment =>
  rowsInView(name, () => customersInView(compilation));
