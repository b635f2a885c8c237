// Slips in what the models say of a customer: when it may leave, what is summed and discounted, when there is no model.
import type { Change } from '../change';

const about = (file: string, test: string) =>
  ({ kind: 'customer model', file: `src/customer/models/${file}.ts`, first: [`customer/models/${test}`] }) as const;

const one = about('beta-geometric', 'beta-geometric');
const likelihood = about('beta-geometric-likelihood', 'likelihood');
const profit = about('gamma-gamma', 'gamma-gamma');
const fit = about('fit', 'fit');
const climb = about('maximise', 'maximise');
const outlook = about('outlook', 'outlook');

export const customerModelChanges: readonly Change[] = [
  {
    ...about('mbg-nbd', 'beta-geometric'),
    title: 'nobody leaves after the first purchase',
    from: '(repeats) => repeats + 1',
    to: '(repeats) => repeats',
  },
  {
    ...one,
    title: 'the last chance to leave counts twice',
    from: 'Math.log(b + chances - 1)',
    to: 'Math.log(b + chances)',
  },
  {
    ...one,
    title: 'silence is measured against the whole age',
    from: '(age - recency) / (alpha + recency)',
    to: '(age - recency) / (alpha + age)',
  },
  {
    ...one,
    title: 'who is alive never leaves',
    from: 'reached *= (stays + n) / (a + stays + n)',
    to: 'reached *= (stays + n) / (stays + n)',
  },
  {
    ...one,
    title: 'the future rate forgets the repeats',
    from: 'const shape = r + repeats;',
    to: 'const shape = r;',
  },
  {
    ...one,
    title: 'the sum ends too early',
    from: 'const negligible = 1e-15;',
    to: 'const negligible = 1e-3;',
  },
  {
    ...one,
    title: 'the dead buy as well',
    from: 'probabilityAlive(model, parameters, history) * expectedWhileAlive(',
    to: 'expectedWhileAlive(',
  },
  {
    ...likelihood,
    title: 'a row counts as one customer where it may have left',
    from: 'value += n * (Math.max(logOdds, 0)',
    to: 'value += (Math.max(logOdds, 0)',
  },
  {
    ...likelihood,
    title: 'a slope forgets who has left',
    from: 'ofR += left * silence;',
    to: '',
  },
  {
    ...profit,
    title: 'a loss is expected to go on',
    from: 'if (meanProfit <= 0) return 0;',
    to: '',
  },
  {
    ...profit,
    title: 'the population mean without its correction',
    from: 'return (p * gamma) / (q - 1);',
    to: 'return (p * gamma) / q;',
  },
  {
    ...profit,
    title: 'customers without profit are fitted over',
    from: 'repeats >= 1 && meanProfit > 0',
    to: 'repeats >= 1 && meanProfit >= 0',
  },
  {
    ...about('gamma-gamma', 'likelihood'),
    title: 'the mean profit is taken for the sum',
    from: '(row) => row.repeats * row.meanProfit)',
    to: '(row) => row.meanProfit)',
  },
  {
    ...fit,
    kind: 'boundary',
    title: 'a hundred repeat customers are too few',
    from: 'if (repeatCustomers < fewest)',
    to: 'if (repeatCustomers <= fewest)',
  },
  {
    ...fit,
    kind: 'boundary',
    title: 'a hundred profitable customers are too few',
    from: 'if (customers < fewest)',
    to: 'if (customers <= fewest)',
  },
  {
    ...fit,
    title: 'a mean that is not finite is served',
    from: 'if (q <= 1)',
    to: 'if (q <= 0)',
  },
  {
    ...fit,
    title: 'what did not converge is served',
    from: 'const steepest = 0.001;',
    to: 'const steepest = Number.POSITIVE_INFINITY;',
  },
  {
    ...fit,
    title: 'gamma stays in units of the mean',
    from: 'gamma: gamma * unit',
    to: 'gamma',
  },
  {
    ...fit,
    title: 'the least of the maxima',
    from: 'isGreater(each, best) ? each : best',
    to: 'isGreater(each, best) ? best : each',
  },
  {
    ...climb,
    title: 'a slope beyond the edge counts as left',
    from: 'direction >= 0);',
    to: 'direction > 1e300);',
  },
  {
    ...outlook,
    title: 'a month is discounted by its beginning',
    from: '** (month / 12)',
    to: '** ((month - 1) / 12)',
  },
  {
    ...outlook,
    title: 'what is expected is summed up again every month',
    from: 'before = expected;',
    to: '',
  },
  {
    ...outlook,
    title: 'customers of one age share their repeats',
    from: 'ofAge.set(repeats, ahead)',
    to: 'ofAge.set(repeats, ahead).set(repeats + 1, ahead)',
  },
];
