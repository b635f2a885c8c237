// Guesses what the rows of a file are: by the name of the file where its columns go with that, else by the columns alone.

import type { MeaningName } from './column-words';
import type { FoundColumns } from './found-columns';

export const subjects = [
  'tickets',
  'deals',
  'leads',
  'survey',
  'orders',
  'spend',
  'products',
  'agents',
  'customers',
  'interactions',
] as const;
export type Subject = (typeof subjects)[number];

export type SubjectGuess = { readonly subject: Subject | null; readonly why: string };

const namedSo: Readonly<Record<Subject, RegExp>> = {
  tickets: /ticket|incident|\bcase|工单|投诉|售后/i,
  deals: /opportunit|deals?\b|deals?[-_ ]|pipeline|business|商机|业务机会/i,
  leads: /leads?(?:[^a-z]|$)|prospect|线索/i,
  survey: /survey|nps|csat|satisfaction|问卷|满意度|评价/i,
  orders: /order|sale|invoice|transaction|purchase|retail|订单|销售|交易|合同/i,
  spend: /spend|adwords|costs?\b|budget|expense|投放|花费|费用|广告/i,
  products: /product|catalog|sku|item|商品|产品/i,
  agents: /agent|employee|staff|users?\b|员工|坐席/i,
  customers: /customer|client|account|contact|member|客户|会员|联系人/i,
  interactions: /activit|interaction|event|call|task|touch|活动|跟进|通话|记录/i,
};

const any = (of: FoundColumns['of'], ...names: readonly MeaningName[]): boolean =>
  names.some((name) => of[name] !== undefined);

const hasTime = (of: FoundColumns['of']): boolean =>
  any(of, 'orderedAt', 'createdAt', 'closedAt', 'openedAt', 'updatedAt');
const hasMoney = (of: FoundColumns['of']): boolean =>
  any(of, 'revenue') || (any(of, 'unitPrice') && any(of, 'quantity'));
const someCustomer = (of: FoundColumns['of']): boolean => any(of, 'customerId', 'customerName', 'email', 'phone');

/** What must be there at least. `byName`: the file is named so. */
const possible: Readonly<Record<Subject, (of: FoundColumns['of'], byName: boolean) => boolean>> = {
  tickets: (of, byName) =>
    hasTime(of) &&
    ((any(of, 'ticketId') && !any(of, 'orderId')) ||
      (any(of, 'openedAt') && any(of, 'resolvedAt')) ||
      (byName && any(of, 'rowId'))),
  deals: (of, byName) =>
    (any(of, 'stage') && any(of, 'opportunityId', 'opportunityName', 'revenue')) ||
    (byName && hasTime(of) && any(of, 'stage', 'opportunityId', 'opportunityName', 'closedAt')),
  leads: (of, byName) =>
    hasTime(of) && (any(of, 'leadId', 'leadStatus') || (byName && any(of, 'rowId', 'customerId', 'email'))),
  survey: (of) => any(of, 'score') && hasTime(of) && !hasMoney(of),
  orders: (of, byName) =>
    hasTime(of) &&
    hasMoney(of) &&
    (byName || any(of, 'orderId', 'lineId', 'productId', 'productName', 'quantity') || someCustomer(of)),
  spend: (of, byName) =>
    hasTime(of) && (any(of, 'spendAmount') || (byName && any(of, 'revenue', 'cost'))) && !any(of, 'orderId'),
  products: (of, byName) => any(of, 'productId', 'productName') || (byName && any(of, 'rowId')),
  agents: (of, byName) =>
    !hasTime(of) && (byName || any(of, 'team', 'department')) && any(of, 'agentId', 'agentName', 'rowId'),
  customers: (of, byName) =>
    (someCustomer(of) &&
      any(
        of,
        'email',
        'phone',
        'country',
        'region',
        'city',
        'gender',
        'industry',
        'birthDate',
        'tags',
        'companySize',
        'leadSource',
      )) ||
    (byName && any(of, 'rowId', 'customerId', 'customerName')),
  interactions: (of) => hasTime(of) && (someCustomer(of) || any(of, 'kind', 'topic')),
};

export function guessSubject(file: string, { of }: FoundColumns): SubjectGuess {
  const named = subjects.find((subject) => namedSo[subject].test(file) && possible[subject](of, true));
  if (named !== undefined) return { subject: named, why: `its name (${file}) and its columns` };
  const found = subjects.find((subject) => possible[subject](of, false));
  if (found !== undefined) return { subject: found, why: 'its columns' };
  return { subject: null, why: 'nothing of it was recognised' };
}
