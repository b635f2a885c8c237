// GraphiQL's editors as the rest of the page reaches them: an invisible part of its toolbar hands them out. Opening an
// example takes its tab, or a new one, fills it and asks.
import { type Example, exampleOf, operationOf } from './examples.js';
import { language, onLanguage } from './language.js';

type Reached = { readonly editors: EditorContext; readonly execution: Execution };

let reached: Reached | undefined;
/** An example that waits for its tab. */
let awaited: Example | undefined;
let isFirst = true;
/** Of questions that wait to be asked, the last one is. */
let turn = 0;

const pause = 50;

/**
 * Asks once the editor knows the operation of the text it was given: until then it would send the name of the text before.
 * Whoever writes meanwhile is not asked for. An answer that is still under way is not shown any more.
 */
async function ask(name: string, text: string): Promise<void> {
  turn += 1;
  const mine = turn;
  const isWanted = (): boolean => mine === turn && shownText() === text;
  const isReady = (): boolean => (reached?.editors.queryEditor?.operationName ?? name) === name;
  do await new Promise((resolve) => setTimeout(resolve, pause));
  while (isWanted() && !isReady());
  if (isWanted()) reached?.execution.run();
}

function fill({ editors }: Reached, { name, text, changes }: Example): void {
  const shown = text[language()];
  editors.queryEditor?.setValue(shown);
  if (!changes) void ask(name, shown);
}

export function openExample(example: Example): void {
  if (reached === undefined) return;
  const { editors } = reached;
  const index = editors.tabs.findIndex(({ query }) => operationOf(query) === example.name);
  // Of two tabs with one example, the one that is seen.
  if (index === editors.activeTabIndex || operationOf(shownText()) === example.name) fill(reached, example);
  else {
    awaited = example;
    if (index < 0) editors.addTab();
    else editors.changeTab(index);
  }
}

/** The text in the editor, as far as there is one. */
export const shownText = (): string => reached?.editors.queryEditor?.getValue() ?? '';

/** An untouched example follows the language; one that was edited is left as it is. */
function translate(examples: readonly Example[]): void {
  if (reached === undefined) return;
  const example = exampleOf(shownText(), examples);
  if (example !== undefined && example.text[language()] !== shownText()) fill(reached, example);
}

/** A part of the toolbar that shows nothing. `onAnswer` is told the text of the answer whenever it changes. */
export function editorsOf(examples: readonly Example[], onAnswer: (text: string) => void): () => null {
  onLanguage(() => translate(examples));
  return () => {
    const editors = GraphiQL.React.useEditorContext();
    const execution = GraphiQL.React.useExecutionContext();
    const { activeTabIndex, queryEditor, responseEditor } = editors;
    React.useEffect(() => {
      reached = { editors, execution };
      return undefined;
    });
    React.useEffect(() => {
      if (queryEditor === null || reached === undefined) return undefined;
      const example = awaited;
      awaited = undefined;
      const untouched = exampleOf(shownText(), examples);
      // What is seen first is an answer.
      if (example !== undefined) fill(reached, example);
      else if (isFirst && untouched !== undefined) fill(reached, untouched);
      else translate(examples);
      isFirst = false;
      return undefined;
    }, [activeTabIndex, queryEditor]);
    React.useEffect(() => {
      if (responseEditor === null) return undefined;
      const tell = () => onAnswer(responseEditor.getValue());
      tell();
      responseEditor.on('change', tell);
      return () => responseEditor.off('change', tell);
    }, [responseEditor]);
    return null;
  };
}
