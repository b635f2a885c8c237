// A statement as PostgreSQL's own parser reads it, and what the rules of a cluster ask of it: its selects, which relations
// stand in each, and what its subqueries name of the rows around them.
import { loadModule, parseSync } from 'libpg-query';
import { placingOf } from '../../../src/warehouse/placed-tables';

export type Node = Readonly<Record<string, unknown>>;

export const loadParser = loadModule;

/** The statements of a text, each by its kind. */
export const statementsOf = (text: string): readonly Node[] =>
  (parseSync(text) as { stmts: { stmt: Node }[] }).stmts.map(({ stmt }) => stmt);

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);

const indexes = new WeakMap<object, ReadonlyMap<string, readonly Node[]>>();

/** The nodes of a tree by their kind; a tree is walked once, whatever is asked of it. */
function indexOf(root: object): ReadonlyMap<string, readonly Node[]> {
  const known = indexes.get(root);
  if (known !== undefined) return known;
  const found = new Map<string, Node[]>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const each of value) visit(each);
    if (!isNode(value)) return;
    for (const [kind, of] of Object.entries(value)) {
      if (isNode(of)) {
        const ofKind = found.get(kind);
        if (ofKind === undefined) found.set(kind, [of]);
        else ofKind.push(of);
      }
      visit(of);
    }
  };
  visit(root);
  indexes.set(root, found);
  return found;
}

/** Every node of a kind. */
export const nodesOf = (root: unknown, kind: string): readonly Node[] =>
  typeof root === 'object' && root !== null ? (indexOf(root).get(kind) ?? []) : [];

/** Every node of a kind that is not within one of the kinds that bound it. */
export function nodesWithin(root: unknown, kind: string, bounds: readonly string[]): readonly Node[] {
  if (Array.isArray(root)) return root.flatMap((each) => nodesWithin(each, kind, bounds));
  if (!isNode(root)) return [];
  return Object.entries(root).flatMap(([name, of]) => [
    ...(name === kind && isNode(of) ? [of] : []),
    ...(bounds.includes(name) ? [] : nodesWithin(of, kind, bounds)),
  ]);
}

const list = (value: unknown): readonly Node[] => (Array.isArray(value) ? (value as readonly Node[]) : []);

/** The parts of a column's name: its relation, if it is named, and itself. */
export const partsOf = (column: Node): readonly string[] =>
  list(column.fields).map((field) => (field.String as { sval?: string } | undefined)?.sval ?? '*');

export const columnsIn = (root: unknown): readonly (readonly string[])[] => nodesOf(root, 'ColumnRef').map(partsOf);

/**
 * How the rows of a relation lie. customers: by customer, on the servers; union: such ones of several tables, one below the
 * other; reference: on every server; gathered: on the coordinator.
 */
export type Lying = 'customers' | 'union' | 'reference' | 'gathered';

/** A relation in FROM. `bare`: a table by its name, not in brackets. */
export type Relation = { readonly as: string; readonly lies: Lying; readonly bare: boolean };

export type Steps = ReadonlyMap<string, Lying>;

const lyingOf = (table: string): Lying => {
  const placing = placingOf(table);
  return placing === 'distributed' ? 'customers' : placing === 'reference' ? 'reference' : 'gathered';
};

/** The steps of WITH, with those that stand around it. */
export function stepsOf(statement: Node, around: Steps = new Map()): Steps {
  const steps = new Map(around);
  const { ctes } = (statement.withClause ?? {}) as { ctes?: unknown };
  for (const { CommonTableExpr } of list(ctes) as readonly { CommonTableExpr: Node }[]) {
    const query = CommonTableExpr.ctequery as Node;
    const select = query.SelectStmt as Node | undefined;
    steps.set(CommonTableExpr.ctename as string, select === undefined ? 'gathered' : lyingOfSelect(select, steps));
  }
  return steps;
}

