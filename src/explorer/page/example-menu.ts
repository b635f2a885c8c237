// The menu of examples: choosing one opens it as it was written, whatever became of it meanwhile.
import { openExample, shownText } from './editors.js';
import { type Example, operationOf } from './examples.js';
import { language, onLanguage } from './language.js';

const menu = () => document.querySelector<HTMLSelectElement>('#example')!;

function option(text: string, value: string): HTMLOptionElement {
  const element = document.createElement('option');
  element.textContent = text;
  element.value = value;
  return element;
}

/** The words of a menu cannot stand there in both languages at once. */
function fillMenu(examples: readonly Example[]): void {
  const lang = language();
  const groups = new Map<string, HTMLOptGroupElement>();
  for (const [index, { group, title }] of examples.entries()) {
    const existing = groups.get(group.en);
    const element = existing ?? document.createElement('optgroup');
    element.label = group[lang];
    element.append(option(title[lang], String(index)));
    groups.set(group.en, element);
  }
  menu().replaceChildren(option(lang === 'zh' ? '示例 …' : 'Examples …', ''), ...groups.values());
}

export function startMenu(examples: readonly Example[]): void {
  fillMenu(examples);
  onLanguage(() => fillMenu(examples));
  menu().addEventListener('change', () => {
    const example = examples[Number(menu().value)];
    if (menu().value !== '' && example !== undefined) openExample(example);
    // So that the same one can be chosen again.
    menu().value = '';
  });
  document.querySelector('#restore')?.addEventListener('click', () => {
    const name = operationOf(shownText());
    const example = examples.find((each) => each.name === name);
    if (example !== undefined) openExample(example);
  });
}
