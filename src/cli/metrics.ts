// metrics: the catalogue as a table.
import { Command } from 'commander';
import { textTable } from '../load/report/text-table';
import { allowedDimensions, metricCatalog } from '../metrics/catalog';
import { type CommandSurroundings, say } from './surroundings';

export const metricsCommand = (surroundings: CommandSurroundings): Command =>
  new Command('metrics')
    .description('Show the catalogue of metrics: id, unit, which way is better, formula, names.')
    .option('--dimensions', 'show by which dimensions each metric can be sliced instead of its formula')
    .action(({ dimensions }: { readonly dimensions?: boolean }) => {
      const detail = dimensions ? 'dimensions' : 'formula';
      const rows = metricCatalog.map((metric) => [
        metric.id,
        metric.area.toLowerCase(),
        metric.unit.toLowerCase(),
        metric.better.toLowerCase(),
        `${metric.label.en} ${metric.label.zh}`,
        dimensions ? allowedDimensions(metric).join(' ') : metric.formulaText,
      ]);
      // Names come last but one: Chinese is wider than it is long, which only unsettles what follows it on its own line.
      say(
        surroundings,
        textTable(
          ['metric', 'area', 'unit', 'better', detail, 'name'],
          rows.map(([id, area, unit, better, name, last]) => [id!, area!, unit!, better!, last!, name!]),
        ),
      );
    });
