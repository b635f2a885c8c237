// Rows that are lines of orders: each gives a transaction, its product and its customer.
import type { Condition, Value } from '../../mapping/schema';
import type { ColumnProfile } from '../profile/column-profile';
import { customerKey, customerRule } from './customer-rule';
import {
  choice,
  constant,
  type DraftedValue,
  decide,
  guess,
  keyValue,
  moneyValue,
  numberValue,
  textValue,
  timeValue,
  undecided,
  wordValue,
} from './drafted-value';
import type { FoundColumns } from './found-columns';
import { type TableDraft, tableDraft } from './table-draft';
import { wordFor } from './value-words';

export function orderRules(found: FoundColumns, why: string): readonly TableDraft[] {
  const { of } = found;
  const rule = tableDraft('transactions', `a row is a line of an order, by ${why}.`);
  const money = moneyOf(found);
  const at = of.orderedAt ?? of.createdAt ?? of.closedAt ?? of.updatedAt;
  rule
    .put('transaction_id', lineKey(found))
    .put('order_id', orderKey(found))
    .put('occurred_at', at === undefined ? null : timeValue('occurred_at', at))
    .put('revenue', money?.revenue)
    .put('kind', kindValue(found, money))
    .put('customer_id', customerKey(found)?.drafted('customer_id'))
    .put('cost', of.cost === undefined ? null : costValue(of.cost))
    .put('quantity', quantityValue(found, money))
    .put('product_id', productKey(of.productId, of.productName))
    .put('channel_id', of.channel === undefined ? null : keyValue('channel_id', of.channel))
    .put('agent_id', of.agentId === undefined ? null : keyValue('agent_id', of.agentId))
    .put('campaign', of.campaign === undefined ? null : textValue('campaign', of.campaign))
    .put('opportunity_id', of.opportunityId === undefined ? null : keyValue('opportunity_id', of.opportunityId))
    .put('term_end', of.endsAt === undefined ? null : timeValue('term_end', of.endsAt));
  const drafts = [
    rule.finish(),
    productRule(found, false),
    customerRule(found, 'a row names its customer; the last row of one says what is known.', false),
  ];
  return drafts.filter((draft): draft is TableDraft => draft !== null);
}

/** The money of a line, and its parts where it is a product. */
type Money = {
  readonly revenue: DraftedValue;
  readonly negative: boolean;
  readonly parts?: readonly [DraftedValue, DraftedValue];
};

function moneyOf({ of }: FoundColumns): Money | null {
  const { revenue, unitPrice, quantity } = of;
  if (revenue !== undefined) {
    const drafted = moneyValue('revenue', revenue, of.currency);
    const note =
      revenue.number!.currencies === undefined
        ? [guess(`revenue: "${revenue.column}" is the money of the whole line, in the business currency.`)]
        : [];
    return { revenue: { ...drafted, notes: [...drafted.notes, ...note] }, negative: revenue.number!.negative };
  }
  if (unitPrice === undefined || quantity === undefined) return null;
  const parts = [numberValue('revenue', quantity), numberValue('revenue', unitPrice)] as const;
  return {
    parts,
    negative: quantity.number!.negative || unitPrice.number!.negative,
    revenue: {
      value: { multiply: parts.map(({ value }) => value) },
      notes: [
        guess(`revenue is "${quantity.column}" times "${unitPrice.column}", in the business currency.`),
        ...parts.flatMap(({ notes, open }) => (open.length > 0 ? notes : [])),
      ],
      open: parts.flatMap(({ open }) => open),
    },
  };
}

