// The worked examples of the catalogue, each on a company made for it.

import { april, february, january, march } from '../support/company-periods';
import { shanghai } from '../support/company-settings';
import { moneyShare, share, total } from '../support/expected-values';
import { withCompany } from '../support/fixture';

type Row = Record<string, string>;

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

const order = (customer: string, date: string, profit = 10): Row => ({
  transaction_id: `t-${customer}-${date}`,
  order_id: `o-${customer}-${date}`,
  occurred_at: `${date}T12:00:00+08:00`,
  kind: 'order',
  revenue: String(profit + 100),
  customer_id: customer,
  cost: '100',
});

let answers = 0;
const answer = (question: string, score: number, scaleMax: string | null = null, date = '2025-03-10'): Row => {
  answers += 1;
  return {
    interaction_id: `answer-${answers}`,
    occurred_at: `${date}T12:00:00+08:00`,
    kind: 'survey',
    customer_id: `customer-${answers}`,
    question,
    score: String(score),
    ...(scaleMax === null ? {} : { scale_max: scaleMax }),
  };
};

// The limit of 180 days is 3 October at 1 April and 2 November at 1 May.
withCompany(
  '100 customers at the start of April, 85 of them still there at its end',
  {
    transactions: [
      ...numbers(85).map((number) => order(`stays-${number}`, '2025-01-20')),
      ...numbers(15).map((number) => order(`goes-${number}`, '2024-10-20')),
    ],
  },
  shanghai,
  (describe) => {
    describe('RETENTION_RATE', (it) => {
      it('is 85', { period: april }, [share(85, 100)]);
    });
    describe('CHURN_RATE', (it) => {
      it('is 15', { period: april }, [share(15, 100)]);
    });
    describe('CUSTOMERS_AT_START', (it) => {
      it('is 100', { period: april }, [total(100)]);
    });
  },
);

withCompany(
  '200 leads in January, 40 of them closed',
  {
    interactions: numbers(200).map((number) => ({
      interaction_id: `lead-${number}`,
      occurred_at: '2025-01-10T12:00:00+08:00',
      kind: 'lead',
      customer_id: `lead-${number}`,
    })),
    transactions: numbers(40).map((number) => order(`lead-${number}`, '2025-02-20')),
  },
  shanghai,
  (describe) => {
    describe('LEAD_CONVERSION_RATE', (it) => {
      it('is 20', { period: january }, [share(40, 200)]);
    });
    describe('LEADS', (it) => {
      it('is 200', { period: january }, [total(200)]);
    });
  },
);

withCompany(
  'answers from 0 to 10',
  {
    interactions: [
      ...numbers(11).map((number) => answer('nps', number - 1, null, '2025-01-10')),
      ...[9, 10, 10].map((score) => answer('nps', score, null, '2025-02-10')),
      ...[0, 5, 6].map((score) => answer('nps', score, null, '2025-03-10')),
      ...[7, 8].map((score) => answer('nps', score, null, '2025-04-10')),
    ],
  },
  shanghai,
  (describe) => {
    describe('NPS', (it) => {
      it('counts 9 and 10 as promoters, 7 and 8 as passive, 0 to 6 as detractors', { period: january }, [
        share(2 - 7, 11),
      ]);
      it('is 100 at most', { period: february }, [share(3, 3)]);
      it('is -100 at least', { period: march }, [share(-3, 3)]);
      it('is 0 of passive answers', { period: april }, [share(0, 2)]);
    });
  },
);

withCompany(
  'three parts of satisfaction',
  {
    interactions: [
      ...[5, 4].map((score) => answer('csi_product', score)), // 4.5
      ...[3, 3, 3, 3].map((score) => answer('csi_service', score)), // 3
      ...[10, 1].map((score) => answer('csi_support', score, '10')), // 5 and 1: 3
    ],
  },
  shanghai,
  (describe) => {
    describe('CSI', (it) => {
      it('is the plain mean of its parts, not of the answers', { period: march }, [{ value: 3.5, status: 'OK' }]);
    });
  },
);

withCompany(
  'ten customers, two of whom make 70 % of the profit',
  {
    transactions: [
      ...[400, 300].map((profit, index) => order(`large-${index}`, '2025-03-10', profit)),
      ...[60, 50, 45, 40, 35, 30, 25, 15].map((profit, index) => order(`small-${index}`, '2025-03-10', profit)),
    ],
  },
  shanghai,
  (describe) => {
    describe('TOP_CUSTOMER_SHARE', (it) => {
      it('is 70', { period: march }, [moneyShare(700, 1000)]);
    });
  },
);

// April: 10 in the base at its start, 3 of them lost, 2 lost earlier come back, 5 new of whom one leaves at once.
withCompany(
  'a base that loses, regains and wins customers',
  {
    customers: [{ customer_id: 'new-5', churned_at: '2025-04-20T00:00:00+08:00' }],
    transactions: [
      ...numbers(7).map((number) => order(`stays-${number}`, '2025-01-20')),
      ...numbers(3).map((number) => order(`goes-${number}`, '2024-10-20')),
      ...numbers(2).map((number) => order(`back-${number}`, '2024-08-20')),
      ...numbers(2).map((number) => order(`back-${number}`, '2025-04-10')),
      ...numbers(5).map((number) => order(`new-${number}`, '2025-04-10')),
    ],
  },
  shanghai,
  (describe) => {
    describe('CUSTOMERS_AT_START', (it) => {
      it('is 10', { period: april }, [total(10)]);
    });
    describe('LOST_CUSTOMERS', (it) => {
      it('is 3', { period: april }, [total(3)]);
    });
    describe('NEW_CUSTOMERS', (it) => {
      it('is 5', { period: april }, [total(5)]);
    });
    describe('CUSTOMERS_AT_END', (it) => {
      it('is 10 - 3 + 2 + the 4 new who stayed', { period: april }, [total(13)]);
    });
  },
);
