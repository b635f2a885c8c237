// What a Citus cluster refuses of a statement, or answers wrongly without a word, as far as it was seen on one. A statement is
// held to these rules by its text alone; one that names only what is on the coordinator may be as it likes.
import {
  columnsFromAround,
  columnsIn,
  type Node,
  nodesOf,
  nodesWithin,
  partsOf,
  type Relation,
  relationsOf,
  type Steps,
  sameCustomer,
  statementsOf,
  stepsOf,
  tablesIn,
} from './sql-tree';

export const rules = {
  'no columns': 'a subquery gives at least one column, for it may be gathered under a definition of its columns',
  correlated: 'a subquery that names the row around it reads reference tables, or rows of the same customer',
  'joined union': 'rows of several tables that lie by customer are joined before they are put one below the other',
  'other customers': 'tables that lie by customer are joined by customer',
  'bare local table': 'a reference table is changed beside local rows in brackets, and looks at others by a list',
  'local change': 'a local table is changed without a join with rows of customers',
  'several changed': 'a statement changes one table that is not local',
  recursive: 'a recursive statement reads local tables alone',
  'grouping sets': 'rows of customers are grouped in one way',
  moved: 'the customer of a row is never set: a row moves by being taken out and put in',
  'time zone': 'nothing rests on the time zone of the session, which the servers do not know',
  clock: 'rows are changed or deleted without asking the clock of the servers',
  analyze: 'statistics of a reference table are not gathered inside a change',
} as const;

export type Rule = keyof typeof rules;

/** The rules that a text breaks. */
export const brokenRules = (text: string): readonly Rule[] => [...new Set(statementsOf(text).flatMap(brokenBy))];

function brokenBy(statement: Node): readonly Rule[] {
  const [[kind, body]] = Object.entries(statement) as [[string, Node]];
  const lies = tablesIn(statement, new Map());
  const placed = lies.filter((each) => each !== 'gathered');
  if (placed.length === 0) return [];
  // VACUUM is no part of a change.
  if (kind === 'VacuumStmt') return lies.includes('reference') && body.is_vacuumcmd !== true ? ['analyze'] : [];
  const broken = new Set<Rule>();
  const add = (rule: Rule, isBroken: boolean): void => void (isBroken && broken.add(rule));
  const hasCustomers = placed.includes('customers');
  add('recursive', hasCustomers && nodesOf(statement, 'withClause').some(({ recursive }) => recursive === true));
  add('grouping sets', hasCustomers && nodesOf(statement, 'GroupingSet').length > 0);
  add('time zone', restsOnZone(statement));
  const changed = changesIn(statement);
  add('several changed', changed.filter(({ lies: each }) => each !== 'gathered').length > 1);
  for (const change of changed) for (const rule of brokenByChange(change)) broken.add(rule);
  const inScope = (node: Node, steps: Steps): void => {
    for (const rule of brokenByScope(node, steps, hasCustomers)) broken.add(rule);
  };
  eachScope(kind, body, new Map(), inScope);
  return [...broken];
}

/** Every select, update, delete and insert of a statement, with the steps that it may name. */
function eachScope(kind: string, body: Node, around: Steps, visit: (scope: Node, steps: Steps) => void): void {
  const isScope = /^(Select|Update|Delete|Insert)Stmt$/.test(kind);
  const steps = isScope ? stepsOf(body, around) : around;
  if (isScope) visit(body, steps);
  const inside = (value: unknown): void => {
    if (Array.isArray(value)) for (const each of value) inside(each);
    else if (typeof value === 'object' && value !== null)
      for (const [name, of] of Object.entries(value))
        if (/^(Select|Update|Delete|Insert)Stmt$/.test(name)) eachScope(name, of as Node, steps, visit);
        else inside(of);
  };
  // The sides of a union stand in it without a name of their kind.
  for (const side of [body.larg, body.rarg])
    if (side !== undefined) eachScope('SelectStmt', side as Node, steps, visit);
  for (const [name, of] of Object.entries(body)) if (name !== 'larg' && name !== 'rarg') inside(of);
}

