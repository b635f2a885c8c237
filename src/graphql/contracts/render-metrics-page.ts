// schema/metrics.md: the catalogue as a page people read, in English and Chinese, generated from the definitions.
import { allowedDimensions, enumValueOf, metricCatalog } from '../../metrics/catalog';
import type { MetricDefinition } from '../../metrics/metric';
import { dimensions } from '../../model/dimensions';
import { customerDimensions } from '../../model/member-places';
import { Area } from '../common/enums';

const areaTitles: Readonly<Record<MetricDefinition['area'], string>> = {
  ACQUISITION: 'Acquisition 客户获取',
  SALES: 'Sales 销售绩效',
  SATISFACTION: 'Satisfaction 客户满意度',
  SERVICE: 'Service 服务响应',
  ENGAGEMENT: 'Engagement 客户活跃度与参与度',
  VALUE: 'Loyalty and value 客户忠诚度与价值',
  RETENTION: 'Retention 客户挽留',
  HEALTH: 'Health and prediction 健康与预测',
  DATA_QUALITY: 'Data quality 数据质量',
};

const directions = { UP: 'higher is better', DOWN: 'lower is better', NEUTRAL: 'neither direction is better' } as const;

function sliceable(metric: MetricDefinition): string {
  const allowed = allowedDimensions(metric);
  const hasAllOfCustomer = customerDimensions.every((id) => allowed.includes(id));
  const own = hasAllOfCustomer ? allowed.filter((id) => !customerDimensions.includes(id)) : allowed;
  const parts = [...own, ...(hasAllOfCustomer ? ['customer attributes'] : [])];
  return parts.length === 0 ? 'nothing' : parts.join(', ');
}

function metricSection(metric: MetricDefinition): string {
  const { id, label, unit, better, additivity, defaultTarget, aliases, drivers, perCustomer } = metric;
  const lines = [
    `### ${label.en} ${label.zh}`,
    '',
    `\`${id}\` (\`${enumValueOf(id)}\`), ${unit.toLowerCase()}, ${directions[better]}, ${additivity.toLowerCase().replaceAll('_', '-')}`,
    '',
    metric.definition.en,
    '',
    metric.definition.zh,
    '',
    `- Formula: ${metric.formulaText}`,
    `- By: ${sliceable(metric)}`,
    ...(aliases.length > 0 ? [`- Also called: ${aliases.join(', ')}`] : []),
    ...(drivers.length > 0 ? [`- Moved by: ${drivers.map((driver) => `\`${driver}\``).join(', ')}`] : []),
    ...(defaultTarget === null ? [] : [`- Default target: ${defaultTarget.operator} ${defaultTarget.value}`]),
    ...(perCustomer ? ['- Can be judged for one customer'] : []),
  ];
  return lines.join('\n');
}

function areaSection(area: MetricDefinition['area']): readonly string[] {
  const metrics = metricCatalog.filter((metric) => metric.area === area);
  return metrics.length === 0 ? [] : [`## ${areaTitles[area]}`, ...metrics.map(metricSection)];
}

export function renderMetricsPage(): string {
  const areas = Object.keys(Area) as MetricDefinition['area'][];
  const sections = [
    '# Metrics 指标目录',
    `${metricCatalog.length} metrics. Percent is 0..100. A ratio whose denominator is 0 has no value (ZERO_DENOMINATOR), nor has a mean, median or percentile of nothing (NO_DATA); counts and sums of nothing are 0. This page is generated from the definitions by \`astrolabe schema\`.`,
    ...areas.flatMap(areaSection),
    '## Dimensions 维度',
    [
      '| dimension | name | 名称 | what it is | 说明 |',
      '|---|---|---|---|---|',
      ...dimensions.map(
        ({ id, label, description }) =>
          `| \`${id}\` | ${label.en} | ${label.zh} | ${description.en} | ${description.zh} |`,
      ),
    ].join('\n'),
    `Customer attributes: ${customerDimensions.map((id) => `\`${id}\``).join(', ')}.`,
  ];
  return `${sections.join('\n\n')}\n`;
}