const isBelowZero = (value: Value): Condition =>
  typeof value === 'string' && /^\{[^{}#]+\}$/.test(value)
    ? { column: value.slice(1, -1), lessThan: 0 }
    : { value, lessThan: 0 };

function kindValue({ of }: FoundColumns, money: Money | null): DraftedValue {
  const { kind } = of;
  if (
    kind !== undefined &&
    kind.distinct.length <= 20 &&
    kind.distinct.some((text) => wordFor(text, 'transaction') !== null)
  )
    return wordValue('kind', kind, 'transaction');
  if (money === null || !money.negative || money.revenue.open.length > 0)
    return constant('order', 'kind: every row is an order; none of those looked at has negative money.');
  const negatives = (money.parts ?? [money.revenue]).map(({ value }) => isBelowZero(value));
  return {
    value: choice(negatives.length === 1 ? negatives[0]! : { any: negatives }, 'refund', 'order'),
    notes: [guess('kind: a row with a negative number is a refund, any other an order.')],
    open: [],
  };
}

/** A refund has no positive quantity: where its price is what is negative, nothing is said of it. */
function quantityValue({ of }: FoundColumns, money: Money | null): DraftedValue | null {
  if (of.quantity === undefined) return null;
  const drafted = numberValue('quantity', of.quantity);
  if (money === null || !money.negative || drafted.open.length > 0 || money.revenue.open.length > 0) return drafted;
  const price = money.parts === undefined ? money.revenue.value : money.parts[1].value;
  const positive: Condition = { value: drafted.value, greaterThan: 0 };
  return {
    ...drafted,
    value: choice({ all: [isBelowZero(price), positive] }, null, drafted.value),
    notes: [...drafted.notes, guess('quantity is left out where the money is negative and the quantity is not.')],
  };
}

function costValue(cost: ColumnProfile): DraftedValue {
  const drafted = numberValue('cost', cost);
  return {
    ...drafted,
    notes: [
      ...drafted.notes,
      decide(
        `cost: is "${cost.column}" the cost of the whole line, or of one piece (then multiply it by the quantity)?`,
      ),
    ],
  };
}

/** Where no column tells lines apart, what the whole row says does. */
function lineKey({ of }: FoundColumns): DraftedValue {
  const { lineId, orderId, rowId } = of;
  const own = [lineId, rowId].find((profile) => profile?.isUnique);
  if (own !== undefined) return keyValue('transaction_id', own);
  if (orderId?.isUnique) return keyValue('transaction_id', orderId);
  if (orderId === undefined) {
    return constant(
      '{#hash}-{#}',
      'transaction_id is a fingerprint of the whole row, because no column tells rows apart: a row that is changed counts as another.',
    );
  }
  return constant(
    `{${orderId.column}}-{#hash}-{#}`,
    `transaction_id is "${orderId.column}" with a fingerprint of the whole row, because no column tells rows apart: a row that is changed counts as another.`,
  );
}

function orderKey({ of }: FoundColumns): DraftedValue {
  if (of.orderId !== undefined) return keyValue('order_id', of.orderId);
  const own = [of.lineId, of.rowId].find((profile) => profile?.isUnique);
  if (own !== undefined) return keyValue('order_id', own);
  return {
    value: '{#hash}-{#}',
    notes: [decide('order_id: no column says which rows are one order. As drafted every row is an order of its own.')],
    open: [],
  };
}

function productKey(id: ColumnProfile | undefined, name: ColumnProfile | undefined): DraftedValue | null {
  if (id !== undefined) return keyValue('product_id', id);
  return name === undefined ? null : textValue('product_id', name);
}

/** `rowsAreProducts`: the file is a list of products. */
export function productRule({ of }: FoundColumns, rowsAreProducts: boolean, why = ''): TableDraft | null {
  const id = of.productId ?? (rowsAreProducts ? of.rowId : undefined);
  const name = of.productName ?? (rowsAreProducts ? of.rowName : undefined);
  const key = id ?? name;
  if (key === undefined) return null;
  const about = rowsAreProducts
    ? `a row is a product, by ${why}.`
    : 'a row names its product; the first row of one says what it is called.';
  const rule = tableDraft('products', about)
    .put('product_id', productKey(id, name))
    .put('name', name === undefined ? null : textValue('name', name))
    .put('category', of.productCategory === undefined ? null : textValue('category', of.productCategory));
  if (rowsAreProducts && key.isUnique) return rule.finish();
  return rule.finish({ where: { column: key.column, isEmpty: false }, keep: 'first' });
}

export const unknownOrder = (): TableDraft =>
  tableDraft('transactions', 'nothing of the file was recognised; this is the shape of a table to begin with.')
    .put('kind', undecided('kind', 'what a row is was not recognised (order, renewal, refund)'))
    .finish();
