// The look of what the playground adds around GraphiQL: a page header in its colours, light and dark.

export const playgroundStyle = `
html { color-scheme: light dark; }
html, body { height: 100%; margin: 0; }
body { display: flex; flex-direction: column; font-family: system-ui, sans-serif; background: #f7f9fb; color: #22303d; }
.page-header { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 16px; padding: 8px 16px; font-size: 14px; border-bottom: 1px solid #d8e0e8; }
.page-header img { width: 22px; height: 22px; }
.page-header strong { font-size: 16px; }
.page-header .name { display: flex; align-items: center; gap: 8px; }
.page-header .simulated { padding: 2px 10px; border-radius: 10px; background: #fbe9d3; color: #6b3d12; }
#playground { flex: 1; min-height: 0; }
#playground .graphiql-container { height: 100%; }
#playground > .loading { padding: 16px; }
.graphiql-logo { display: none; }
body.graphiql-dark { background: #1b222b; color: #dbe3ec; }
body.graphiql-dark .page-header { border-color: #3a4654; }
body.graphiql-dark .page-header .simulated { background: #5a3a17; color: #fbe9d3; }
@media (prefers-color-scheme: dark) {
  body:not(.graphiql-light) { background: #1b222b; color: #dbe3ec; }
  body:not(.graphiql-light) .page-header { border-color: #3a4654; }
  body:not(.graphiql-light) .page-header .simulated { background: #5a3a17; color: #fbe9d3; }
}
`;
