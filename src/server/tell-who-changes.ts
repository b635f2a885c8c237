// A line in the log for each request that changes something: who asked for it, and for which changes. What they sent with it is
// not repeated. Where nobody proves who asks, there is nobody to name.
import type { ApolloServerPlugin } from '@apollo/server';
import { type DocumentNode, Kind, OperationTypeNode, type SelectionSetNode } from 'graphql';
import { local } from '../auth/principal';
import type { RequestContext } from '../graphql/common/request-context';
import type { Log } from './log';

export function tellWhoChanges(log: Log): ApolloServerPlugin<RequestContext> {
  // Told whatever else is: it is the record of who did what.
  const record = log.child({}, { level: 'info' });
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ document, operation, contextValue: { principal, requestId } }) => {
        if (operation?.operation !== OperationTypeNode.MUTATION || principal === local) return;
        const { id, role } = principal;
        const changes = fieldsAtRoot(document, operation.selectionSet);
        record.info({ requestId, principal: id, role, changes }, 'a change was asked for');
      },
    }),
  };
}

/** Each once, in their order; a fragment is looked into once, however often it is spread. */
function fieldsAtRoot({ definitions }: DocumentNode, root: SelectionSetNode): readonly string[] {
  const names = new Set<string>();
  const seen = new Set<string>();
  const look = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) names.add(selection.name.value);
      else if (selection.kind === Kind.INLINE_FRAGMENT) look(selection.selectionSet);
      else if (!seen.has(selection.name.value)) {
        seen.add(selection.name.value);
        for (const each of definitions)
          if (each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === selection.name.value)
            look(each.selectionSet);
      }
    }
  };
  look(root);
  return [...names];
}