function brokenByScope(scope: Node, steps: Steps, hasCustomers: boolean): readonly Rule[] {
  const target = scope.relation === undefined ? [] : relationsOf([{ RangeVar: scope.relation }], new Map());
  const isInsert = scope.selectStmt !== undefined || scope.cols !== undefined;
  const from = [...((scope.fromClause ?? []) as Node[]), ...((scope.usingClause ?? []) as Node[])];
  const relations = [...(isInsert ? [] : target), ...relationsOf(from, steps)];
  const same = sameCustomer(from, scope.whereClause, steps);
  const broken: Rule[] = [];
  const isSelect = scope.relation === undefined && (scope.op === undefined || scope.op === 'SETOP_NONE');
  if (isSelect && scope.targetList === undefined && scope.valuesLists === undefined) broken.push('no columns');
  const byCustomer = relations.filter(({ lies }) => lies === 'customers');
  const unions = relations.filter(({ lies }) => lies === 'union');
  const isMet = (union: Relation): boolean => byCustomer.some(({ as }) => same(as, union.as));
  if (relations.length > 1 && unions.some((union) => !isMet(union))) broken.push('joined union');
  if (byCustomer.slice(1).some(({ as }) => !same(as, byCustomer[0]!.as))) broken.push('other customers');
  const lyingAround = new Map(relations.map(({ as, lies }) => [as, lies]));
  for (const { subselect } of ownSublinks(scope))
    if (hasCustomers && isCorrelatedBadly(subselect as Node, lyingAround, steps)) broken.push('correlated');
  return broken;
}

/** Subqueries in the expressions of a scope, not those of the scopes within it. */
const ownSublinks = (scope: Node): readonly Node[] =>
  Object.entries(scope)
    .filter(([name]) => !['withClause', 'larg', 'rarg', 'selectStmt'].includes(name))
    .flatMap(([, of]) => nodesWithin(of, 'SubLink', ['SubLink', 'RangeSubselect', 'SelectStmt']));

function isCorrelatedBadly(subquery: Node, around: ReadonlyMap<string, string>, steps: Steps): boolean {
  const outer = columnsFromAround(subquery).filter(([relation]) => around.has(relation!));
  const tables = tablesIn(subquery, steps);
  if (outer.length === 0 || tables.length === 0) return false;
  const ofCustomers = outer.every(([relation]) => around.get(relation!) === 'customers');
  if (!ofCustomers || tables.includes('gathered') || tables.includes('union')) return true;
  if (!tables.includes('customers')) return false;
  return !nodesOf(subquery, 'A_Expr').some(({ lexpr, rexpr }) => {
    const [[left], [right]] = [columnsIn(lexpr), columnsIn(rexpr)];
    return left?.at(-1) === 'customer_no' && right?.at(-1) === 'customer_no' && left[0] !== right[0];
  });
}

type Change = { readonly kind: string; readonly body: Node; readonly lies: string; readonly steps: Steps };

const changesIn = (statement: Node): readonly Change[] =>
  ['InsertStmt', 'UpdateStmt', 'DeleteStmt'].flatMap((kind) =>
    nodesOf(statement, kind).map((body): Change => {
      const [{ lies }] = relationsOf([{ RangeVar: body.relation }], new Map()) as [Relation];
      return { kind, body, lies, steps: stepsOf(body, stepsOf(Object.values(statement)[0] as Node)) };
    }),
  );

