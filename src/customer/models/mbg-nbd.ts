// MBG/NBD (Batislam, Denizel & Filiztekin 2007), the model that is served: a customer may leave after every purchase, the first
// included, so that nobody without a repeat is alive for ever.
import type { BetaGeometricModel } from './beta-geometric';

export const mbgNbd: BetaGeometricModel = { name: 'MBG_NBD', chancesToLeave: (repeats) => repeats + 1 };
