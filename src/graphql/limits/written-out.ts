// How large a document is with every fragment written out where it is spread, in time that grows with the document as it was
// sent: each selection set is summed once, and sums stop growing at `endless`. Reads no schema.
import {
  type DefinitionNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** Sums of at least this much are as good as endless: adding them up stays exact below. */
export const endless = 2 ** 50;

type Size = {
  /** Fields, spreads and inline fragments. */
  readonly fields: number;
  readonly aliases: number;
  readonly directives: number;
  /** Fields within fields. */
  readonly depth: number;
  /** Fields at its own level. */
  readonly top: number;
};

export type DocumentSize = {
  /** Of all operations together, and of fragments that none of them spreads. */
  readonly fields: number;
  readonly aliases: number;
  readonly directives: number;
  /** Of the deepest operation, and of that with the most fields at its root. */
  readonly depth: number;
  readonly rootFields: number;
  /** Operations and fragments. */
  readonly definitions: number;
  /** A fragment that spreads itself, on whatever way. */
  readonly circular: string | null;
  /** The selection sets that the sums are of. */
  readonly roots: readonly SelectionSetNode[];
};

const nothing: Size = { fields: 0, aliases: 0, directives: 0, depth: 0, top: 0 };

const plus = (left: number, right: number): number => Math.min(left + right, endless);

const beside = (left: Size, right: Size): Size => ({
  fields: plus(left.fields, right.fields),
  aliases: plus(left.aliases, right.aliases),
  directives: plus(left.directives, right.directives),
  depth: Math.max(left.depth, right.depth),
  top: plus(left.top, right.top),
});

type Executable = Extract<DefinitionNode, { readonly kind: Kind.OPERATION_DEFINITION | Kind.FRAGMENT_DEFINITION }>;

const isExecutable = (node: DefinitionNode): node is Executable =>
  node.kind === Kind.OPERATION_DEFINITION || node.kind === Kind.FRAGMENT_DEFINITION;

export function writtenOut({ definitions }: DocumentNode): DocumentSize {
  const executable = definitions.filter(isExecutable);
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const each of executable) if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each);
  const known = new Map<string, Size>();
  const open = new Set<string>();
  let circular: string | null = null;

  const ofSet = (set: SelectionSetNode | undefined): Size => {
    let size = nothing;
    for (const selection of set?.selections ?? []) size = beside(size, ofSelection(selection));
    return size;
  };
  const ofSelection = (selection: SelectionNode): Size => {
    const own = selection.directives?.length ?? 0;
    switch (selection.kind) {
      case Kind.FIELD: {
        const { fields, aliases, directives, depth } = ofSet(selection.selectionSet);
        return {
          fields: plus(fields, 1),
          aliases: plus(aliases, selection.alias === undefined ? 0 : 1),
          directives: plus(directives, own),
          depth: depth + 1,
          top: 1,
        };
      }
      case Kind.INLINE_FRAGMENT:
        return wrapped(ofSet(selection.selectionSet), own);
      case Kind.FRAGMENT_SPREAD:
        return wrapped(ofFragment(selection.name.value), own);
      default:
        return selection satisfies never;
    }
  };
  const wrapped = (size: Size, own: number): Size => ({
    ...size,
    fields: plus(size.fields, 1),
    directives: plus(size.directives, own),
  });
  const ofFragment = (name: string): Size => {
    const before = known.get(name);
    if (before !== undefined) return before;
    if (open.has(name)) {
      circular ??= name;
      return nothing;
    }
    const fragment = fragments.get(name);
    if (fragment === undefined) return nothing;
    open.add(name);
    const size = wrapped(ofSet(fragment.selectionSet), fragment.directives?.length ?? 0);
    open.delete(name);
    known.set(name, size);
    return size;
  };

  let whole = nothing;
  let rootFields = 0;
  const roots: SelectionSetNode[] = [];
  for (const each of executable) {
    if (each.kind !== Kind.OPERATION_DEFINITION) continue;
    roots.push(each.selectionSet);
    const size = ofSet(each.selectionSet);
    rootFields = Math.max(rootFields, size.top);
    whole = beside(whole, { ...size, directives: plus(size.directives, each.directives?.length ?? 0) });
  }
  // What no operation spreads is checked against the schema all the same.
  for (const [name, { selectionSet }] of fragments) {
    if (known.has(name)) continue;
    roots.push(selectionSet);
    whole = beside(whole, ofFragment(name));
  }
  const { fields, aliases, directives, depth } = whole;
  return { fields, aliases, directives, depth, rootFields, definitions: definitions.length, circular, roots };
}
