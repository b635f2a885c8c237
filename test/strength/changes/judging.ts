// Slips in the rules by which customers are judged, in the evidence they rest on, and in what a score run judges anew.
import type { Change } from '../change';

const cases = ['customer/scoring/judgement-cases', 'customer/scoring/agreement'] as const;
const rule = (file: string) =>
  ({ kind: 'customer judgement', file: `src/customer/judgements/${file}.ts`, first: cases }) as const;
const evidence = (file: string) =>
  ({ kind: 'customer judgement', file: `src/customer/history/${file}.ts`, first: cases }) as const;
const run = (file: string) =>
  ({
    kind: 'score run',
    file: `src/customer/scoring/${file}.ts`,
    first: ['customer/scoring/score', ...cases],
  }) as const;

export const judgingChanges: readonly Change[] = [
  { ...rule('rank'), title: 'equal values count whole', from: 'return smaller + low;', to: 'return 2 * low;' },
  {
    ...rule('rank'),
    title: 'a score of five is rounded',
    from: 'Math.min(5, 1 + Math.floor(',
    to: 'Math.min(5, 1 + Math.round(',
  },
  {
    ...rule('tier'),
    title: 'a cut that is hit exactly is missed',
    from: 'place * oneIn[tier] <= scores.length',
    to: 'place * oneIn[tier] < scores.length',
  },
  {
    ...rule('tier'),
    title: 'a missing part leaves its weight to nobody',
    from: 'toNineDecimals(sum / weight)',
    to: 'toNineDecimals(sum)',
  },
  {
    ...rule('reference-base'),
    title: 'somebody has a predicted value',
    from: 'predicted.every((value) => value !== null) ? rankedValues(predicted)',
    to: 'predicted.some((value) => value !== null) ? rankedValues(predicted.map(Number))',
  },
  {
    ...rule('judge'),
    title: 'the present is ranked in its own base',
    from: 'if (standing !== null && !isEmpty(standing.base)) return standing;',
    to: 'if (standing !== null && isEmpty(standing.base)) return standing;',
  },
  {
    ...rule('judge'),
    title: 'the lost are ranked too',
    from: 'ofBase: own.isInBase ? ofBase',
    to: 'ofBase: own.hasBought ? ofBase',
  },
  {
    ...rule('rfm'),
    title: 'frequency and monetary are rounded down',
    from: 'Math.floor((frequency + monetary + 1) / 2)',
    to: 'Math.floor((frequency + monetary) / 2)',
  },
  {
    ...rule('rfm'),
    title: 'recency by the days of the instant',
    from: 'recencyOf(evidence, base.date)',
    to: 'recencyOf(evidence, base.date + 1)',
  },
  {
    ...rule('lifecycle-stage'),
    title: 'the dormant are active',
    from: `if (isDormant) return 'DORMANT';`,
    to: `if (isDormant && isNew) return 'DORMANT';`,
  },
  { ...rule('nps-group'), title: 'a nine is passive', from: 'nps >= promoterFrom', to: 'nps > promoterFrom' },
  { ...rule('nps-group'), title: 'a six is passive', from: 'nps <= detractorUpTo', to: 'nps < detractorUpTo' },
  {
    ...rule('prediction'),
    title: 'a goodbye leaves what the model says',
    from: 'if (evidence.saidGoodbye) return gone;',
    to: 'if (evidence.saidGoodbye && !evidence.isUnderTerm) return gone;',
  },
  {
    ...rule('prediction'),
    title: 'thirty terms are too few',
    from: 'if (mature < fewestTerms) return null;',
    to: 'if (mature <= fewestTerms) return null;',
  },
  {
    ...rule('prediction'),
    first: ['customer/judgements/prediction'],
    title: 'the greater risk counts under a term',
    from: 'return Math.min(ofModel, ofTerm);',
    to: 'return Math.max(ofModel, ofTerm);',
  },
  {
    ...rule('prediction'),
    title: 'a term brings its contribution whatever the risk',
    from: '(1 - risk) * (contribution / moneyUnits)',
    to: 'contribution / moneyUnits',
  },
  {
    ...rule('health'),
    title: 'half of the weight is too little',
    from: 'toNineDecimals(there * 2) >= toNineDecimals(possible)',
    to: 'toNineDecimals(there * 2) > toNineDecimals(possible)',
  },
  {
    ...rule('health'),
    title: 'a term asks for recency and frequency',
    from: 'if (!(evidence.isUnderTerm && missingUnderTerm.includes(part))) possible',
    to: 'if (evidence.isUnderTerm || !missingUnderTerm.includes(part) || score !== null || part !== null) possible',
  },
  {
    ...rule('health-parts'),
    title: 'a rhythm may be of a day',
    from: 'Math.max(shortestRhythmDays, repeats >= 1',
    to: 'Math.max(1, repeats >= 1',
  },
  {
    ...rule('health-parts'),
    title: 'a new customer has a frequency',
    from: 'isUnderTerm || !isHalfYearOld || ordersLastHalfYear',
    to: 'isUnderTerm || ordersLastHalfYear',
  },
  {
    ...rule('health-parts'),
    title: 'nothing against nothing is kept up',
    from: 'return engagedDays + engagedDaysBefore === 0 ? 0 : keptUp',
    to: 'return engagedDays + engagedDaysBefore < 0 ? 0 : keptUp',
  },
  {
    ...rule('health-parts'),
    title: 'a term that ends at the limit runs on',
    from: 'termEnd > at + Math.min(',
    to: 'termEnd >= at + Math.min(',
  },
  { ...rule('health-parts'), title: 'csat from 0', from: '((lastCsat - 1) / 4) * 100', to: '(lastCsat / 5) * 100' },
  {
    ...rule('lead-score'),
    title: 'a lead is open for its last instant',
    from: 'at - firstLeadAt < longest &&',
    to: 'at - firstLeadAt <= longest &&',
  },
  {
    ...rule('lead-score'),
    title: 'a purchase of exactly that age is over',
    from: 'changes[next]!.age < age',
    to: 'changes[next]!.age <= age',
  },
  {
    ...rule('lead-score'),
    title: 'a purchase after 90 days counts',
    from: 'const buys = boughtAfter < longest ? 1 : 0;',
    to: 'const buys = boughtAfter <= longest ? 1 : 0;',
  },
  {
    ...rule('lead-score'),
    title: 'a lead that was lost is scored',
    from: '.isLost !== true',
    to: '.isLost !== undefined',
  },
  {
    ...rule('lead-score'),
    title: 'reference leads by the version of now',
    from: 'const version = versionKind(lead.versions, firstLeadAt);',
    to: 'const version = versionKind(lead.versions, Number.POSITIVE_INFINITY);',
  },
  {
    ...evidence('purchases-at'),
    title: 'the purchase on the instant counts',
    from: 'if (row.at >= instant.at) break;',
    to: 'if (row.at > instant.at) break;',
  },
  {
    ...evidence('purchases-at'),
    title: 'the first day counts for the mean profit',
    from: 'if (row.day !== firstDay) repeatProfit',
    to: 'if (row.day >= firstDay) repeatProfit',
  },
  {
    ...evidence('purchases-at'),
    title: 'orders of the year by their first line',
    from: 'if (ofYear) ordersOfYear.add(row.order);',
    to: 'if (ofYear && row.isFirstLine) ordersOfYear.add(row.order);',
  },
  {
    ...evidence('purchases-at'),
    title: 'refunds bring no loss',
    from: '      contribution += row.profit;',
    to: '      contribution += Math.max(0, row.profit);',
  },
  {
    ...evidence('interactions-at'),
    title: 'purchases are no activity',
    from: 'if (isPurchase && at >= instant.days90Before) active.add(day);',
    to: 'if (!isPurchase && at >= instant.days90Before) active.add(day);',
  },
  {
    ...evidence('interactions-at'),
    title: 'the channel met first wins a tie',
    from: 'other.last - one.last',
    to: 'one.last - other.last',
  },
  {
    ...evidence('interactions-at'),
    title: 'every line of an order is a meeting',
    from: 'if (isFirstLine) count(channel, at);',
    to: 'if (isFirstLine !== undefined) count(channel, at);',
  },
  {
    ...evidence('states-at'),
    title: 'a spell holds from its first instant',
    from: 'startsAfter < at && at <= endsAt',
    to: 'startsAfter <= at && at <= endsAt',
  },
  {
    ...evidence('states-at'),
    title: 'a term that ended a year ago counts',
    from: 'term.end > yearBefore && term.end <= at',
    to: 'term.end >= yearBefore && term.end <= at',
  },
  {
    ...evidence('states-at'),
    first: ['customer/history/states-at'],
    title: 'a term is mature on its day',
    from: 'if (term.end >= termsTo) continue;',
    to: 'if (term.end > termsTo) continue;',
  },
  {
    ...evidence('judgement-instant'),
    title: 'the business date of a month-end is its own day',
    from: 'date: dayNumber(todayOf(instant, timeZone)),',
    to: 'date: dayNumber(here.toPlainDate()),',
  },
  {
    ...run('history-rows'),
    title: 'a version without beginning comes last',
    from: 'at NULLS FIRST, tie',
    to: 'at, tie',
  },
  {
    ...run('history-rows'),
    title: 'answers of one instant in any order',
    from: 'at NULLS FIRST, tie)',
    to: 'at NULLS FIRST, tie DESC)',
  },
  {
    ...run('due-months'),
    title: 'what happened before an earlier month is not judged anew',
    from: 'ends.slice(isOther ? 0 : firstDue)',
    to: 'ends.slice(Math.max(0, firstDue))',
  },
  { ...run('due-months'), title: 'other rules judge nothing anew', from: ' || known.rulesVersion !== version', to: '' },
  {
    ...run('month-digests'),
    title: 'a digest that does not see who bought',
    from: `'1',\n      'customer_no',`,
    to: `'1',`,
  },
  {
    ...run('month-digests'),
    title: 'a digest that does not see costs',
    from: `      'cost',\n`,
    to: '',
  },
  {
    ...run('due'),
    title: 'a run is due by the day of UTC',
    from: 'todayOf(instant, settings.timeZone)',
    to: `todayOf(instant, 'UTC')`,
  },
  {
    ...run('store-judgements'),
    title: 'judgements are true up to a change they do not know',
    from: 'if (changeId !== judgedVersion + 1) return judgedVersion;',
    to: 'if (changeId === 0) return judgedVersion;',
  },
];
