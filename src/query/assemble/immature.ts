// Whether a metric's own window after a bucket is still open: what it counts may yet change.
import { Temporal } from 'temporal-polyfill';
import type { MetricDefinition } from '../../metrics/metric';
import type { Bucket } from '../../model/buckets';

export function isImmature(metric: MetricDefinition, bucket: Bucket, now: Temporal.Instant): boolean {
  if (metric.matureAfterDays === 0) return false;
  const closes = Temporal.Instant.from(bucket.endsAt).add({ hours: 24 * metric.matureAfterDays });
  return Temporal.Instant.compare(closes, now) > 0;
}
