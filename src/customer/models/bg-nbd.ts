// BG/NBD (Fader, Hardie & Lee 2005): a customer may leave after every repeat, never after its first purchase. It is not
// served; it is here for the figures that others have published.
import type { BetaGeometricModel } from './beta-geometric';

export const bgNbd: BetaGeometricModel = { name: 'BG_NBD', chancesToLeave: (repeats) => repeats };
