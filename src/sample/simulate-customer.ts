// All rows of one customer. Decided by the company and the customer's number alone.
import type { Company } from './company';
import { createCustomer } from './customer';
import { writeCustomerVersions } from './customer-versions';
import { nameDealAmounts } from './deal-amounts';
import { writeEngagement } from './engagement';
import { writeFunnel } from './funnel';
import { writeOrders } from './orders';
import type { Records } from './records';
import { writeReferral } from './referrals';
import { writeService } from './service';
import { writeSurveys } from './surveys';

/** `number` counts from 0, in the order of first contacts. */
export function simulateCustomer(company: Company, number: number): Records {
  const customer = createCustomer(company, number);
  writeFunnel(customer);
  writeOrders(customer);
  nameDealAmounts(customer);
  writeService(customer);
  writeSurveys(customer);
  writeEngagement(customer);
  writeCustomerVersions(customer, writeReferral(customer));
  return customer.records;
}
