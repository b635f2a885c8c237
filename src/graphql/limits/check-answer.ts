// Holds an operation to the limits of whoever asks it, before anything of it runs: what its answer comes to in cells and bytes,
// and what it costs. Saved segments are read for that where the operation names one. Dimensions whose members are not known
// beforehand are counted only where the answer could be too large otherwise, or where the operation asks for its estimate.
import { type DocumentNode, Kind, visit } from 'graphql';
import type { SavedFilters } from '../../model/filters';
import { membersKnown } from '../../query/members/member-counts';
import { savedFilters } from '../../query/segments/segments';
import { type Estimate, noEstimate, together } from '../common/estimate';
import type { RequestContext } from '../common/request-context';
import { estimateAnswer } from './estimate-answer';
import { limitsFor, tooLarge } from './limits';
import type { Around } from './question-size';
import { checkDocument, refuse } from './read-document';
import { type Executable, readVariables } from './read-variables';

/** What the answer comes to. Throws QUERY_TOO_LARGE, and VariableErrors for variables that do not fit. */
export async function checkAnswer(executable: Executable, context: RequestContext): Promise<Estimate> {
  const { schema, document, operation } = executable;
  const limits = limitsFor(context.config, context.principal.role);
  // The estimate writes fragments out: whatever way the document came, it is known to be small.
  checkDocument(document, limits);
  const coerced = readVariables(executable);
  const { settings, now } = context.answering;
  const unknown = new Set<string>();
  let segments: SavedFilters | undefined;
  let namesSegments = false;
  const segmentOf: Around['segmentOf'] = (name) => {
    namesSegments = true;
    return segments?.get(name);
  };
  const estimatedWith = (counts: ReadonlyMap<string, number>) => {
    const members: Around['members'] = (id) => {
      const known = counts.get(id) ?? membersKnown(id);
      if (known === null) unknown.add(id);
      return known ?? undefined;
    };
    const around = { settings, now: now(), members, segmentOf };
    return estimateAnswer({ schema, document, operation, variables: coerced }, around);
  };
  const refusals = (estimates: ReadonlyMap<string, Estimate>) => {
    const { cells, bytes, cost } = wholeOf(estimates);
    const asked = { mostCells: Math.ceil(cells), mostBytes: Math.ceil(bytes), mostCost: Math.ceil(cost) };
    return tooLarge(limits, asked);
  };
  let estimates = estimatedWith(new Map());
  if (namesSegments) {
    // Where they cannot be read, the execution cannot either, and says why.
    segments = await savedFilters(context.beside.engine).catch(() => undefined);
    estimates = estimatedWith(new Map());
  }
  if (unknown.size > 0 && (refusals(estimates).length > 0 || asksForEstimate(document))) {
    estimates = estimatedWith(await context.members.of(context.beside, [...unknown]));
  }
  refuse(refusals(estimates));
  for (const [name, estimate] of estimates) context.estimates.set(name, estimate);
  return wholeOf(estimates);
}

const wholeOf = (estimates: ReadonlyMap<string, Estimate>): Estimate =>
  [...estimates.values()].reduce(together, noEstimate);

function asksForEstimate(document: DocumentNode): boolean {
  let asks = false;
  visit(document, {
    [Kind.FIELD]: ({ name }) => {
      asks ||= name.value === 'estimate';
    },
  });
  return asks;
}
