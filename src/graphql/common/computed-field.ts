// Fields with arguments that stand in every row of an answer. GraphQL calls the object's method at once; through a resolver
// class each of them would be a promise, which doubles the time of a large answer.
import { Arg, Field } from 'type-graphql';

type Argument = {
  readonly name: string;
  readonly type: () => object;
  readonly nullable?: boolean;
  readonly defaultValue?: unknown;
};

type FieldOptions = { readonly nullable?: boolean; readonly description?: string };

/** Declares a method of an object type as a field. The method takes the arguments as one object, then the request's context. */
export function computedField<Type extends object>(
  type: { readonly prototype: Type },
  method: keyof Type & string,
  returns: () => object,
  argument: Argument,
  options: FieldOptions = {},
): void {
  const { name, type: argumentType, nullable = false, defaultValue } = argument;
  Arg(name, argumentType, { nullable, defaultValue })(type.prototype, method, 0);
  // Without a property descriptor type-graphql leaves the field to GraphQL's own resolver.
  Field(returns, { ...options, simple: true })(type.prototype, method);
}
