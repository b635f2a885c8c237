// Shapes that the JSON Schema of mappings is made of in many places.

export const text = { type: 'string' };
export const texts = { type: 'array', items: text, minItems: 1 };
export const number = { type: 'number' };
export const value = { $ref: '#/$defs/value' };
export const condition = { $ref: '#/$defs/condition' };
export const valueOrValues = {
  type: ['string', 'null', 'object', 'array'],
  if: { type: 'array' },
  // biome-ignore lint/suspicious/noThenProperty: JSON Schema reads if, then.
  then: { items: value, minItems: 1 },
  else: value,
};
export const pair = { type: 'array', items: value, minItems: 2, maxItems: 2 };
export const several = { type: 'array', items: value, minItems: 2 };
export const conditions = { type: 'array', items: condition, minItems: 1 };
export const exactlyOne = (names: readonly string[]) => ({ oneOf: names.map((name) => ({ required: [name] })) });
export const described = <Shape extends object>(description: string, shape: Shape) => ({ description, ...shape });

export const notes = described('Sentences for people who read the mapping; loading takes no notice of them.', texts);
