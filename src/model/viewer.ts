// Whose question it is, as far as rows go: a viewer sees a set of customers, named by a condition on what they are today.
// The answer for a viewer is the answer on a warehouse that holds those customers and their facts alone; facts of nobody are
// outside every set. Spend, targets, agents, channels and products are no customers' rows.
import type { Filter } from './filters';

export type Viewer = { readonly kind: 'everything' } | { readonly kind: 'customers'; readonly filter: Filter };

export const everything: Viewer = Object.freeze({ kind: 'everything' });