export function relationsOf(from: unknown, steps: Steps): readonly Relation[] {
  return list(from).flatMap((item): readonly Relation[] => {
    const join = item.JoinExpr as Node | undefined;
    if (join !== undefined) return relationsOf([join.larg, join.rarg], steps);
    const [, of] = Object.entries(item)[0] as [string, Node];
    const alias = (of.alias as { aliasname?: string } | undefined)?.aliasname;
    const table = item.RangeVar as { relname: string } | undefined;
    if (table !== undefined) {
      const step = steps.get(table.relname);
      return [{ as: alias ?? table.relname, lies: step ?? lyingOf(table.relname), bare: step === undefined }];
    }
    const subquery = item.RangeSubselect as { subquery: { SelectStmt: Node } } | undefined;
    const lies = subquery === undefined ? 'gathered' : lyingOfSelect(subquery.subquery.SelectStmt, steps);
    return [{ as: alias ?? '', lies, bare: false }];
  });
}

const columnNames = (select: Node): readonly string[] =>
  (list(select.targetList) as readonly { ResTarget: Node }[]).map(
    ({ ResTarget: { name, val } }) => (name as string | undefined) ?? columnsIn(val)[0]?.at(-1) ?? '',
  );

/** A select keeps its rows where they lie as long as it says whose they are and does not cut them off. */
export function lyingOfSelect(select: Node, around: Steps): Lying {
  const steps = stepsOf(select, around);
  if (select.op !== undefined && select.op !== 'SETOP_NONE') {
    const sides = [select.larg, select.rarg].map((side) => lyingOfSelect(side as Node, steps));
    return sides.some((side) => side === 'customers' || side === 'union') ? 'union' : 'gathered';
  }
  const lies = relationsOf(select.fromClause, steps).map((relation) => relation.lies);
  if (!lies.some((each) => each === 'customers' || each === 'union')) return 'gathered';
  if (select.limitCount !== undefined || select.limitOffset !== undefined) return 'gathered';
  return columnNames(select).some((column) => column === 'customer_no' || column === '*') ? 'customers' : 'gathered';
}

/** Columns of a subquery that are columns of the rows around it: their relation and themselves. */
export function columnsFromAround(subquery: Node): readonly (readonly string[])[] {
  const own = new Set([
    ...nodesOf(subquery, 'Alias').map(({ aliasname }) => aliasname as string),
    ...nodesOf(subquery, 'alias').map(({ aliasname }) => aliasname as string),
    ...rangesIn(subquery).map(({ relname }) => relname as string),
  ]);
  return columnsIn(subquery).filter((parts) => parts.length > 1 && !own.has(parts[0]!));
}

/** A table that is changed stands without a name of its kind. */
const rangesIn = (root: unknown): readonly Node[] => [...nodesOf(root, 'RangeVar'), ...nodesOf(root, 'relation')];

/** How the tables of a subquery lie, its own steps left out. */
export function tablesIn(root: unknown, steps: Steps): readonly Lying[] {
  const own = new Set(nodesOf(root, 'CommonTableExpr').map(({ ctename }) => ctename as string));
  return rangesIn(root)
    .map(({ relname }) => relname as string)
    .filter((name) => !own.has(name))
    .map((name) => steps.get(name) ?? lyingOf(name));
}

/** The groups of relations that a select says are of the same customer: by an equation or USING. */
export function sameCustomer(from: unknown, where: unknown, steps: Steps): (left: string, right: string) => boolean {
  const leader = new Map<string, string>();
  const find = (of: string): string => (leader.has(of) ? find(leader.get(of)!) : of);
  const unite = (left: string, right: string): void => {
    if (find(left) !== find(right)) leader.set(find(left), find(right));
  };
  for (const { lexpr, rexpr, name } of nodesOf([from, where], 'A_Expr')) {
    if ((list(name)[0]?.String as { sval: string } | undefined)?.sval !== '=') continue;
    const [[left], [right]] = [columnsIn(lexpr), columnsIn(rexpr)];
    if (left?.at(-1) === 'customer_no' && right?.at(-1) === 'customer_no') unite(left[0]!, right[0]!);
  }
  for (const { usingClause, larg, rarg } of nodesOf(from, 'JoinExpr')) {
    if (!list(usingClause).some(({ String: using }) => (using as { sval: string }).sval === 'customer_no')) continue;
    const [first, ...others] = relationsOf([larg, rarg], steps);
    for (const other of others) unite(first!.as, other.as);
  }
  return (left, right) => find(left) === find(right);
}
