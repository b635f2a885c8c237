// How often one field stands at the same place of an answer, under one name: graphql compares all of those with each other.
// Writes fragments out, so it is for documents whose written-out size is known to be within bounds, and none of them circular.
import { type DocumentNode, type FieldNode, type FragmentDefinitionNode, Kind, type SelectionSetNode } from 'graphql';

export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

export const fragmentsOf = ({ definitions }: DocumentNode): Fragments =>
  new Map(
    definitions
      .filter((each): each is FragmentDefinitionNode => each.kind === Kind.FRAGMENT_DEFINITION)
      .map((each) => [each.name.value, each]),
  );

export type Chooses = (directives: FieldNode['directives']) => boolean;

const everything: Chooses = () => true;

/** The fields of some selection sets that are one in the answer, by the names they have there. */
export function fieldsByName(
  sets: readonly SelectionSetNode[],
  fragments: Fragments,
  chooses: Chooses = everything,
): ReadonlyMap<string, readonly FieldNode[]> {
  const found = new Map<string, FieldNode[]>();
  const collect = (set: SelectionSetNode): void => {
    for (const selection of set.selections) {
      if (!chooses(selection.directives)) continue;
      if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet);
      else if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = fragments.get(selection.name.value);
        if (fragment !== undefined) collect(fragment.selectionSet);
      } else {
        const name = (selection.alias ?? selection.name).value;
        const same = found.get(name);
        if (same === undefined) found.set(name, [selection]);
        else same.push(selection);
      }
    }
  };
  for (const set of sets) collect(set);
  return found;
}

export const setsOf = (fields: readonly FieldNode[]): readonly SelectionSetNode[] =>
  fields.flatMap(({ selectionSet }) => selectionSet ?? []);

export function mostRepeated(roots: readonly SelectionSetNode[], fragments: Fragments): number {
  const most = (sets: readonly SelectionSetNode[]): number => {
    let count = 0;
    for (const fields of fieldsByName(sets, fragments).values())
      count = Math.max(count, fields.length, most(setsOf(fields)));
    return count;
  };
  return Math.max(0, ...roots.map((root) => most([root])));
}
