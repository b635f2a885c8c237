// Slips in what a server lets in, and when.
import type { Change } from '../change';

const admission = { kind: 'server', file: 'src/server/admission/admission.ts', first: ['server/admission'] } as const;
const hosts = { kind: 'server', file: 'src/server/http/hosts.ts', first: ['server/http/hosts'] } as const;

export const serverChanges: readonly Change[] = [
  {
    ...admission,
    title: 'big questions take every place',
    from: 'const placesForBig = Math.max(1, Math.floor(places / 2));',
    to: 'const placesForBig = places;',
  },
  {
    ...admission,
    title: 'a big question is passed for as long as it waits',
    from: 'Math.min(1, cost / (4 * big)) * (patience / 2)',
    to: 'Math.min(1, cost / (4 * big)) * patience',
  },
  {
    ...admission,
    title: 'who leaves twice frees two places',
    from: 'if (hasLeft) return;',
    to: '',
  },
  {
    ...admission,
    title: 'one principal takes every place',
    from: 'running < places && !hasHalf(asker) &&',
    to: 'running < places &&',
  },
  {
    ...admission,
    title: 'one principal takes every seat',
    from: 'own.length > seatsForOne',
    to: 'own.length > seats',
  },
  {
    ...admission,
    title: 'who comes to a full queue pays for those that fill it',
    from: 'queue.filter((each) => seatsOf.get(each.asker.id) === most)',
    to: 'queue.filter(() => most > 0)',
  },
  {
    kind: 'server',
    file: 'src/server/admission/requests-under-way.ts',
    first: ['server/admission'],
    title: 'one principal announces all that the process holds',
    from: 'own.bytes + length > bytes / 2',
    to: 'own.bytes + length > bytes',
  },
  {
    kind: 'server',
    file: 'src/server/admission/requests-under-way.ts',
    first: ['server/admission'],
    title: 'a body that trickles in is waited for',
    from: 'before !== undefined && read - before < bytes',
    to: 'before !== undefined && read < before',
  },
  {
    kind: 'server',
    file: 'src/server/admission/refused-credentials.ts',
    first: ['server/admission/shares'],
    title: 'good credentials count as refused ones',
    from: 'const isCounted = !proven.has(hash);',
    to: 'const isCounted = hash.length > 0;',
  },
  {
    ...hosts,
    title: 'a name that begins as one of this machine is known',
    from: "name.endsWith('.localhost')",
    to: "name.startsWith('localhost')",
  },
  {
    ...hosts,
    title: 'the port of an origin does not matter',
    from: 'urlOf(`${url.protocol}//${host}`)?.origin === url.origin',
    to: 'urlOf(`${url.protocol}//${host}`)?.hostname === url.hostname',
  },
  {
    kind: 'server',
    file: 'src/server/http/guard-hosts.ts',
    first: ['server/http/refusals'],
    title: 'the first of several hosts is believed',
    from: 'return hasSeveralHosts(request) || ',
    to: 'return ',
  },
  {
    kind: 'server',
    file: 'src/server/http/edition.ts',
    first: ['server/http/edition'],
    title: 'old clients are told of data and errors by a status they do not know',
    from: 'codes.length > 0 && !isOld && ',
    to: 'codes.length > 0 && ',
  },
  {
    kind: 'server',
    file: 'src/server/http/stringify-in-slices.ts',
    first: ['server/http/stringify-in-slices'],
    title: 'the last elements of a long list are left out',
    from: 'start < list.length; start += together',
    to: 'start + together < list.length; start += together',
  },
  {
    kind: 'server',
    file: 'src/server/admission/rate-limit.ts',
    first: ['server/admission/rate-limit'],
    title: 'everybody of a role is counted together',
    from: 'consume(id)',
    to: 'consume(role)',
  },
  {
    kind: 'server',
    file: 'src/graphql/common/rows-in-slices.ts',
    first: ['graphql/common/rows-in-slices'],
    title: 'rows are made for who has gone away',
    from: "if (gone.aborted) return fail(new UserError('REQUEST_ABANDONED', {}));",
    to: '',
  },
];
