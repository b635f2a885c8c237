// Walks an answer page by page: the pages one after another are the rows of the whole answer, in its order and with its
// values, and everything about the whole question is on each of them.
import type { MetricQuestion } from '../../src/query/question/metric-question';
import type { MetricRow, MetricsResult } from '../../src/query/question/metrics-result';
import { type Tally, tallied } from './agreement-beside';

/** What differs between the whole answer and at most so many pages of it. */
export async function pagesDiffer(
  whole: MetricsResult,
  pages: number,
  ask: (page: Pick<MetricQuestion, 'first' | 'after'>) => Promise<MetricsResult>,
  tally: Tally,
): Promise<readonly string[]> {
  const size = Math.max(1, Math.ceil(whole.rows.length / pages));
  const walked: MetricRow[] = [];
  const found: string[] = [];
  let after: string | null = null;
  for (let more = true; more; ) {
    const page: MetricsResult = await ask({ first: size, after });
    const left = whole.rows.length - walked.length;
    walked.push(...page.rows);
    more = page.pageInfo.hasNextPage;
    after = page.pageInfo.endCursor;
    if (page.rows.length !== Math.min(size, left)) found.push(`page of ${page.rows.length} with ${left} rows left`);
    if (more !== left > size) found.push(`${more ? 'a' : 'no'} next page with ${left} rows left, ${size} a page`);
    if (more && after === null) found.push('a next page and no cursor');
    if (page.groupCount !== whole.groupCount) found.push(`groups: ${page.groupCount} for ${whole.groupCount}`);
    if (JSON.stringify(page.totals) !== JSON.stringify(whole.totals)) found.push('a page has other totals');
    if (found.length > 0) return found;
  }
  if (walked.length > size) tallied(tally, 'walked over pages');
  const differing = whole.rows.findIndex((row, index) => JSON.stringify(row) !== JSON.stringify(walked[index]));
  return differing < 0 ? [] : [`row ${differing} is ${JSON.stringify(walked[differing]?.keys)} when paged`];
}