function brokenByChange({ kind, body, lies, steps }: Change): readonly Rule[] {
  if (kind === 'InsertStmt') return [];
  const broken: Rule[] = [];
  const beside = relationsOf([...((body.fromClause ?? []) as Node[]), ...((body.usingClause ?? []) as Node[])], steps);
  const correlated = ownSublinks(body).some(({ subselect }) => columnsFromAround(subselect as Node).length > 0);
  const isBare = beside.some((relation) => relation.bare && relation.lies === 'gathered');
  if (lies === 'reference' && (isBare || correlated)) broken.push('bare local table');
  if (lies === 'gathered' && beside.some((each) => each.lies === 'customers' || each.lies === 'union'))
    broken.push('local change');
  if (lies !== 'customers') return broken;
  const set = ((body.targetList ?? []) as { ResTarget: Node }[]).map(({ ResTarget }) => ResTarget.name);
  if (kind === 'UpdateStmt' && set.includes('customer_no')) broken.push('moved');
  if (nodesOf(body, 'FuncCall').some((call) => clocks.has(functionName(call)))) broken.push('clock');
  if (nodesOf(body, 'SQLValueFunction').length > 0) broken.push('clock');
  return broken;
}

const clocks = new Set(['now', 'clock_timestamp', 'statement_timestamp']);
const functionName = ({ funcname }: Node): string =>
  ((funcname as readonly { String: { sval: string } }[]).at(-1)?.String.sval ?? '').toLowerCase();
const typeName = ({ typeName: type }: Node): string =>
  ((type as { names?: readonly { String: { sval: string } }[] }).names ?? []).at(-1)?.String.sval ?? '';

const readsZone = (value: unknown): boolean =>
  nodesOf(value, 'FuncCall').some((call) => functionName(call) === 'timezone');
/** Whether an expression is an instant, by the names that the columns of instants have. */
function readsInstant(value: unknown): boolean {
  const [kind, of] = Object.entries((value ?? {}) as Node)[0] ?? [];
  const node = of as Node;
  const anyOf = (...values: readonly unknown[]): boolean => values.flat().some(readsInstant);
  switch (kind) {
    case 'ColumnRef':
      return /(_at|_from|_to|_after)$/.test(partsOf(node).at(-1)!);
    case 'CoalesceExpr':
    case 'MinMaxExpr':
      return anyOf(node.args);
    case 'CaseExpr':
      return anyOf(
        node.defresult,
        ...((node.args ?? []) as readonly { CaseWhen: Node }[]).map((each) => each.CaseWhen.result),
      );
    case 'FuncCall':
      return ['min', 'max', 'lead', 'lag'].includes(functionName(node)) && anyOf(node.args);
    case 'A_Expr':
      return (
        ['+', '-'].includes((node.name as readonly { String: { sval: string } }[])[0]!.String.sval) && anyOf(node.lexpr)
      );
    default:
      return false;
  }
}

/** A day, a text or a part of an instant, or so many days after one, without a zone that says which. */
function restsOnZone(statement: Node): boolean {
  const casts = nodesOf(statement, 'TypeCast').some(
    (cast) => ['date', 'text', 'timestamp'].includes(typeName(cast)) && readsInstant(cast.arg),
  );
  const parts = nodesOf(statement, 'FuncCall').some((call) => {
    const [unit, of] = (call.args ?? []) as readonly Node[];
    const unitText = ((unit?.A_Const as { sval?: { sval: string } } | undefined)?.sval?.sval ?? '').toLowerCase();
    const takesParts = ['date_trunc', 'date_part', 'extract'].includes(functionName(call)) && unitText !== 'epoch';
    return (takesParts && readsInstant(of)) || (functionName(call) === 'to_char' && readsInstant(unit));
  });
  const days = nodesOf(statement, 'A_Expr').some(({ lexpr, rexpr }) => {
    const cast = (rexpr as Node | undefined)?.TypeCast as Node | undefined;
    const text = ((cast?.arg as Node)?.A_Const as { sval?: { sval: string } } | undefined)?.sval?.sval ?? '';
    return cast !== undefined && typeName(cast) === 'interval' && /day|mon|year/.test(text) && !readsZone(lexpr);
  });
  return casts || parts || days;
}
