// A GraphQL document that asks for a little more than it says: a command adds to its root fields what the command shows.
import {
  type DocumentNode,
  type FieldNode,
  GraphQLError,
  Kind,
  parse,
  print,
  type SelectionNode,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { writtenOut } from '../graphql/limits/written-out';
import { buildSchema } from '../graphql/schema';

export type ExtendedDocument = {
  readonly text: string;
  /** The root fields of all its operations, by their names in the schema. */
  readonly roots: readonly string[];
  readonly changesData: boolean;
};

/** `additions`: selections by the name of a root field. Returns undefined for a document that does not fit the schema, and for one without end. */
export function extendDocument(
  text: string,
  additions: Readonly<Record<string, string>>,
): ExtendedDocument | undefined {
  const schema = buildSchema();
  const document = parsed(text);
  if (document === undefined || validate(schema, document).length > 0) return undefined;
  const roots: string[] = [];
  const types = new TypeInfo(schema);
  const isRoot = () => types.getParentType() === schema.getQueryType();
  const extended = visit(
    document,
    visitWithTypeInfo(types, {
      Field: (node): FieldNode | undefined => {
        if (!isRoot()) return undefined;
        roots.push(node.name.value);
        const addition = additions[node.name.value];
        if (addition === undefined || node.selectionSet === undefined) return undefined;
        const selections = [...node.selectionSet.selections, ...selectionsOf(addition)];
        return { ...node, selectionSet: { ...node.selectionSet, selections } };
      },
    }),
  );
  const changesData = document.definitions.some(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION && definition.operation === 'mutation',
  );
  return { text: print(extended), roots, changesData };
}

/** Far beyond any limit on documents: executing one tells why it is refused. */
const mostFields = 100_000;

function parsed(text: string): DocumentNode | undefined {
  try {
    const document = parse(text);
    const { circular, fields } = writtenOut(document);
    return circular !== null || fields > mostFields ? undefined : document;
  } catch (error) {
    if (error instanceof GraphQLError) return undefined;
    throw error;
  }
}

function selectionsOf(addition: string): readonly SelectionNode[] {
  const [definition] = parse(`{ ${addition} }`).definitions;
  return definition?.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet.selections : [];
}
