// The script that starts GraphiQL in the page, with the example questions as its first tabs. What a person writes later
// is kept by the browser and wins over the examples.

export function playgroundScript(questions: readonly string[]): string {
  return `'use strict';
const questions = ${JSON.stringify(questions)};
const fetcher = GraphiQL.createFetcher({ url: '/graphql' });
const explorer = GraphiQLPluginExplorer.explorerPlugin({ showAttribution: false });
ReactDOM.createRoot(document.getElementById('playground')).render(
  React.createElement(GraphiQL, {
    fetcher,
    plugins: [explorer],
    defaultTabs: questions.map((query) => ({ query })),
    defaultEditorToolsVisibility: false,
    shouldPersistHeaders: false,
  }),
);
`;
}
