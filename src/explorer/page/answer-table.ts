// An answer to `table`, shown as the table it is: members by their names alone where those are there. A switch shows the
// JSON beneath. Any other answer is left to GraphiQL.
import { type InBoth, inBoth, language, onLanguage } from './language.js';

type Cell = string | number | boolean | null;
type Table = {
  readonly columns: readonly { readonly name: string; readonly label?: string }[];
  readonly data: readonly (readonly Cell[])[];
  readonly totals?: readonly (readonly Cell[])[];
};

const mostRows = 500;
const levels: Readonly<Record<string, InBoth>> = {
  SUBTOTAL: { en: 'Subtotal', zh: '小计' },
  TOTAL: { en: 'Total', zh: '合计' },
};

let answer = '';
let asJson = false;

function isTable(value: unknown): value is Table {
  const { columns, data } = (value ?? {}) as Partial<Table>;
  return Array.isArray(columns) && columns.every(({ name }) => typeof name === 'string') && Array.isArray(data);
}

function tableIn(text: string): Table | undefined {
  try {
    const { data } = JSON.parse(text) as { data?: Record<string, unknown> };
    return Object.values(data ?? {}).find(isTable);
  } catch {
    return undefined;
  }
}

function cellElement(name: 'td' | 'th', value: Cell): HTMLElement {
  const element = document.createElement(name);
  if (typeof value === 'number') {
    element.className = 'number';
    element.textContent = value.toLocaleString(language(), { maximumFractionDigits: 2 });
  } else element.textContent = value === null ? '' : String(value);
  return element;
}

function line(cells: readonly Cell[], name: 'td' | 'th' = 'td'): HTMLTableRowElement {
  const row = document.createElement('tr');
  row.append(...cells.map((cell) => cellElement(name, cell)));
  return row;
}

/** Totals begin with their level, which goes to the first cell that a total leaves empty. */
function withLevel(level: string, cells: readonly Cell[]): readonly Cell[] {
  const name = levels[level]?.[language()] ?? level;
  const empty = cells.indexOf(null);
  return empty < 0 ? cells : cells.with(empty, name);
}

/** Without the columns that a name beside them says better. */
function readable({ columns, data, totals = [] }: Table): Required<Table> {
  const isShown = columns.map(({ name }, index) => columns[index + 1]?.name !== `${name}.label`);
  const shown = <Part>(parts: readonly Part[]): readonly Part[] => parts.filter((_, index) => isShown[index]);
  return {
    columns: shown(columns),
    data: data.map(shown),
    totals: totals.map(([level, ...cells]) => [level!, ...shown(cells)]),
  };
}

function tableElement({ columns, data, totals }: Required<Table>): HTMLElement {
  const table = document.createElement('table');
  table.createTHead().append(
    line(
      columns.map(({ name, label }) => label ?? name),
      'th',
    ),
  );
  const isNumber = columns.map((_, index) => data.some((cells) => typeof cells[index] === 'number'));
  for (const [index, cell] of [...table.tHead!.rows[0]!.cells].entries())
    cell.classList.toggle('number', isNumber[index]);
  table.createTBody().append(...data.slice(0, mostRows).map((cells) => line(cells)));
  const foot = totals.map(([level, ...cells]) => line(withLevel(String(level), cells)));
  table.createTFoot().append(...foot);
  return table;
}

function switchElement(): HTMLElement {
  const button = asJson ? inBoth('button', { en: 'Table', zh: '表格' }) : inBoth('button', { en: 'JSON', zh: 'JSON' });
  button.type = 'button';
  button.className = 'answer-switch';
  button.addEventListener('click', () => {
    asJson = !asJson;
    draw();
  });
  return button;
}

function draw(): void {
  const place = document.querySelector('.graphiql-response');
  place?.querySelector('.answer')?.remove();
  const table = tableIn(answer);
  if (place === null || table === undefined) return;
  const element = document.createElement('div');
  element.className = asJson ? 'answer as-json' : 'answer';
  element.append(switchElement());
  if (!asJson) {
    const scroll = document.createElement('div');
    scroll.className = 'answer-scroll';
    scroll.append(tableElement(readable(table)));
    const rest = table.data.length - mostRows;
    if (rest > 0) scroll.append(inBoth('p', { en: `${rest} more rows in the JSON`, zh: `其余 ${rest} 行见 JSON` }));
    element.append(scroll);
  }
  place.append(element);
}

export function showAnswer(text: string): void {
  answer = text;
  draw();
}

onLanguage(draw);
