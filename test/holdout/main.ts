// `npm run holdout`: how well the models would have foretold CDNOW. Both are fitted to the purchases up to the end of September
// 1997 and asked for those of the 39 weeks after; beside it stands what was bought, by the repeats known then and in total.
import {
  type BetaGeometricModel,
  type BetaGeometricParameters,
  expectedPurchases,
} from '../../src/customer/models/beta-geometric';
import { bgNbd } from '../../src/customer/models/bg-nbd';
import { fitBetaGeometric } from '../../src/customer/models/fit';
import { mbgNbd } from '../../src/customer/models/mbg-nbd';
import { daysOfWeek } from '../../src/customer/models/purchase-history';
import { cdnowIsHere, readCdnowSample, type SampleCustomer } from '../support/cdnow-sample';
import { holdoutTable } from './holdout-table';

const daysOfHoldOut = 273;

function predictionsOf(model: BetaGeometricModel, sample: readonly SampleCustomer[]): readonly number[] {
  const report = fitBetaGeometric(model, sample);
  if (report.kind !== 'FITTED') throw new Error(`${model.name} has no fit: ${report.reason}.`);
  process.stdout.write(
    `${model.name}: ${parametersText(report.parameters)}, log-likelihood ${report.logLikelihood.toFixed(4)}\n`,
  );
  return sample.map((customer) => expectedPurchases(model, report.parameters, customer, daysOfHoldOut / daysOfWeek));
}

const parametersText = (parameters: BetaGeometricParameters): string =>
  Object.entries(parameters)
    .map(([name, value]) => `${name} ${value.toFixed(4)}`)
    .join(', ');

function main(): number {
  if (!cdnowIsHere()) {
    process.stderr.write('There is no ../shared/data/cdnow to check the models against.\n');
    return 1;
  }
  const sample = readCdnowSample('19970930', '19980630');
  process.stdout.write(
    `CDNOW, 1/10 sample: ${sample.length} customers, fitted to 1997-09-30, foretold to 1998-06-30.\n`,
  );
  const predicted = [bgNbd, mbgNbd].map((model) => ({ name: model.name, purchases: predictionsOf(model, sample) }));
  process.stdout.write(`\n${holdoutTable(sample, predicted)}`);
  return 0;
}

process.exitCode = main();
