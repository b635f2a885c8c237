// What a request asks for, told before it is executed: whether it only measures, or also looks something up that stands in
// PostgreSQL alone.
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** Fields of Query that are answered by metric statements alone, or by none. */
export const measuringFields: ReadonlySet<string> = new Set([
  'metrics',
  'table',
  'funnel',
  'retention',
  'transitions',
  'catalog',
  'dimensionValues',
  '__schema',
  '__type',
  '__typename',
]);

export function onlyMeasures({ definitions }: DocumentNode, { selectionSet }: OperationDefinitionNode): boolean {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const each of definitions) if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each);
  const measures = ({ selections }: SelectionSetNode): boolean =>
    selections.every((selection) => {
      switch (selection.kind) {
        case Kind.FIELD:
          return measuringFields.has(selection.name.value);
        case Kind.INLINE_FRAGMENT:
          return measures(selection.selectionSet);
        case Kind.FRAGMENT_SPREAD:
          return measures(fragments.get(selection.name.value)!.selectionSet);
        default:
          return selection satisfies never;
      }
    });
  return measures(selectionSet);
}
