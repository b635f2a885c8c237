// Starts the playground: GraphiQL with the builder of questions, the menu of examples, the language switch and tables. What a
// person writes is kept by the browser and wins over the examples.
import { showAnswer } from './answer-table.js';
import { editorsOf } from './editors.js';
import { startMenu } from './example-menu.js';
import { fetchExamples } from './examples.js';
import { fetchWithKey, startForgetting, tellWhenSimulated } from './key.js';
import { chooseLanguage, language, startLanguage } from './language.js';

type Buttons = { readonly prettify: unknown; readonly copy: unknown; readonly merge: unknown };

startLanguage();
startForgetting();
document.querySelector('#language')?.addEventListener('click', () => chooseLanguage(language() === 'zh' ? 'en' : 'zh'));

const { examples, open } = await fetchExamples();
startMenu(examples);
const Editors = editorsOf(examples, showAnswer);
const toolbar = ({ prettify, copy, merge }: Buttons) =>
  React.createElement(React.Fragment, null, prettify, merge, copy, React.createElement(Editors));
ReactDOM.createRoot(document.querySelector('#playground')!).render(
  React.createElement(
    GraphiQL,
    {
      // Every answer comes whole: GraphiQL takes a second question during a stream for a wish to stop it.
      fetcher: GraphiQL.createFetcher({ url: '/graphql', enableIncrementalDelivery: false, fetch: fetchWithKey }),
      plugins: [GraphiQLPluginExplorer.explorerPlugin({ showAttribution: false })],
      defaultTabs: examples.slice(0, open).map(({ text }) => ({ query: text[language()] })),
      defaultEditorToolsVisibility: false,
      shouldPersistHeaders: false,
    },
    React.createElement(GraphiQL.Toolbar, null, toolbar),
  ),
);
void tellWhenSimulated();
