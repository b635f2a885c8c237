// What the company sells: products of seven categories, each with price tiers. Subscriptions and support run for a term.
export type Product = {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly tier: number;
  /** List price of one unit in hundredths; of a subscription, of one month. */
  readonly price: number;
  /** The share of the revenue that is left after cost. */
  readonly margin: number;
};

const range = (category: string, margin: number, products: readonly (readonly [string, string, number])[]): Product[] =>
  products.map(([id, name, price], index) => ({ id, name, category, tier: index + 1, price: price * 100, margin }));

const ranges = {
  consumables: range('Consumables', 0.44, [
    ['filter-pack', 'Filter pack', 24],
    ['care-kit', 'Care kit', 45],
    ['bulk-refill', 'Bulk refill', 85],
  ]),
  accessories: range('Accessories', 0.5, [
    ['stand', 'Stand', 35],
    ['dock', 'Dock', 70],
    ['sensor-set', 'Sensor set', 145],
  ]),
  devices: range('Devices', 0.29, [
    ['device-one', 'Device One', 180],
    ['device-two', 'Device Two', 420],
    ['device-pro', 'Device Pro', 890],
    ['device-max', 'Device Max', 1900],
  ]),
  software: range('Software', 0.66, [
    ['planner', 'Planner', 120],
    ['planner-team', 'Planner Team', 260],
    ['planner-suite', 'Planner Suite', 540],
  ]),
  training: range('Training', 0.38, [
    ['course-basic', 'Basic course', 150],
    ['course-expert', 'Expert course', 390],
  ]),
};

/** What an ordinary order line may hold, with the weights of a customer's first choice. */
export const orderCategories: readonly { readonly weight: number; readonly products: readonly Product[] }[] = [
  { weight: 36, products: ranges.consumables },
  { weight: 20, products: ranges.accessories },
  { weight: 22, products: ranges.devices },
  { weight: 14, products: ranges.software },
  { weight: 8, products: ranges.training },
];

export const subscriptions: readonly Product[] = range('Subscriptions', 0.72, [
  ['plan-basic', 'Plan Basic', 29],
  ['plan-plus', 'Plan Plus', 59],
  ['plan-premium', 'Plan Premium', 119],
]);
export const supportContracts: readonly Product[] = range('Support', 0.6, [
  ['support-standard', 'Standard support', 22],
  ['support-priority', 'Priority support', 48],
]);

export const products: readonly Product[] = [...Object.values(ranges).flat(), ...subscriptions, ...supportContracts];
