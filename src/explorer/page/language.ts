// English or Chinese. The page holds its own words in both, each marked with its language, and shows one: what is chosen
// stands in the page's lang and is remembered by the browser.

export type Language = 'en' | 'zh';
export type InBoth = Readonly<Record<Language, string>>;

const remembered = 'astrolabe:language';
const listeners: (() => void)[] = [];

function show(chosen: Language): void {
  document.documentElement.lang = chosen;
}

export const language = (): Language => (document.documentElement.lang === 'zh' ? 'zh' : 'en');

/** The one of last time, or of the browser. */
export function startLanguage(): void {
  const before = localStorage.getItem(remembered);
  show(before === 'zh' || (before === null && navigator.language.startsWith('zh')) ? 'zh' : 'en');
}

export function chooseLanguage(chosen: Language): void {
  localStorage.setItem(remembered, chosen);
  show(chosen);
  for (const listener of listeners) listener();
}

export function onLanguage(listener: () => void): void {
  listeners.push(listener);
}

/** An element of the page with words in both languages. */
export function inBoth<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  words: InBoth,
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const lang of ['en', 'zh'] as const) {
    const span = document.createElement('span');
    span.lang = lang;
    span.textContent = words[lang];
    element.append(span);
  }
  return element;
}
