// Revenue against its targets on the fixture company: which targets a slice and a period use, and what is measured of them.
import { describeMetric } from '../support/fixture';

const year = 2025;
const share = (revenue: number, target: number) => ({
  value: (100 * revenue) / target,
  status: 'OK' as const,
  numerator: revenue,
  denominator: target,
});
const noData = { value: null, status: 'NO_DATA' as const, n: 0 };

describeMetric('TARGET_ATTAINMENT', (it) => {
  it('sets revenue against the target of the period', { period: { year, month: 3 } }, [{ ...share(1260, 1200), n: 8 }]);
  it('uses the shortest target and skips what overlaps it', { period: { year, quarter: 1 } }, [share(1260, 1200)]);
  it('takes the revenue of the days of the target, not of the period', { period: { year, month: 4 } }, [
    share(325, 400),
  ]);
  it('is null without a target within the period', { period: { year, month: 2 } }, [noData]);
  it('needs a target that lies within the period', { period: { from: '2025-03-01', to: '2025-03-30' } }, [noData]);
  it('takes the target of the slice', { period: { year, month: 3 }, by: ['CHANNEL'] }, [
    { keys: ['app'], ...noData },
    { keys: ['shop'], ...noData },
    { keys: ['web'], ...share(730, 700) },
  ]);
  it('has none of a slice of two dimensions', { period: { year, month: 3 }, by: ['CHANNEL', 'TRANSACTION_KIND'] }, [
    { keys: ['app', 'order'], ...noData },
    { keys: ['shop', 'order'], ...noData },
    { keys: ['web', 'order'], ...noData },
  ]);
  it(
    'has none of a part that a filter leaves',
    {
      period: { year, month: 3 },
      where: { dimension: 'CHANNEL', in: ['web'] },
    },
    [noData],
  );
  it('looks at each bucket by itself', { period: { year, quarter: 1 }, grain: 'MONTH' }, [
    { period: '2025-01-01', ...noData },
    { period: '2025-02-01', ...noData },
    { period: '2025-03-01', ...share(1260, 1200) },
  ]);
  it.total(
    'sets the whole company beside its slices',
    { period: { year, month: 3 }, by: ['CHANNEL'] },
    share(1260, 1200),
  );
  it.refuses('goes with what transactions have', { period: { year, month: 3 }, by: ['TOPIC'] }, 'METRIC_NOT_SLICEABLE');
});
