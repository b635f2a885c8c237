// The evidence of many customers at one instant, column by column: some hundred bytes a customer, where objects would take four
// times as much. Rows are written in the order of customers, and read as often as needed.
import type { Evidence } from './evidence';

type ColumnType = 'flag' | 'integer' | 'float';

/** Days and counts fit an integer; money, instants and scores need a float. */
const columns: { readonly [Column in keyof Evidence]: ColumnType } = {
  hasBought: 'flag',
  isInBase: 'flag',
  isDormant: 'flag',
  isUnderTerm: 'flag',
  saidGoodbye: 'flag',
  isNew: 'flag',
  repeats: 'integer',
  repeatDays: 'integer',
  ageDays: 'integer',
  meanProfit: 'float',
  lastPurchaseDay: 'integer',
  historicValue: 'float',
  contribution: 'float',
  revenue: 'float',
  activity: 'integer',
  loyalty: 'integer',
  orders: 'integer',
  ordersLastHalfYear: 'integer',
  ordersHalfYearBefore: 'integer',
  isHalfYearOld: 'flag',
  engagedDays: 'integer',
  engagedDaysBefore: 'integer',
  wasEngaged: 'flag',
  complaints: 'integer',
  lastNps: 'float',
  lastCsat: 'float',
  lastCes: 'float',
  nps: 'float',
  termEnd: 'float',
  termLength: 'float',
  termEndedLastYear: 'flag',
  matureTerms: 'integer',
  renewedTerms: 'integer',
  preferredChannel: 'integer',
};

type Column = Uint8Array | Int32Array | Float64Array;

const arrays: { readonly [Type in ColumnType]: (length: number) => Column } = {
  flag: (length) => new Uint8Array(length),
  integer: (length) => new Int32Array(length),
  float: (length) => new Float64Array(length),
};

const bytes: { readonly [Type in ColumnType]: number } = { flag: 1, integer: 4, float: 8 };

/** What a customer takes in a table. */
export const bytesOfRow = Object.values(columns).reduce((sum, type) => sum + bytes[type], bytes.integer);

const names = Object.keys(columns) as readonly (keyof Evidence)[];

export type EvidenceTable = {
  readonly size: () => number;
  readonly add: (customerNo: number, evidence: Evidence) => void;
  readonly customerNo: (row: number) => number;
  /** Reads the table whenever it is asked: true until the table is cleared. */
  readonly evidence: (row: number) => Evidence;
  readonly clear: () => void;
};

/** A row as evidence, without a copy of it. */
class Row {
  constructor(
    readonly stored: readonly Column[],
    readonly row: number,
  ) {}
}
for (const [index, name] of names.entries())
  Object.defineProperty(Row.prototype, name, {
    get:
      columns[name] === 'flag'
        ? function (this: Row): boolean {
            return this.stored[index]![this.row] === 1;
          }
        : function (this: Row): number {
            return this.stored[index]![this.row]!;
          },
  });

/** A table for so many customers at most. */
export function evidenceTable(capacity: number): EvidenceTable {
  const customers = new Int32Array(capacity);
  const stored = names.map((name) => arrays[columns[name]](capacity));
  let size = 0;
  return {
    size: () => size,
    add: (customerNo, evidence) => {
      customers[size] = customerNo;
      for (const [index, values] of stored.entries()) values[size] = Number(evidence[names[index]!]);
      size += 1;
    },
    customerNo: (row) => customers[row]!,
    evidence: (row) => new Row(stored, row) as unknown as Evidence,
    clear: () => {
      size = 0;
    },
  };
}
